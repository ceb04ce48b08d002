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
# Wine would put its own in the place of a library that lacks; these are what every Windows 10 has.
windows_has="advapi32 authz bcrypt bcryptprimitives comctl32 comdlg32 crypt32 d3d11 d3d12 d3d9 dwmapi dwrite dxgi gdi32 icuuc imm32 kernel32 mpr
  netapi32 ntdll ole32 oleaut32 rpcrt4 setupapi shell32 shlwapi uiautomationcore user32 userenv uxtheme version winmm ws2_32 wtsapi32"
binaries() { find "$folder" \( -iname '*.dll' -o -iname '*.pyd' -o -iname '*.exe' \) "$@"; }
lacking=$(binaries -exec x86_64-w64-mingw32-objdump -p {} + | sed -n 's/.*DLL Name: //p' | tr '[:upper:]' '[:lower:]' | sort -u |
  grep -vE '^(api-ms-win-(core|crt|shcore)-.*\.dll|winspool\.drv)$' |
  grep -vxF "$(binaries -printf '%f\n' | tr '[:upper:]' '[:lower:]'; printf '%s.dll\n' $windows_has)" || true)
[ -z "$lacking" ] || fail "neither in the program nor in every Windows 10: $lacking"
# What names the library of sockets itself: Python, select and OpenSSL (SQLCipher holds one of its own) by habit, Qt and Rust's library for
# the names of errors.
sockets=$(binaries | while read -r file; do
  x86_64-w64-mingw32-objdump -p "$file" | grep -i 'DLL Name: ws2_32' >/dev/null && basename "$file" || true; done | sort | xargs)
echo "these name Windows' library of sockets: $sockets"
[ "$sockets" = "Qt6Core.dll _rust.pyd _sqlite3.cp311-win_amd64.pyd libcrypto-3.dll python311.dll select.pyd" ] || fail "not those that were looked at"

step "the program tests itself"
windows "$folder/ldn-desktop-cli.exe" selftest | tee "$scratch/selftest"
grep -q '"ok": true' "$scratch/selftest" || fail "the selftest"

