#!/usr/bin/env bash
# CPU time of sealing, opening and hashing: aftercall beside Debian's age and openssl, on the same file in the same run.
# A ratio says more than seconds: machines differ. Results go to /dev/null, so that no disk is measured.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in age openssl; do
    command -v $tool >/dev/null || { echo "install $tool (apt-get install $tool)" >&2; exit 69; }
done
scripts/release.sh aftercall >/dev/null
scripts/release.sh bench >/dev/null
aftercall=$PWD/.build/release/aftercall
work=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work"' EXIT
size=$((${MIB:-512} << 20))
head -c $size /dev/zero | openssl enc -aes-128-ctr -pass pass:aftercall -nosalt -pbkdf2 -iter 1 >"$work/plain"
age-keygen -o "$work/key" 2>/dev/null
recipient=$(age-keygen -y "$work/key")
age -r "$recipient" -o "$work/sealed" "$work/plain"

best() { # command...: the least user + system seconds of five runs
    for _ in 1 2 3 4 5; do
        { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1; } 2>&1
    done | awk '{ t = $1 + $2; if (NR == 1 || t < best) best = t } END { print best }'
}
report() { awk -v n="$1" -v c="$2" -v b="$size" 'BEGIN { printf "%-36s %6.3f CPU-s %8.0f MB a CPU-s\n", n, c, b / c / 1e6 }'; }
ratio() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-36s %6.2f times\n", n, b / a }'; }

ours=$(best "$aftercall" seal --recipient "$recipient" --output - "$work/plain")
theirs_seal=$(best age -r "$recipient" "$work/plain")
report "aftercall seal" "$ours"; report "age --encrypt" "$theirs_seal"; ratio "  aftercall to age" "$ours" "$theirs_seal"
ours=$(best "$aftercall" unseal --identity "$work/key" --output - "$work/sealed")
theirs=$(best age -d -i "$work/key" "$work/sealed")
report "aftercall unseal" "$ours"; report "age --decrypt" "$theirs"; ratio "  aftercall to age" "$ours" "$theirs"
# What nobody can go below who reads a file and has libcrypto do the sum: the reading, and the cipher over 64 KiB in the cache.
rate=$(openssl speed -seconds 3 -bytes 65536 -evp chacha20-poly1305 2>/dev/null | awk 'END { print $NF * 1000 }')
floor=$(awk -v c="$(best cat "$work/plain")" -v b="$size" -v r="$rate" 'BEGIN { print c + b / r }')
report "reading and ChaCha20-Poly1305 alone" "$floor"; ratio "  that to age --encrypt" "$floor" "$theirs_seal"; ratio "  that to age --decrypt" "$floor" "$theirs"
report "openssl enc -aes-256-ctr" "$(best openssl enc -aes-256-ctr -pass pass:x -nosalt -pbkdf2 -iter 1 -in "$work/plain")"
report "sha256sum (coreutils)" "$(best sha256sum "$work/plain")"
report "openssl dgst -sha256" "$(best openssl dgst -sha256 "$work/plain")"
.build/release/bench seal "$work/plain"
