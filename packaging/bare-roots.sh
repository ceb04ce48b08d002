#!/usr/bin/env bash
# The first minute on a new machine: bare-roots.sh [SUITE[:PYTHON]…]. As root, with debootstrap; about 20 minutes.
#
# Makes bare roots of Debian 12 (Python 3.11) and 13 (Python 3.13) that hold nothing but python3, python3-venv, make and git, clones
# this commit into them, and runs the README's two commands word for word: as root, who needs nothing else, and as a user, who
# is told the one command that root must give. Every test must pass, and none be skipped for want of a tool. Ubuntu 24.04 (Python
# 3.12), from a mirror of Ubuntu: MIRROR=… COMPONENTS=main,universe bare-roots.sh noble:3.12
set -euo pipefail
# What is mounted is seen by this script alone, and goes with it.
[ -n "${BARE_ROOTS:-}" ] || BARE_ROOTS=1 exec unshare --mount "$0" "$@"
suites=("$@")
[ $# -gt 0 ] || suites=(bookworm:3.11 trixie:3.13)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/packaging/bare.sh"
mapfile -t commands < <(sed -n '/^```sh$/,/^```$/p' "$here/README.md" | sed '/^```/d' | head -2)

passes() { # ROOT USER: both commands, in the clone
  local root=$1 user=$2 told=$1/told command needless='None is immortal from Python 3.12 on|Windows alone'
  # No folder refuses root; the user's turn runs what needs one.
  [ "$user" != root ] || needless+='|needs a folder that refuses this user'
  for command in "${commands[@]}"; do
    step "$name, $user: $command"
    inside "$root" "$user" "$command" >"$told" 2>&1 || { tail -60 "$told" >&2; fail "$command fails"; }
    grep -E '^make|^There is no display|^build/|SKIPPED| passed' "$told" || true
  done
  inside "$root" "$user" "test -s build/first-run/plan.pdf -a -s build/first-run/window.png" || fail "nothing was drawn"
  ! grep '^SKIPPED' "$told" | grep -vE "$needless" || fail "tests are skipped"
}

for suite in "${suites[@]}"; do
  name=${suite%%:*}
  bare=$work/$name
  step "a bare $name"
  bare_root "$name" "$bare"
  [[ $suite != *:* ]] || chroot "$bare" python3 --version | grep -q "^Python ${suite#*:}\." || fail "not the Python that was meant"
  chroot "$bare" useradd --create-home clinician
  cp -a "$bare" "$bare.user"

  open "$bare"
  CLONE=/root inside "$bare" root "git clone --quiet /opt/source ldn-desktop" 2>/dev/null
  CLONE=/root/ldn-desktop passes "$bare" root

  bare=$bare.user
  open "$bare"
  export CLONE=/home/clinician
  inside "$bare" clinician "git clone --quiet /opt/source ldn-desktop" 2>/dev/null
  export CLONE=/home/clinician/ldn-desktop
  for command in "${commands[@]}"; do
    step "$name, a user before root: $command"
    if inside "$bare" clinician "$command" >"$work/log" 2>&1; then fail "$command does without what is missing"; fi
    sentence=$(grep -v '^make: \*\*\*' "$work/log")
    printf '%s\n' "$sentence"
    [ "$(wc -l <<<"$sentence")" = 1 ] || fail "more than one sentence"
    cure=$(sed -n 's/.*run as root: //p' <<<"$sentence")
    [ -n "$cure" ] || fail "no command is named"
    inside "$bare" root "apt-get update -qq; yes | DEBIAN_FRONTEND=noninteractive $cure" >"$work/log" 2>&1 ||
      { tail -5 "$work/log" >&2; fail "$cure fails"; }
  done
  passes "$bare" clinician
  unset CLONE
done
step "all pass"
