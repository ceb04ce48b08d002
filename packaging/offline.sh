#!/usr/bin/env bash
# Runs sessions of the frozen program under strace and lists the sockets they open: offline.sh [FOLDER]. As root, for the print service.
# Allowed are the desktop's own: sockets of the same machine (X11, D-Bus, the print service), never an address of a network.
# Two sessions print: into a print service of the script's own, and where there is none.
# Debian: apt install strace xvfb xauth xdotool openbox poppler-utils cups-daemon cups-client
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(realpath "${1:-build/frozen/ldn-desktop}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
plan=$PWD/docs/screenshots/plans/typical.ldnplan
# Without a session bus, none is started for it.
export DBUS_SESSION_BUS_ADDRESS="unix:path=$work/none" HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
unset QT_QPA_PLATFORM CUPS_SERVER
trace() { strace -f -qq -e trace=socket,connect,bind,sendto -o "$work/$1.trace" "${@:2}"; }
trace selftest "$folder/ldn-desktop" selftest >/dev/null
trace print "$folder/ldn-desktop" print "$plan" --document clinician --pdf "$work/out.pdf"
trace search "$folder/ldn-desktop" search fibromyalgia --json >/dev/null
trace opioid "$folder/ldn-desktop" opioid Zydol --json >/dev/null
trace window xvfb-run -a sh -c 'timeout -s TERM 8 "$0" "$1" || test $? = 124' "$folder/ldn-desktop" "$plan"

# Ctrl+P, then Return in the system's dialog of printers.
cat >"$work/session" <<'SH'
openbox 2>/dev/null & desk=$!
strace -f -qq -e trace=socket,connect,bind,sendto -o "$3" "$1" "$2" & program=$!
shown() {
  for _ in $(seq 1 100); do xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 && return; sleep 0.2; done
  echo "no window is named $1" >&2
  return 1
}
session() {
  shown ' LDN Desktop$' || return
  sleep 3
  xdotool key ctrl+p
  if [ "$1" = printer ]; then shown '^Print$' || return; sleep 1; xdotool key Return; fi
  sleep 4
}
session "$4"; status=$?
pkill -P "$program"
kill "$desk"
exit $status
SH
packaging/print_service.sh "$work/service" xvfb-run -a sh "$work/session" "$folder/ldn-desktop" "$plan" "$work/printed.trace" printer
pdftotext "$work/service/printed" - | grep -q 'naltrexone' || { echo "nothing was printed" >&2; exit 1; }
grep -q "sun_path=\"$work/service/cups.sock\"" "$work/printed.trace" || { echo "the print service was not spoken to" >&2; exit 1; }
xvfb-run -a sh "$work/session" "$folder/ldn-desktop" "$plan" "$work/unprinted.trace" none
grep -q 'sun_path="/run/cups/cups.sock"' "$work/unprinted.trace" || { echo "no print service was looked for" >&2; exit 1; }

cat "$work"/*.trace >"$work/all"
grep -hE 'socket\(|connect\(' "$work/all" | sed -E 's/^[0-9]+ +//; s/\) += .*/)/' | sort | uniq -c | sort -rn | head -30
if grep -E 'AF_INET|AF_INET6|AF_PACKET' "$work/all"; then
  echo "a socket of a network was opened" >&2
  exit 1
fi
echo "no socket of a network; printed through the socket of the print service"
