#!/usr/bin/env bash
# How well the local engine hears Debian's English prompts at telephone quality: word errors, key phrases, word times,
# digits muted whole, words made up where nobody speaks, and CPU time. Run 'make speech' before.
set -euo pipefail
cd "$(dirname "$0")/.."

prompts=/usr/share/asterisk/sounds/en_US_f_Allison
[ -e "$prompts/agent-pass.wav" ] || { echo "install asterisk-core-sounds-en-wav" >&2; exit 69; }
[ -e "${SPEECH:-.speech}/lib/libaftercall-speech.so" ] || { echo "run 'make speech'" >&2; exit 69; }
bench=${BENCH:-.build/release/bench}
[ -n "${BENCH:-}" ] || scripts/release.sh bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 Benchmarks/speech.py make "$work" "$prompts"
"$bench" speech "${SPEECH:-.speech}" "$work"/*.wav >"$work/heard.jsonl"
python3 Benchmarks/speech.py score "$work"
