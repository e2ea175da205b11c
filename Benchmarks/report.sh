#!/usr/bin/env bash
# CPU time of a day's report from an archive of many calls: aftercall report beside DuckDB on the same rows in the same
# run. The rows are made by arithmetic alone, so that both hold the same; the figures of both are compared.
#   report.sh [calls]     default 1000000; 10000000 takes some 8 GB of disk and some minutes
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/release.sh aftercall >/dev/null
work=$(mktemp -d "${TMPDIR:-/tmp}/aftercall-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --require-hashes -r Benchmarks/requirements.txt
"$work/venv/bin/python" Benchmarks/report.py "${1:-1000000}" .build/release/aftercall "$work"
