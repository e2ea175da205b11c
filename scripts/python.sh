#!/usr/bin/env bash
# Makes a Python of its own with the packages of scripts/NAME-requirements.txt, pinned by hash, and prints its path.
#   python.sh pymerkle | package | spark | cluster
set -euo pipefail
cd "$(dirname "$0")/.."

name=$1
python=.venv/$name/bin/python
stamp=.venv/$name/stamp
requirements=scripts/$name-requirements.txt
if ! cmp -s "$requirements" "$stamp"; then
    rm -rf ".venv/$name"
    python3 -m venv ".venv/$name" >&2
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" >&2
    cp "$requirements" "$stamp"
fi
echo "$PWD/$python"
