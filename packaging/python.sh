#!/usr/bin/env bash
# Builds the Python that the package is frozen with, from Debian's source, optimised by a profile: python.sh [FOLDER].
# As root on Debian 12; about 20 minutes on two cores. `make frozen` and `make dist` use it where it lies in build/python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
made=$(realpath -m "${1:-build/python}")
name=python3.11
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

step "what building needs"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends build-essential dpkg-dev \
  zlib1g-dev libbz2-dev liblzma-dev libsqlite3-dev libffi-dev libexpat1-dev libssl-dev >/dev/null

step "the source"
# The archives that this machine installs from, asked for their sources too.
mkdir -p "$work/sources" "$work/lists/partial"
sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$work/sources/debian.sources"
options=(-qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" -o Dir::State::Lists="$work/lists"
  -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root)
cd "$work"
apt-get "${options[@]}" update
for version in $(apt-cache "${options[@]}" showsrc "$name" | sed -n 's/^Version: //p' | sort -rVu); do
  apt-get "${options[@]}" source "$name=$version" >/dev/null && break
done
source=$(find "$work" -maxdepth 1 -type d -name "$name-*")
[ -n "$source" ] || { echo "no source of $name could be fetched" >&2; exit 1; }

# Debian's mend of pyexpat takes a header that asks for this; Debian's own rules say it elsewhere.
sed -i "s/Extension('pyexpat', sources=\['pyexpat.c'\])/Extension('pyexpat', sources=['pyexpat.c'], extra_compile_args=['-DPy_BUILD_CORE_MODULE'])/" \
  "$source/setup.py"

step "build $version"
mkdir "$work/build"
cd "$work/build"
# Without interposition, functions of the shared library call each other directly.
"$source/configure" --prefix="$made" --enable-shared --enable-optimizations --with-lto --with-ensurepip=no --with-system-expat \
  --enable-loadable-sqlite-extensions CFLAGS=-fno-semantic-interposition \
  LDFLAGS="-fno-semantic-interposition -Wl,-rpath,$made/lib" >configure.log
# Of Python's own tests those that take the ways of a start; this is practice, so one that fails on this machine does not matter.
cat >"$work/practice.py" <<'PYTHON'
import runpy
import sys

NAMES = (
    "abc array base64 collections dataclasses datetime decimal difflib enum fstring functools generators hashlib int "
    "itertools json long math operator ordered_dict pathlib pickle re set struct typing unicode"
)
sys.argv = ["test", "--pgo", *(f"test_{name}" for name in NAMES.split())]
try:
    runpy.run_module("test", run_name="__main__", alter_sys=True)
except SystemExit as end:
    print("practice ended with", end.code)
PYTHON
make -j"$(nproc)" PROFILE_TASK="$work/practice.py" >make.log 2>&1 || { tail -20 make.log >&2; exit 1; }
rm -rf "$made"
make install >install.log 2>&1 || { tail -20 install.log >&2; exit 1; }
echo "$version" >"$made/debian-version"

step "try it"
"$made/bin/python3" -c 'import bz2, ctypes, hashlib, lzma, pyexpat, sqlite3, sys, venv, zlib; print(sys.version)'
