#!/usr/bin/env bash
# Runs the SQL of every figure on other engines over exported facts, CSV and Parquet, and compares with the report:
# DuckDB always, Spark where SPARK_HOME names one.
#   test-sql.sh [CALLS]     2000 where nothing is said
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/release.sh aftercall >/dev/null
work=$(mktemp -d "${TMPDIR:-/tmp}/aftercall-sql.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$(scripts/python.sh sql)" scripts/test-sql.py .build/release/aftercall "$work" "${1:-2000}"
