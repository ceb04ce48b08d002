#!/usr/bin/env bash
# Builds twice and compares: the same commit gives the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
make .venv-dist/.made
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in one two; do
  .venv-dist/bin/python packaging/dist.py "$work/out" >/dev/null
  mv "$work/out" "$work/$build"
done
if diff "$work/one/SHA256SUMS" "$work/two/SHA256SUMS" && diff -r --no-dereference "$work/one" "$work/two"; then
  cat "$work/one/SHA256SUMS"
  echo "two builds, the same bytes"
else
  echo "the two builds differ" >&2
  exit 1
fi
