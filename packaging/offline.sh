#!/usr/bin/env bash
# Runs a session of the frozen program under strace and lists the sockets it opens: offline.sh [FOLDER].
# Allowed are the desktop's own: sockets of the same machine (X11, D-Bus, printing), never an address of a network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-build/frozen/ldn-desktop}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plan=docs/screenshots/plans/typical.ldnplan
# Without a session bus, none is started for it.
export DBUS_SESSION_BUS_ADDRESS="unix:path=$work/none" HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
trace() { strace -f -qq -e trace=socket,connect,bind,sendto -o "$work/$1" "${@:2}"; }
trace selftest "$folder/ldn-desktop" selftest >/dev/null
trace print "$folder/ldn-desktop" print "$plan" --document clinician --pdf "$work/out.pdf"
trace search "$folder/ldn-desktop" search fibromyalgia --json >/dev/null
trace opioid "$folder/ldn-desktop" opioid Zydol --json >/dev/null
trace window xvfb-run -a sh -c 'timeout -s TERM 8 "$0" "$1" || test $? = 124' "$folder/ldn-desktop" "$plan"
cat "$work"/selftest "$work"/print "$work"/search "$work"/opioid "$work"/window >"$work/all"
grep -E 'socket\(|connect\(' "$work/all" | sed -E 's/^[0-9]+ +//; s/\) += .*/)/' | sort | uniq -c | sort -rn | head -20
if grep -E 'AF_INET|AF_INET6|AF_PACKET' "$work/all"; then
  echo "a socket of a network was opened" >&2
  exit 1
fi
echo "no socket of a network"
