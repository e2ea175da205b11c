#!/usr/bin/env bash
# 2,000 rules over 10,000 transcripts: aftercall's evaluation, findings with evidence included, beside a straightforward
# pass of Python's re (one compiled alternation a rule) over a sample of the same transcripts, in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/release.sh bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 Benchmarks/rules.py make "$work" "${RULES:-2000}" "${CALLS:-10000}"
.build/release/bench rules "$work" | tee "$work/ours"
python3 Benchmarks/rules.py search "$work" "${SAMPLE:-100}" | tee "$work/python"
python3 Benchmarks/rules.py compare "$work"
