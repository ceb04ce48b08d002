#!/usr/bin/env bash
# What the program for Windows asks of Windows' library of sockets, as Wine tells it: a test of itself, a paper, a window with a plan.
# packaging/windows/build.sh comes first. Wine's own services use sockets too; what counts is the process that has loaded our Python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
folder=$(realpath dist/windows/ldn-desktop)
begin_display
scratch=$(mktemp -d "$work/sockets.XXXX")
cp -r "$WINEPREFIX" "$scratch/prefix"
WINEPREFIX=$scratch/prefix
home=$WINEPREFIX/drive_c/users/$(id -un)
fail() { echo "sockets: $*" >&2; exit 1; }
trace() { WINEDEBUG=-all,+pid,+winsock,+loaddll windows "$@"; }
told() { # WORDS: what the program asked for; anything but to be let in is refused
  local process asked
  process=$(grep -m1 -i 'loaded.*python311.dll' "$scratch/trace" | cut -d: -f1)
  [ -n "$process" ] || fail "the program is not in the trace of $1"
  grep -q 'winsock' "$scratch/trace" || fail "Wine tells nothing of sockets"
  asked=$(sed -n "s/^$process:.*:winsock:\([A-Za-z_0-9]*\).*/\1/p" "$scratch/trace" | sort | uniq -c | xargs)
  echo "$1: ${asked:-nothing}; Wine's own services: $(grep -c "winsock" "$scratch/trace") lines in all"
  ! grep -oE 'WSA[A-Z][a-z]+|[a-z_]+' <<<"$asked" | grep -vE '^(WSAStartup|WSACleanup)$' || fail "$1 uses sockets"
}
step "selftest"
trace "$folder/ldn-desktop-cli.exe" selftest >"$scratch/trace"
told selftest
step "a paper"
trace "$folder/ldn-desktop-cli.exe" print tests/cases/open-ended.ldnplan --document patient --pdf 'C:\paper.pdf' >"$scratch/trace"
[ -s "$WINEPREFIX/drive_c/paper.pdf" ] || fail "nothing was printed"
told "a paper"
step "a window"
trace "$folder/ldn-desktop.exe" 'tests\cases\open-ended.ldnplan' >"$scratch/trace" &
opened=$!
for _ in $(seq 120); do [ -n "$(find "$home/AppData/Local/ldn-desktop/pictures" -type f 2>/dev/null)" ] && break; sleep 1; done
sleep 10
windows taskkill /im ldn-desktop.exe >/dev/null
wait "$opened" || true
told "a window"
step "no socket is opened"
