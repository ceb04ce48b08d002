#!/usr/bin/env bash
# Tries a package in a Debian 12 that holds nothing else: bare-debian.sh PACKAGE.deb [MIRROR]. As root, with debootstrap.
set -euo pipefail
deb=$(realpath "$1")
sources=/etc/apt/sources.list.d/debian.sources
mirror=${2:-$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' "$sources" 2>/dev/null | head -1)}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(mktemp -d)
clean() {
  for place in dev/shm dev proc; do mountpoint -q "$root/$place" && umount "$root/$place" || true; done
  rm -rf --one-file-system "$root"
}
trap clean EXIT
step() { printf '\n== %s\n' "$*"; }

step "a bare Debian 12"
debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 || { tail -5 "$root.log" >&2; exit 1; }
rm -f "$root.log"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
# The same mirror and proxy as this machine's, where it names one.
if [ -f "$sources" ]; then
  rm -f "$root/etc/apt/sources.list"
  cp "$sources" "$root/etc/apt/sources.list.d/"
  mkdir -p "$root/usr/share/keyrings"
  cp /usr/share/keyrings/debian-archive-keyring.gpg "$root/usr/share/keyrings/" 2>/dev/null || true
fi
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
inside apt-get update -qq

step "install"
cp "$deb" "$root/tmp/ldn-desktop.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/ldn-desktop.deb >/dev/null
inside find / -xdev -newer /tmp/ldn-desktop.deb -path '*ldn-desktop*' -not -path '/proc/*' -not -path '/tmp/*' | wc -l

step "selftest"
inside ldn-desktop selftest

step "a window, a plan, a print"
inside apt-get install -y -qq --no-install-recommends xvfb xauth x11-utils >/dev/null
cp "$here/docs/screenshots/plans/typical.ldnplan" "$root/tmp/plan.ldnplan"
inside ldn-desktop print /tmp/plan.ldnplan --document patient --pdf /tmp/plan.pdf
inside test -s /tmp/plan.pdf
inside sh -c '
  Xvfb :7 -screen 0 1440x900x24 >/dev/null 2>&1 & x=$!
  for _ in $(seq 1 100); do
    DISPLAY=:7 xwininfo -root >/dev/null 2>&1 && break
    sleep 0.1
  done
  DISPLAY=:7 ldn-desktop /tmp/plan.ldnplan >/tmp/told 2>&1 & program=$!
  for _ in $(seq 1 100); do
    shown=$(DISPLAY=:7 xwininfo -root -tree 2>/dev/null | grep "LDN Desktop" | grep -E " [0-9]{3,}x[0-9]{3,}\+")
    [ -n "$shown" ] && break
    sleep 0.1
  done
  echo "$shown"
  [ -n "$shown" ]; found=$?
  kill $program $x
  cat /tmp/told
  exit $found
'

step "remove"
inside apt-get purge -y -qq ldn-desktop >/dev/null
remains=$(inside find / -xdev -path '*ldn-desktop*' -not -path '/proc/*' -not -path '/tmp/*' -not -path '/root/.*')
if [ -n "$remains" ]; then
  printf 'remains:\n%s\n' "$remains" >&2
  exit 1
fi
echo "nothing remains"
