#!/usr/bin/env bash
# Spreads the work on calls over one to four machines with GNU parallel: 'aftercall run --engine contrib/cluster/parallel.sh'.
# The contract is that of contrib/spark/run.sh. AFTERCALL_MASTER names the machines, as for --sshlogin: 8/host1,8/host2; they
# see the program, the workspace and its secrets in the same places as this one.
set -euo pipefail
calls=$1 results=$2
command -v parallel >/dev/null || {
    echo "no GNU parallel: 'apt-get install parallel'" >&2
    exit 69
}
mkdir -p "$results"
status=0
# --quote: paths with blanks pass a second shell.
timeout --kill-after=30 "${AFTERCALL_TIMEOUT:-36000}" \
    parallel --will-cite --quote ${AFTERCALL_MASTER:+--sshlogin "$AFTERCALL_MASTER"} --pipe -N 16 --retries 3 --halt now,fail=1 \
    "$AFTERCALL" map --home "$AFTERCALL_HOME" --sealed "$AFTERCALL_SEALED" <"$calls" >"$results/part-00000" || status=$?
case $status in
0) ;;
124 | 137)
    echo "GNU parallel did not finish in ${AFTERCALL_TIMEOUT:-36000} s: give it more time, or more machines" >&2
    exit 75
    ;;
*)
    echo "GNU parallel gave up (status $status)" >&2
    exit 69
    ;;
esac
