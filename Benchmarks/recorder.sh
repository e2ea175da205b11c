#!/usr/bin/env bash
# Records 1,000 and 2,000 concurrent calls of two G.711 streams with aftercall, and the same load with rtpengine, in one
# run: packets lost, CPU, microseconds a packet, memory. Arguments go to Benchmarks/recorder/bench.py (--help tells).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/release.sh aftercall >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clang -O2 -Wall -o "$work/load" Benchmarks/recorder/load.c
# What a socket keeps is the recorder's to ask for and the system's to grant.
[ "$(sysctl -n net.core.rmem_max)" -ge 425984 ] || echo "raise net.core.rmem_max to 425984 or more: packets may be lost" >&2
python3 Benchmarks/recorder/bench.py --load "$work/load" "$@"
