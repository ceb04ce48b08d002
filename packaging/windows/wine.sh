# Sourced by the scripts beside it: how a program for Windows is started here. Environment variables named QT_ do not reach it, and it
# needs a display, an input that is a file and an output that is a pipe. Nothing is put into the menus of whoever builds.
work=$(realpath -m build/windows)
export WINEPREFIX="$work/prefix" WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=" WINEDEBUG=-all PYTHONUTF8=1 PYTHONHASHSEED=1
# Far from the displays of others: one in another root of this machine is not seen, and yet in the way.
display=$((100 + $$ % 800))
WINE=/usr/lib/wine/wine64
[ -x "$WINE" ] || WINE=wine64
windows() { (set -o pipefail; xvfb-run -a -n "$display" "$WINE" "$@" </dev/null 2>&1 | sed '/^X connection to .* broken/d'); }
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
# A copy of the Python with what a lock names.
filled() {
  rm -rf "${work:?}/$1"
  cp -r "$work/python" "$work/$1"
  windows "$work/$1/python.exe" -m ensurepip >/dev/null
  windows "$work/$1/python.exe" -m pip install -q --no-warn-script-location --no-deps --require-hashes --only-binary=:all: -r "$2"
}
