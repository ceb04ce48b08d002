#!/usr/bin/env bash
# Freezes the program for Windows once more and compares it with what packaging/windows/build.sh made of this commit: the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
made=$(realpath dist/windows)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
begin_display
scratch=$(mktemp -d "$work/again.XXXX")
step "freeze again"
windows "$work/freezing/python.exe" packaging/dist.py "$scratch/again" >/dev/null
step "the installer again"
python3 packaging/windows/installer.py "$scratch/again/ldn-desktop" "$scratch/again" >/dev/null
step "compare"
diff -r --exclude=SHA256SUMS "$made" "$scratch/again" || { echo "reproduce: the two differ" >&2; exit 1; }
cat "$made/SHA256SUMS"
echo "two builds, the same bytes"
