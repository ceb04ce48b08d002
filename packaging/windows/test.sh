#!/usr/bin/env bash
# The test suite under Wine: test.sh [PYTEST ARGUMENTS]; test.sh --library [PYTEST ARGUMENTS] runs what tests the library of plans, as
# `make windows` does. packaging/windows/build.sh comes first. What differs there stands, with the reason, in
# packaging/windows/differs.txt: it is left out, and named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
[ -d "$WINEPREFIX" ] || { echo "packaging/windows/build.sh comes first" >&2; exit 1; }
if [ "${1:-}" = --library ]; then
  shift
  # Of the workspace what knows the library; the rest has nothing of Windows' own.
  mapfile -t of_the_library < <(grep -lE 'ldn_desktop\.library|plan_library' tests/workspace/test_*.py)
  set -- tests/library tests/ui/library tests/ui/plans "${of_the_library[@]}" "$@"
fi
begin_display
python="$work/testing/python.exe"
if [ "$(cat "$work/done/testing" 2>/dev/null)" != "$(sha256sum <requirements-dev.lock)" ]; then
  step "the packages of the development lock"
  filled testing requirements-dev.lock
  sha256sum <requirements-dev.lock >"$work/done/testing"
fi
# The program is known to every Python that a test starts, as in .venv.
echo "Z:$PWD" >"$work/testing/Lib/site-packages/ldn-desktop.pth"
# A Windows of its own: what is left open in it holds nobody else up, and several can run beside each other.
scratch=$(mktemp -d "$work/tests.XXXX")
cp -r "$WINEPREFIX" "$scratch/prefix"
WINEPREFIX=$scratch/prefix
mapfile -t differ < <(sed -n 's/^\(tests[^ ]*\).*/--deselect=\1/p' packaging/windows/differs.txt)
step "${#differ[@]} entries differ under Wine"
cat packaging/windows/differs.txt
step "pytest"
windows "$python" -m pytest -p no:cacheprovider -q "${differ[@]}" "$@"
step "done"
