#!/usr/bin/env bash
# Opens a file of the SM profile with nothing but openssl and the shell; docs/sm.md tells the format. Slow, and meant to be:
# for an auditor, or for the day when nothing else is left.
#   recover-sm.sh SM2-PRIVATE-KEY.pem SEALED OUTPUT
set -euo pipefail

key=$1 sealed=$2 output=$3
fail() { echo "recover-sm: $1" >&2; rm -f "$output.partial"; exit 4; }
hmac() { openssl dgst -sm3 -mac HMAC -macopt "hexkey:$1" | sed 's/.* //'; }
hex() { od -An -v -tx1 | tr -d ' \n'; }

[ "$(head -1 "$sealed")" = aftercall-sm/v1 ] || fail "not a file of the SM profile"
last=$(grep -an -m1 '^--- ' "$sealed" | cut -d: -f1)
file_key=
while read -r _ _ wrapped; do
    file_key=$(base64 -d <<<"$wrapped" | openssl pkeyutl -decrypt -inkey "$key" 2>/dev/null | hex) && [ ${#file_key} = 64 ] && break
    file_key=
done < <(head -n "$last" "$sealed" | grep -a '^-> SM2 ')
[ -n "$file_key" ] || fail "the key does not open it"
header_length=$(head -n "$last" "$sealed" | wc -c)
head_key=$(printf header | hmac "$file_key")
code=$( (head -n $((last - 1)) "$sealed"; printf -- '---') | hmac "$head_key")
[ "$code" = "$(sed -n "${last}p" "$sealed" | cut -d' ' -f2 | base64 -d | hex)" ] || fail "the header was altered"
nonce() { tail -c +$((header_length + 1)) "$sealed" | head -c 16; }
cipher_key=$( (printf cipher; nonce) | hmac "$file_key" | cut -c1-32)
mac_key=$( (printf mac; nonce) | hmac "$file_key")

total=$(($(wc -c <"$sealed") - header_length - 16))
: >"$output.partial"
chunk=0 offset=$((header_length + 16))
while :; do
    length=$((total < 65568 ? total : 65568))
    [ $length -ge 32 ] || fail "chunk $chunk: the end is missing"
    place=$(printf %016x $chunk)
    is_last=$((length == total))
    body() { tail -c +$((offset + 1)) "$sealed" | head -c $((length - 32)); }
    tag=$(tail -c +$((offset + length - 31)) "$sealed" | head -c 32 | hex)
    mark=$(printf '%s%02x' "$place" $is_last | sed 's/../\\x&/g')
    [ "$( (printf "$mark"; body) | hmac "$mac_key")" = "$tag" ] || fail "chunk $chunk was altered"
    body | openssl enc -d -sm4-ctr -K "$cipher_key" -iv "${place}0000000000000000" >>"$output.partial"
    total=$((total - length)) offset=$((offset + length)) chunk=$((chunk + 1))
    [ $is_last = 1 ] && break
done
mv "$output.partial" "$output"
