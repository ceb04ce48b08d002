#!/usr/bin/env bash
# A journey on the window of the program for Windows, under Wine, by its keys and one click: journey.sh [FOLDER OF PICTURES] [PROGRAM].
# An article is looked up, a plan made from it, saved, put on paper and opened again. Debian: apt install xdotool imagemagick poppler-utils
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
pictures=$(realpath -m "${1:-build/windows/journey}")
program=$(realpath "${2:-dist/windows/ldn-desktop/ldn-desktop.exe}")
rm -rf "$pictures"
mkdir -p "$pictures"
# A Windows of its own, in which the program never ran.
cp -r "$WINEPREFIX" "$pictures/prefix"
export WINEPREFIX=$pictures/prefix
home=$WINEPREFIX/drive_c/users/$(id -un)
mkdir -p "$home/Documents"
documents='C:\users\'$(id -un)'\Documents'
log=$pictures/program.log
exec 3>"$pictures/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 -noreset >"$log" 2>&1 &
desk=$!
trap 'kill $desk; rm -rf "$WINEPREFIX"' EXIT
until [ -s "$pictures/display" ]; do sleep 0.2; done
DISPLAY=:$(cat "$pictures/display")
export DISPLAY
rm "$pictures/display"

number=0
picture() { sleep 1.5; number=$((number + 1)); import -window root "$pictures/0$number-$1.png"; }
keys() { local key; for key in "$@"; do xdotool key --clearmodifiers "$key"; sleep 0.5; done; }
words() { xdotool type --delay 40 "$1"; sleep 1; }
file_name() { keys End shift+Home; words "$1"; }
start() {
  ("$WINE" "$program" "$@" </dev/null 2>&1 | cat >>"$log") &
  running=$!
  sleep 20
}
ended() { for _ in $(seq 60); do kill -0 "$running" 2>/dev/null || return 0; sleep 0.5; done; echo "the program did not end" >&2; exit 1; }
there() { for _ in $(seq 60); do [ -s "$1" ] && return 0; sleep 0.5; done; picture missing; echo "$1 is not there" >&2; exit 1; }

start
keys ctrl+k
words fibromyalgia
sleep 3
picture search
keys ctrl+Return
sleep 3
# The button of usual sets: what is under it opens by the keyboard.
xdotool mousemove 248 866 click 1
sleep 1
keys Down Return
keys alt+n
words 'Example Person'
keys ctrl+shift+n
sleep 2
picture plan
keys ctrl+s
sleep 3
file_name "$documents\\plan.ldnplan"
picture save
keys Return
there "$home/Documents/plan.ldnplan"
sleep 2
keys ctrl+shift+e
sleep 3
file_name "$documents\\paper.pdf"
keys Return
there "$home/Documents/paper.pdf"
picture saved
keys ctrl+q
ended
start "$documents\\plan.ldnplan"
picture reopened
keys ctrl+q
ended
cp "$home/Documents/plan.ldnplan" "$home/Documents/paper.pdf" "$pictures"
pdftotext "$pictures/paper.pdf" - | grep -q 'Example Person' || { echo "the paper does not name the patient" >&2; exit 1; }
find "$home/AppData" -path '*ldn-desktop*' -type f
ls "$pictures"
echo "arrived"
