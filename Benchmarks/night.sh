#!/usr/bin/env bash
# What a night of real-sized calls costs, with transcripts beside the recordings.
#   night.sh                 1,000 calls of four minutes: some 16 GB in the temporary folder while it runs
#   night.sh --calls 100 1000 10000 --seconds 20     whether the cost of a call stays the same
#   night.sh --calls 100 --peer 100                  beside ffmpeg, Presidio, age and DuckDB
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/release.sh >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=python3
if [[ " $* " == *" --peer "* ]]; then
    python=.build/presidio/bin/python
    if [ ! -x .build/presidio/bin/presidio-ready ]; then
        python3 -m venv .build/presidio
        .build/presidio/bin/pip install --quiet -r Benchmarks/pii/requirements.txt
        ln -sf python .build/presidio/bin/presidio-ready
    fi
    "$python" -c 'import duckdb' 2>/dev/null || .build/presidio/bin/pip install --quiet --require-hashes -r Benchmarks/requirements.txt
fi
python3 Benchmarks/night/night.py .build/release/aftercall "$work" --python "$PWD/$python" "$@"
