#!/usr/bin/env bash
# Tries a package in a Debian 12 that holds nothing else: bare-debian.sh PACKAGE.deb [MIRROR]. As root, with debootstrap.
set -euo pipefail
deb=$(realpath "$1")
mirror=${2:-}
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
cp -r /etc/apt/. "$root/etc/apt/"
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
  sleep 2
  DISPLAY=:7 ldn-desktop /tmp/plan.ldnplan >/tmp/told 2>&1 & program=$!
  for _ in $(seq 1 100); do
    DISPLAY=:7 xwininfo -root -tree 2>/dev/null | grep -q "LDN Desktop" && break
    sleep 0.1
  done
  DISPLAY=:7 xwininfo -root -tree | grep "LDN Desktop" | head -1
  found=$?
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
