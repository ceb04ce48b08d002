#!/usr/bin/env bash
# Proves what packaging/windows/build.sh made, under Wine: sizes, contents, papers, installing. Needs poppler-utils and .venv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/windows/wine.sh
out=$(realpath dist/windows)
folder=$out/ldn-desktop
installer=$(ls "$out"/ldn-desktop-*-windows-x64.exe)
begin_display
scratch=$(mktemp -d "$work/proof.XXXX")
fail() { echo "NOT PROVED: $*" >&2; exit 1; }

step "sizes"
megabytes() { echo $(($1 / 1000000)); }
packed=$(megabytes "$(stat -c %s "$installer")")
unpacked=$(megabytes "$(find "$folder" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }')")
echo "installer $packed MB of at most 45, folder $unpacked MB of at most 130"
[ "$packed" -le 45 ] && [ "$unpacked" -le 130 ] || fail "larger than allowed"
(cd "$out" && sha256sum --quiet -c SHA256SUMS)

step "contents"
python3 packaging/offline_bundle.py "$folder"
standins=$(find "$folder" -iname 'icuuc*' -o -iname 'bcryptprimitives*' -o -iname 'api-ms-*' -o -iname 'ucrtbase*')
[ -z "$standins" ] || fail "of the test's Windows, in the program: $standins"
[ -n "$(find "$folder/_internal" -maxdepth 1 -iname vcruntime140.dll)" ] || fail "the compiler's runtime is not beside Python"
# What names the library of sockets itself: Python, select and OpenSSL by habit, Qt and Rust's library for the names of errors.
sockets=$(find "$folder" -iname '*.dll' -o -iname '*.pyd' -o -iname '*.exe' | while read -r file; do
  x86_64-w64-mingw32-objdump -p "$file" | grep -i 'DLL Name: ws2_32' >/dev/null && basename "$file" || true; done | sort | xargs)
echo "these name Windows' library of sockets: $sockets"
[ "$sockets" = "Qt6Core.dll _rust.pyd libcrypto-3.dll python311.dll select.pyd" ] || fail "not those that were looked at"

step "the program tests itself"
windows "$folder/ldn-desktop-cli.exe" selftest | tee "$scratch/selftest"
grep -q '"ok": true' "$scratch/selftest" || fail "the selftest"

windows "$folder/ldn-desktop-cli.exe" schedule tests/cases/open-ended.ldnplan >"$scratch/schedule-windows"
.venv/bin/python -m ldn_desktop schedule tests/cases/open-ended.ldnplan >"$scratch/schedule-linux"
diff <(tr -d '\r' <"$scratch/schedule-windows") "$scratch/schedule-linux" >&2 || fail "the schedules differ"

step "names, folders, pipes, Ctrl+C"
program=$folder/ldn-desktop-cli.exe
home=$WINEPREFIX/drive_c/users/$(id -un)
documents='C:\users\'$(id -un)'\Documents'
# A folder that another computer shares, as Wine knows them.
shared=$WINEPREFIX/dosdevices/unc/practice/plans
long=$(printf 'a%.0s' $(seq 120))
mkdir -p "$shared" "$home/Documents/$long/$long"
cp tests/cases/open-ended.ldnplan "$shared/Übung 1.ldnplan"
cp tests/cases/open-ended.ldnplan "$home/Documents/$long/$long/plan.ldnplan"
for name in '\\practice\plans\Übung 1.ldnplan' 'file://practice/plans/%C3%9Cbung%201.ldnplan' "$documents\\$long\\$long\\plan.ldnplan" \
  '\\practice\plans\*.ldnplan'; do
  windows "$program" schedule "$name" >"$scratch/told" || fail "$name: $(cat "$scratch/told")"
  diff <(sed 's/^{"file": "[^"]*"//' "$scratch/told" | tr -d '\r') <(sed 's/^{"file": "[^"]*"//' "$scratch/schedule-linux") || fail "$name is read as another plan"
done
for name in '\\practice\plans\Übung.pdf' "$documents\\$long\\$long\\paper.pdf"; do
  windows "$program" print tests/cases/open-ended.ldnplan --document patient --pdf "$name" || fail "nothing is printed to $name"
done
[ -s "$shared/Übung.pdf" ] && [ -s "$home/Documents/$long/$long/paper.pdf" ] || fail "a paper is not where it should be"
for name in CON.pdf 'a?b.pdf' 'Nul.pdf'; do
  told=$(windows "$program" print tests/cases/open-ended.ldnplan --document patient --pdf "$documents\\$name" | tr -d '\r') && fail "$name is taken"
  [ "$(wc -l <<<"$told")" = 1 ] || fail "more than a sentence: $told"
  echo "$told"
done
windows "$program" check '\\practice\plans\Übung 1.ldnplan' | grep -q 'Übung 1.ldnplan: ' || fail "no UTF-8 in a pipe"
# What Wine makes of the signal is Ctrl+C; the command waits, since nobody reads on.
mapfile -t many < <(yes 'tests\cases\open-ended.ldnplan' | head -400)
rm -f "$scratch/go"
("$WINE" "$program" schedule "${many[@]}" </dev/null 2> >(cat >"$scratch/complaint") |
  (head -c 1 >/dev/null; touch "$scratch/go"; sleep 8; cat >/dev/null); echo "${PIPESTATUS[0]}" >"$scratch/status") &
command=$!
for _ in $(seq 100); do [ -e "$scratch/go" ] && break; sleep 0.2; done
kill -INT "$(pgrep -f "^$program schedule" | head -1)" && wait "$command"
[ "$(cat "$scratch/status")" = 130 ] || fail "Ctrl+C ends a command with status $(cat "$scratch/status")"
for _ in $(seq 20); do [ -s "$scratch/complaint" ] && break; sleep 0.1; done
[ "$(wc -l <"$scratch/complaint")" = 1 ] || fail "Ctrl+C is not told in a sentence: $(cat "$scratch/complaint")"
cat "$scratch/complaint"
rm -r "$WINEPREFIX/dosdevices/unc" "${home:?}/Documents/$long"

