# Sourced by the scripts that make bare roots of Debian, as root, with debootstrap, and are already in a mount namespace of their own:
# `mirror`; `work`, a folder that goes at the end; `bare_root` makes a root, `open` mounts what it needs, `inside` runs a command in it.
fail() { echo "$(basename "$0" .sh): $*" >&2; exit 1; }
mirror=${MIRROR:-$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -1)}
[ -n "$mirror" ] || fail "name a mirror: MIRROR=… $0"
work=$(mktemp -d)
clean() {
  awk -v work="$work/" 'index($2, work) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount
  rm -rf --one-file-system "$work"
}
trap clean EXIT
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

# What this machine's pip is told holds inside too: settings, certificates, folders of wheels, indexes with the files beside them.
settings=()
while IFS= read -r line; do settings+=("$line"); done < <(
  python3 -m pip config list 2>/dev/null | sed -n "s/^[a-z:]*\.\([a-z-]*\)='\(.*\)'\$/\1 \2/p" |
    while read -r name value; do echo "PIP_$(tr a-z- A-Z_ <<<"$name")=${value//\\n/ }"; done
  env | grep -E '^(PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE=|(https?|no|all)_proxy=)' || true
)
open() { # the folder of a root, its devices and what pip is told to read
  local root=$1 place
  mount --bind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t devpts devpts "$root/dev/pts"
  mount -t proc proc "$root/proc"
  cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  apt-config dump | grep -E '^Acquire::https?::' >"$root/etc/apt/apt.conf.d/99machine" || true
  printf '%s\n' ${settings[@]+"${settings[@]}"} | grep -oE '/[^ =:]+' | sed -E 's,^/+,/,; s,/simple/?$,,' | sort -u | while read -r place; do
    if [ -d "$place" ] && [ "$(stat -c %d:%i "$place")" != "$(stat -c %d:%i "$root$place" 2>/dev/null)" ]; then
      mkdir -p "$root$place" && mount --bind -o ro "$place" "$root$place"
    elif [ -f "$place" ] && [ ! -e "$root$place" ]; then
      mkdir -p "$(dirname "$root$place")" && cp -L "$place" "$root$place"
    fi
  done
}
inside() { # ROOT USER COMMAND…
  local root=$1 user=$2 home=/root
  shift 2
  [ "$user" = root ] || home=/home/$user
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" LANG=C.UTF-8 \
    ${settings[@]+"${settings[@]}"} chroot --userspec="$user:$user" "$root" sh -c "cd ${CLONE:-/}; $*"
}
bare_root() { # SUITE FOLDER: a root that holds nothing but what the README asks for, and this commit as /opt/source
  local script=/usr/share/debootstrap/scripts/$1
  [ -e "$script" ] || script=${script%/*}/gutsy # that of every Ubuntu, where debootstrap does not know its name
  debootstrap --variant=minbase --components="${COMPONENTS:-main}" --include=python3,python3-venv,make,git \
    "$1" "$2" "$mirror" "$script" >"$work/log" 2>&1 || { tail -5 "$work/log" >&2; exit 1; }
  chroot "$2" python3 --version
  git -C "$here" bundle create --quiet "$2/opt/source" HEAD
}
