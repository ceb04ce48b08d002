#!/usr/bin/env bash
# Makes the program for Windows, its installer and what belongs to them, here on Linux under Wine: build.sh [STAGE].
# Debian 12; as root it installs what it lacks, after saying so. About 10 minutes on two cores; a second run takes up what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
out=$(realpath -m dist/windows)
mkdir -p "$work/done"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

# Does a stage unless it is done for these files already; each stage stands on the ones before it.
told=""
stage() {
  local name=$1 words=$2
  shift 2
  told=$(cat <(echo "$told") "$@" | sha256sum | cut -d' ' -f1)
  if [ "$(cat "$work/done/$name" 2>/dev/null)" = "$told" ]; then step "$words: done before"; return; fi
  step "$words"
  rm -f "$work/done/$name"
  "$name"
  echo "$told" >"$work/done/$name"
}

tools() {
  local lacking=() pair
  for pair in python3:python3 Xvfb:xvfb makensis:nsis osslsigncode:osslsigncode x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64-win32; do
    command -v "${pair%%:*}" >/dev/null || lacking+=("${pair##*:}")
  done
  [ -x /usr/lib/wine/wine64 ] || command -v wine64 >/dev/null || lacking+=(wine wine64 libwine)
  python3 -c 'import ensurepip, venv' 2>/dev/null || lacking+=(python3-venv)
  [ -e /etc/ssl/certs/ca-certificates.crt ] || lacking+=(ca-certificates)
  [ ${#lacking[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || [ "${NO_APT:-0}" != 0 ]; then
    echo "These are missing; as root: apt install --no-install-recommends ${lacking[*]}" >&2
    exit 1
  fi
  echo "installing ${lacking[*]} with apt-get (NO_APT=1 leaves it)"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${lacking[@]}" >/dev/null
}

python() {
  python3 -m venv --clear "$work/fetching"
  "$work/fetching/bin/python" packaging/windows/fetch.py "$work/python"
}

# Wine's own Windows, and in it, never in the program, what Windows 10 has and Wine lacks.
prefix() {
  rm -rf "$WINEPREFIX"
  windows wineboot -i
  windows winecfg /v win10
  # Its folders of documents are its own, not links to those of whoever builds.
  local name
  find "$WINEPREFIX/drive_c/users" -type l -print0 | while IFS= read -r -d '' name; do rm "$name" && mkdir "$name"; done
  for name in icuuc bcryptprimitives; do
    x86_64-w64-mingw32-gcc -shared -O1 -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" "packaging/windows/standins/$name.c" -ladvapi32
  done
}

packages() { filled freezing requirements-dist.lock; }

frozen() {
  rm -rf "$out"
  windows "$work/freezing/python.exe" packaging/dist.py "$out"
}

installer() {
  python3 packaging/windows/installer.py "$out/ldn-desktop" "$out"
  (cd "$out" && sha256sum ./*.exe ./*.zip ./*.json | sed 's# \./# #' >SHA256SUMS)
}

step "what building needs"
tools
begin_display
stage python "Python for Windows, fetched and proved" packaging/windows/fetch.py
stage prefix "a Windows 10 of Wine's" packaging/windows/standins/*.c
stage packages "the packages of the lock" requirements-dist.lock
step "freeze the program"
frozen
step "the installer"
installer
step "done"
ls -l "$out"
