#!/usr/bin/env bash
# A journey on the frozen program under Xvfb, by its keys and its accessibility tree: journey.sh [FOLDER OF PICTURES] [PROGRAM].
# Debian: apt install xvfb xauth dbus openbox at-spi2-core gir1.2-atspi-2.0 python3-gi xdotool imagemagick poppler-utils
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$(realpath -m "${1:-build/journey}")
program=$(realpath "${2:-build/frozen/ldn-desktop/ldn-desktop}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/home" "$work/run"
chmod 700 "$work/run"
rm -rf "$out"
unset QT_QPA_PLATFORM
export HOME="$work/home" XDG_RUNTIME_DIR="$work/run" XDG_CONFIG_HOME="$work/home/config" XDG_STATE_HOME="$work/home/state"
export QT_ACCESSIBILITY=1 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LANG=C.UTF-8
# shellcheck disable=SC2016 # the inner shell reads its own arguments
xvfb-run -a -s "-screen 0 1440x900x24" dbus-run-session -- bash -c '
  /usr/libexec/at-spi-bus-launcher --launch-immediately 2>/dev/null & bus=$!
  openbox & desk=$!
  sleep 1
  /usr/bin/python3 packaging/journey.py "$1" "$2"; status=$?
  kill $desk $bus
  exit $status
' journey "$program" "$out"
ls "$out"
echo "arrived"
