# Sourced by the scripts beside it: how a program for Windows is started here. Environment variables named QT_ do not reach it, and it
# needs a display, an input that is a file and an output that is a pipe.
work=$(realpath -m build/windows)
export WINEPREFIX="$work/prefix" WINEDLLOVERRIDES="mscoree,mshtml=" WINEDEBUG=-all PYTHONUTF8=1 PYTHONHASHSEED=1
WINE=/usr/lib/wine/wine64
[ -x "$WINE" ] || WINE=wine64
windows() { (set -o pipefail; xvfb-run -a "$WINE" "$@" </dev/null 2>&1 | sed '/^X connection to .* broken/d'); }
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
