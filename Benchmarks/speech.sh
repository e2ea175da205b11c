#!/usr/bin/env bash
# How well the local engine hears Debian's English prompts at telephone quality: word errors, key phrases, word times,
# digits muted whole, words made up where nobody speaks, and CPU time. Run 'make speech' before. With --verbose, which phrases
# were missed or found too much, and what was heard.
set -euo pipefail
cd "$(dirname "$0")/.."

prompts=/usr/share/asterisk/sounds/en_US_f_Allison
[ -e "$prompts/agent-pass.wav" ] || { echo "install asterisk-core-sounds-en-wav" >&2; exit 69; }
[ -e "${SPEECH:-.speech}/lib/libaftercall-speech.so" ] || { echo "run 'make speech'" >&2; exit 69; }
bench=${BENCH:-.build/release/bench}
[ -n "${BENCH:-}" ] || scripts/release.sh bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The second list was heard when next to everything had been settled by the first, the third when everything had been.
for set in "prompts.tsv 7" "other-prompts.tsv 11" "third-prompts.tsv 17"; do
    read -r list seed <<<"$set"
    mkdir "$work/$seed"
    python3 -W ignore Benchmarks/speech.py make "$work/$seed" "$prompts" "Benchmarks/$list" "$seed"
    "$bench" speech "${SPEECH:-.speech}" en "$work/$seed"/*.wav >"$work/$seed/heard.jsonl"
    echo "$list"
    python3 -W ignore Benchmarks/speech.py score "$work/$seed" "$@"
done
