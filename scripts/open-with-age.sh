#!/usr/bin/env bash
# Opens one sealed recording with Debian's age and compares it with what the archive says of it.
#   open-with-age.sh WORKSPACE FOLDER
set -euo pipefail

home=$1
out=$2
aftercall=.build/release/aftercall

call=$($aftercall calls --home "$home" --format csv --outcome answered | sed -n 2p | cut -d, -f1)
read -r path hash < <($aftercall calls show "$call" --home "$home" | sed -n 's/^original: \(\S*\)  sha256 \(\S*\)$/\1 \2/p')
file=${path#vault/}
cat "$home/vault/headers/$file" "$home/vault/$file" |
    age --decrypt --identity "$home-secrets/compliance.identity" --output "$out/opened.wav"
echo "$hash  $out/opened.wav" | sha256sum --check --quiet
soxi -c "$out/opened.wav" | grep -qx 2
rm "$out/opened.wav"
echo "self-check: stock age opens $path, two channels, SHA-256 as in the CDR"
