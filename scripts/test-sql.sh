#!/usr/bin/env bash
# Runs the SQL of every figure on other engines over exported facts, CSV and Parquet, and compares with the report:
# DuckDB always, Spark where SPARK_HOME names one.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --product aftercall >/dev/null
work=$(mktemp -d "${TMPDIR:-/tmp}/aftercall-sql.XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q install --require-hashes -r Benchmarks/requirements.txt
"$work/venv/bin/python" scripts/test-sql.py .build/release/aftercall "$work"
