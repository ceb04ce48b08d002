#!/usr/bin/env bash
# The program for Windows from a clone in a bare Debian 12 that holds nothing but python3, python3-venv, make and git: bare-root.sh [FOLDER].
# As root, with debootstrap; about 25 minutes. FOLDER gets what `make windows` made there.
set -euo pipefail
# What is mounted is seen by this script alone, and goes with it.
[ -n "${BARE_ROOTS:-}" ] || BARE_ROOTS=1 exec unshare --mount "$0" "$@"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$here/packaging/bare.sh"
step "a bare Debian 12"
root=$work/bookworm
bare_root bookworm "$root"
open "$root"
CLONE=/root inside "$root" root "git clone --quiet /opt/source ldn-desktop" 2>/dev/null
step "make windows"
begun=$SECONDS
CLONE=/root/ldn-desktop inside "$root" root "make windows" 2>&1 | tee "$work/told" || fail "make windows fails"
grep -q '^== all is proved' "$work/told" || fail "not all is proved"
took=$((SECONDS - begun))
step "versions"
chroot "$root" dpkg-query --show wine64 nsis osslsigncode gcc-mingw-w64-x86-64-win32 python3
made=$root/root/ldn-desktop/dist/windows
cat "$made/SHA256SUMS"
[ $# -eq 0 ] || { mkdir -p "$1"; cp -r "$made"/*.* "$made/SHA256SUMS" "$1"; }
step "make windows took $((took / 60)) min $((took % 60)) s"
