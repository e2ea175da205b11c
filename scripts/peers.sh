#!/usr/bin/env bash
# Has other people's SIP programs call the recorder, and compares what it wrote with what they sent.
#   peers.sh [TEST...]     as in peers.sh test_sipp test_rtpengine.RTPEngine.test_fork_by_sdes
set -euo pipefail
cd "$(dirname "$0")/.."
export AFTERCALL=${AFTERCALL:-$PWD/.build/release/aftercall}
[ -x "$AFTERCALL" ] || { echo "peers: $AFTERCALL is missing; run 'make build'" >&2; exit 66; }
if ! [ -x .peers/bin/python3 ] || ! .peers/bin/python3 -c 'import pjsua2' 2>/dev/null; then
    python3 -m venv .peers
    .peers/bin/pip install --quiet --require-hashes --no-deps -r Tests/Peers/requirements.txt
fi
cd Tests/Peers
if [ $# -gt 0 ]; then
    PYTHONDONTWRITEBYTECODE=1 exec ../../.peers/bin/python3 -m unittest -v "$@"
fi
PYTHONDONTWRITEBYTECODE=1 exec ../../.peers/bin/python3 -m unittest discover -v -p 'test_*.py'