step "papers, on Linux and by the program for Windows"
for plan in tests/cases/*.ldnplan; do
  name=$(basename "$plan" .ldnplan)
  .venv/bin/python -m ldn_desktop print "$plan" --today 2026-12-01 --document patient --pdf "$scratch/$name-linux.pdf" >/dev/null 2>&1 || continue
  windows "$folder/ldn-desktop-cli.exe" print "$plan" --today 2026-12-01 --document patient --pdf "$scratch/$name-windows.pdf" >/dev/null
  for system in linux windows; do pdftotext "$scratch/$name-$system.pdf" "$scratch/$name-$system.txt"; done
  diff "$scratch/$name-linux.txt" "$scratch/$name-windows.txt" >&2 || fail "the papers of $name differ"
done
papers=$(find "$scratch" -name '*-windows.txt' | wc -l)
[ "$papers" -gt 3 ] || fail "only $papers papers were compared"
echo "$papers patient papers say the same, word by word"
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
slow_reader() { head -c 1 >/dev/null; touch "$scratch/begun"; sleep 8; cat >/dev/null; }
"$WINE" "$program" schedule "${many[@]}" </dev/null > >(slow_reader) 2> >(cat >"$scratch/complaint") &
command=$!
for _ in $(seq 300); do [ -e "$scratch/begun" ] && break; sleep 0.2; done
kill -INT "$command"
status=0
wait "$command" || status=$?
[ "$status" = 130 ] || fail "Ctrl+C ends a command with status $status"
for _ in $(seq 20); do [ -s "$scratch/complaint" ] && break; sleep 0.1; done
[ "$(wc -l <"$scratch/complaint")" = 1 ] || fail "Ctrl+C is not told in a sentence: $(cat "$scratch/complaint")"
cat "$scratch/complaint"
rm -r "$WINEPREFIX/dosdevices/unc" "${home:?}/Documents/$long"

step "install"
place="$home/AppData/Local/Programs/LDN Desktop"
listed() { (cd "$WINEPREFIX/drive_c" && find users ProgramData 'Program Files' windows -newer "$scratch/before" -type f ! -path '*/Temp/*' | sort); }
rm -rf "$place" "$home"/AppData/{Roaming,Local}/ldn-desktop "$home/Documents/mine.ldnplan"
touch -d '1 second ago' "$scratch/before"
windows "$installer" /S
[ -x "$place/ldn-desktop.exe" ] || [ -e "$place/ldn-desktop.exe" ] || fail "not installed"
diff -r "$folder" "$place" | grep -v ': uninstall.exe$' && fail "what is installed differs"
[ -e "$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/LDN Desktop.lnk" ] || fail "no entry in the start menu"
command=$(windows reg query 'HKCU\Software\Classes\LDNDesktop.Plan\shell\open\command' /ve | tr -d '\r')
grep -q 'ldn-desktop.exe" "%1"' <<<"$command" || fail "plans are not opened by the program: $command"
mkdir -p "$home/AppData/Roaming/ldn-desktop" "$home/Documents"
echo '{"format": "ldn-settings", "version": 2, "theme": "dark"}' >"$home/AppData/Roaming/ldn-desktop/settings.json"
cp tests/cases/open-ended.ldnplan "$home/Documents/mine.ldnplan"

step "while the program is open"
windows "$place/ldn-desktop.exe" >"$scratch/window" &
opened=$!
# Wine's own services hold the output of the first program until the last one ends: nothing else is started before the window.
drawn() { [ -n "$(find "$home/AppData/Local/ldn-desktop/pictures" -type f 2>/dev/null)" ]; }
for _ in $(seq 120); do drawn && break; sleep 1; done
drawn || fail "the window does not open: $(cat "$scratch/window")"
sleep 5
status=0
windows "$installer" /S || status=$?
[ "$status" = 2 ] || fail "the installer ends with status $status"
windows "$place/uninstall.exe" /S || true
windows "$place/ldn-desktop-cli.exe" --version | grep -q '^LDN Desktop ' || fail "commands do not run beside the window"
sleep 3
diff -r "$folder" "$place" | grep -v ': uninstall.exe$' && fail "something was replaced or removed under an open program"
windows taskkill /im ldn-desktop.exe >/dev/null
for _ in $(seq 60); do kill -0 "$opened" 2>/dev/null || break; sleep 1; done
kill -0 "$opened" 2>/dev/null && fail "the window does not close when it is asked to"
wait "$opened" || true
grep -i 'traceback\|error' "$scratch/window" && fail "the window complains"
echo "neither replaced nor removed; commands ran beside it; asked to close, it closed"

step "install again, uninstall"
touch "$place/of-an-older-version.txt" "$place/_internal/of-an-older-version.txt"
windows "$place/ldn-desktop-cli.exe" schedule 'C:\users\'"$(id -un)"'\Documents\mine.ldnplan' | head -3
windows "$installer" /S
diff -r "$folder" "$place" | grep -v ': uninstall.exe$\|of-an-older-version' && fail "what is installed again differs"
rm "$place/of-an-older-version.txt" "$place/_internal/of-an-older-version.txt"
windows "$place/uninstall.exe" /S
# It goes on from a copy of itself, so that it can remove itself.
for _ in $(seq 50); do [ -e "$place" ] || break; sleep 0.2; done
[ ! -e "$place" ] || fail "left behind: $(find "$place" | head)"
windows reg query 'HKCU\Software\Classes\.ldnplan' >/dev/null 2>&1 && fail "plans are still said to be opened by the program"
windows reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\LDN Desktop' >/dev/null 2>&1 && fail "still listed"
# What the window kept is the user's: settings, and in the folder of what stays on this computer, key, drafts, recent files, faults.
own="users/$(id -un)/AppData/\(Roaming/ldn-desktop/settings.json\|Local/ldn-desktop/\(draft-.*[.]key\|drafts/.*\|recent\|given-out[.]json\|faults/.*\)\)$"
left=$(listed | grep -iv '\.reg$' || true)
echo "what is left: $left"
[ "$(grep -v "^$own" <<<"$left")" = "users/$(id -un)/Documents/mine.ldnplan" ] || fail "something besides the user's own files is left"
grep -q '"theme": "dark"' "$home/AppData/Roaming/ldn-desktop/settings.json" || fail "the settings are gone"
cmp tests/cases/open-ended.ldnplan "$home/Documents/mine.ldnplan"
rm -r "$home"/AppData/{Roaming,Local}/ldn-desktop "$home/Documents/mine.ldnplan"
step "all is proved"
