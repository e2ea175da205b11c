#!/usr/bin/env bash
# Finding personal data: Aftercall's figures against their bars, over every labelled set that is here.
#
#   Benchmarks/pii.sh                    # ours
#   Benchmarks/pii.sh --presidio         # Microsoft Presidio (PyPI) beside it, in the same run: some ten minutes more
#
# Sets: ../shared/bench/pii where that is present, and noisy speech made here by noisy.py. CPU time is user + system.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v python3 >/dev/null || { echo "install python3 (apt-get install python3 python3-venv)" >&2; exit 69; }
[ -n "${AFTERCALL:-}" ] || scripts/release.sh aftercall >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

peer=()
if [ "${1:-}" = --presidio ]; then
    venv=${PRESIDIO_VENV:-.build/presidio}
    if [ ! -x "$venv/bin/presidio-ready" ]; then
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet -r Benchmarks/pii/requirements.txt
        ln -sf python "$venv/bin/presidio-ready"
    fi
    peer=(--peer "$venv/bin/python Benchmarks/pii/presidio.py {in} {out}")
fi
python3 Benchmarks/pii/table.py --ours "${AFTERCALL:-.build/release/aftercall} pii" --work "$work" "${peer[@]}"
