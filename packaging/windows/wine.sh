# Sourced by the scripts beside it: how a program for Windows is started here. Environment variables named QT_ do not reach it, and it
# needs a display, an input that is a file and an output that is a pipe. Nothing is put into the menus of whoever builds.
work=$(realpath -m build/windows)
export WINEPREFIX="$work/prefix" WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=" WINEDEBUG=-all PYTHONUTF8=1 PYTHONHASHSEED=1
windows() { (set -o pipefail; "$WINE" "$@" </dev/null 2>&1 | sed '/^X connection to .* broken/d'); }
# A display for all of a script, which goes with it, as does the folder `scratch`.
scratch=
at_end() { kill "$screen" 2>/dev/null || true; [ -z "$scratch" ] || rm -rf "$scratch"; }
begin_display() {
  local told=$work/display.$$
  WINE=/usr/lib/wine/wine64
  [ -x "$WINE" ] || WINE=wine64
  mkdir -p "$work"
  Xvfb -displayfd 3 -screen 0 1440x900x24 -noreset -nolisten tcp 3>"$told" >/dev/null 2>&1 &
  screen=$!
  trap at_end EXIT
  until [ -s "$told" ]; do kill -0 "$screen" || exit 1; sleep 0.1; done
  DISPLAY=:$(cat "$told")
  export DISPLAY
  rm "$told"
}
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
# A copy of the Python with what a lock names.
filled() {
  rm -rf "${work:?}/$1"
  cp -r "$work/python" "$work/$1"
  windows "$work/$1/python.exe" -m ensurepip >/dev/null
  windows "$work/$1/python.exe" -m pip install -q --no-warn-script-location --no-deps --require-hashes --only-binary=:all: -r "$2"
}
