#!/usr/bin/env bash
# Seals with ours and opens with Debian's age, and the other way round, from nothing to a GiB.
set -euo pipefail
cd "$(dirname "$0")/.."

aftercall=$PWD/.build/release/aftercall
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
age-keygen -o key.txt 2>/dev/null
recipient=$(age-keygen -y key.txt)
chunk=65536
sizes=(0 1 1000000000 1073741823 1073741824)
for chunks in 1 2 15 16 17 32 1000; do sizes+=($((chunks * chunk - 1)) $((chunks * chunk)) $((chunks * chunk + 1))); done
for size in "${sizes[@]}"; do
    head -c "$size" /dev/zero | openssl enc -aes-128-ctr -pass pass:aftercall -nosalt -pbkdf2 -iter 1 >plain
    "$aftercall" seal --recipient "$recipient" --output ours.age plain
    age --decrypt --identity key.txt ours.age | cmp - plain
    age --encrypt --recipient "$recipient" --output theirs.age plain
    "$aftercall" unseal --identity key.txt --output opened theirs.age
    cmp opened plain
    rm ours.age theirs.age opened
done
echo "${#sizes[@]} sizes up to a GiB: each opens the other's"
