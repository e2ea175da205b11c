#!/usr/bin/env bash
# Spreads the work on calls over one to four machines with GNU parallel: 'aftercall run --engine contrib/cluster/parallel.sh'.
# The contract is that of contrib/spark/run.sh. AFTERCALL_MASTER names the machines, as for --sshlogin: 8/host1,8/host2.
set -euo pipefail
calls=$1 results=$2
command -v parallel >/dev/null || {
    echo "no GNU parallel: 'apt-get install parallel'" >&2
    exit 69
}
mkdir -p "$results"
timeout "${AFTERCALL_TIMEOUT:-36000}" parallel --no-notice ${AFTERCALL_MASTER:+--sshlogin "$AFTERCALL_MASTER"} \
    --pipe --max-replace-args 1 -N 16 --retries 3 --halt now,fail=1 \
    "$AFTERCALL" map --home "$AFTERCALL_HOME" --sealed "$AFTERCALL_SEALED" <"$calls" >"$results/part-00000"
