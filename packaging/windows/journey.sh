#!/usr/bin/env bash
# A journey on the window of the program for Windows, under Wine, by its keys and one click: journey.sh [FOLDER OF PICTURES] [PROGRAM].
# An article is looked up, a plan made from it, saved, put on paper and opened again; a draft outlives a killed program, and a
# second start leaves the first alone. Debian: apt install xdotool imagemagick poppler-utils
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
pictures=$(realpath -m "${1:-build/windows/journey}")
program=$(realpath "${2:-dist/windows/ldn-desktop/ldn-desktop.exe}")
rm -rf "$pictures"
mkdir -p "$pictures"
begin_display
scratch=$(mktemp -d "$work/journey.XXXX")
# A Windows of its own, in which the program never ran.
cp -r "$WINEPREFIX" "$scratch/prefix"
WINEPREFIX=$scratch/prefix
home=$WINEPREFIX/drive_c/users/$(id -un)
kept=$home/AppData/Local/ldn-desktop
mkdir -p "$home/Documents"
documents='C:\users\'$(id -un)'\Documents'

number=0
picture() { number=$((number + 1)); import -window root "$pictures/$(printf %02d $number)-$1.png"; }
fail() { picture failed; echo "journey: $*" >&2; exit 1; }
# How many points of the screen are not as they were when `seen` was called last; a caret is some thirty.
seen() { import -window root "$scratch/seen.png"; }
changed() {
  import -window root "$scratch/now.png"
  compare -metric AE "$scratch/seen.png" "$scratch/now.png" null: 2>&1 | awk '{ printf "%d", $1 }' || true
}
at_rest() { local left; for left in $(seq 60); do seen; sleep 0.7; [ "$(changed)" -gt 400 ] || return 0; done; fail "the screen does not come to rest"; }
after() { # POINTS COMMAND…: do something, and wait until so many points of the screen have changed and it is at rest
  local points=$1
  shift
  seen
  "$@"
  for _ in $(seq 60); do
    if [ "$(changed)" -ge "$points" ]; then at_rest; return 0; fi
    sleep 0.3
  done
  fail "nothing is seen of: $*"
}
keys() { local key; for key in "$@"; do xdotool key --clearmodifiers "$key"; sleep 0.4; done; }
words() { xdotool type --delay 60 "$1"; }
file_name() { keys End shift+Home; words "$1"; }
start() {
  ("$WINE" "$program" "$@" </dev/null 2>&1 | cat >>"$pictures/program.log") &
  running=$!
}
ended() { for _ in $(seq 120); do kill -0 "$1" 2>/dev/null || return 0; sleep 0.5; done; fail "the program did not end"; }
there() { for _ in $(seq 120); do [ -s "$1" ] && return 0; sleep 0.5; done; fail "$1 is not there"; }

after 100000 start
keys ctrl+k
after 100000 words fibromyalgia
picture search
after 100000 keys Return
picture article
keys ctrl+k
after 100000 words fibromyalgia
after 100000 keys ctrl+Return
# The button of usual sets: what is under it opens by the keyboard.
after 2000 xdotool mousemove 248 866 click 1
after 20000 keys Down Return
after 400 keys alt+n
words 'Example Person'
at_rest
after 2000 keys ctrl+shift+n
picture plan
after 20000 keys ctrl+s
file_name "$documents\\plan.ldnplan"
at_rest
picture save
keys Return
there "$home/Documents/plan.ldnplan"
at_rest
after 20000 keys ctrl+shift+e
file_name "$documents\\paper.pdf"
keys Return
there "$home/Documents/paper.pdf"
at_rest
picture saved
keys ctrl+q
ended "$running"
after 100000 start "$documents\\plan.ldnplan"
picture reopened
first=$running

# A second start beside it: a plan of its own, whose draft stays when Ctrl+C, as a kill does, ends it.
after 20000 start
second=$running
keys alt+n
words 'Another Person'
for _ in $(seq 60); do [ -n "$(find "$kept" -name '*.draft' 2>/dev/null)" ] && break; sleep 0.5; done
at_rest
picture second
[ "$(find "$kept" -name '*.draft' | wc -l)" = 1 ] || fail "the second start keeps no draft of its own"
[ "$(find "$kept" -name 'draft-*.key' | wc -l)" = 1 ] || fail "not one key"
grep -rlaE 'Example Person|Another Person' "$kept" "$home/AppData/Roaming/ldn-desktop" && fail "a name is readable"
pkill -KILL -P "$second" || true
ended "$second"
xdotool mousemove 700 400 click 1
at_rest
picture first
keys ctrl+q
ended "$first"
after 100000 start
picture offered
keys ctrl+q
ended "$running"

cp "$home/Documents/plan.ldnplan" "$home/Documents/paper.pdf" "$pictures"
pdftotext "$pictures/paper.pdf" - | grep -q 'Example Person' || fail "the paper does not name the patient"
grep -il traceback "$pictures/program.log" && fail "the program complains"
(cd "$home/AppData" && find . -path '*ldn-desktop*' -type f)
ls "$pictures"
echo "arrived"
