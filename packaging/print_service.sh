#!/usr/bin/env bash
# A print service for a trial, on a socket alone: print_service.sh FOLDER COMMAND…. What is printed is kept as FOLDER/printed.
# Debian: apt install cups-daemon cups-client. As root: the service gives up its rights for each printer.
set -euo pipefail
folder=$(realpath -m "$1")
shift
mkdir -p "$folder"/{conf/ppd,spool/tmp,cache,state,bin/backend}
chmod -R 755 "$folder"
for part in /usr/lib/cups/*; do [ "${part##*/}" = backend ] || ln -sfn "$part" "$folder/bin/${part##*/}"; done
cat >"$folder/bin/backend/capture" <<SH
#!/bin/sh
[ \$# -gt 0 ] || { echo 'direct capture:/ "capture" "Kept in a file"'; exit 0; }
cat "\${6:--}" >"$folder/printed"
SH
chmod 700 "$folder/bin/backend/capture" # as root's alone, it is run by root
cat >"$folder/conf/cups-files.conf" <<CONF
SystemGroup root
ServerRoot $folder/conf
RequestRoot $folder/spool
TempDir $folder/spool/tmp
CacheDir $folder/cache
StateDir $folder/state
ServerBin $folder/bin
ErrorLog $folder/log
AccessLog $folder/log
PageLog $folder/log
CONF
cat >"$folder/conf/cupsd.conf" <<CONF
LogLevel info
Listen $folder/cups.sock
Browsing No
DefaultAuthType None
<Location />
  Order allow,deny
</Location>
<Location /admin>
  Order allow,deny
</Location>
CONF
/usr/sbin/cupsd -f -c "$folder/conf/cupsd.conf" -s "$folder/conf/cups-files.conf" &
service=$!
trap 'kill $service' EXIT
export CUPS_SERVER="$folder/cups.sock"
for _ in $(seq 1 100); do [ -S "$CUPS_SERVER" ] && break; sleep 0.1; done
lpadmin -p trial -E -v capture:/ 2>/dev/null
lpadmin -d trial
"$@"
for _ in $(seq 1 100); do [ -s "$folder/printed" ] && break; sleep 0.1; done
