#!/usr/bin/env bash
# Spreads the work on calls over Spark; 'aftercall run --engine spark' calls it.
#   run.sh CALLS RESULTS
# CALLS is a file with a call a line; RESULTS a folder that is there, with a result a line in its part-* files, when this
# ends with 0. Everything lies in one place on all machines: the workspace, the recordings, CALLS and RESULTS.
#
#   AFTERCALL          the aftercall program; it is sent to the workers
#   AFTERCALL_HOME     the workspace
#   AFTERCALL_SEALED   the folder that workers seal to
#   AFTERCALL_MASTER   of the cluster, as spark://host:7077; local[*] where nothing is said
#   AFTERCALL_TIMEOUT  seconds for the whole job; Spark waits for ever where no worker is alive
#   AFTERCALL_TASKS    pieces the work is cut into (default 64): about four a core
#   AFTERCALL_FACTS    a folder for the facts as Parquet by day; none where nothing is said
#   SPARK_HOME, SPARK_CONF  where Spark is, and more settings for it, as in "--conf spark.executor.memory=1g"
set -euo pipefail
calls=$1 results=$2
here=$(cd "$(dirname "$0")" && pwd)
spark_sql=${SPARK_HOME:+$SPARK_HOME/bin/}spark-sql
command -v "$spark_sql" >/dev/null || {
    echo "no spark-sql: set SPARK_HOME, or 'pip install pyspark'" >&2
    exit 69
}
quoted() { printf '%q' "$1"; }

sql() { # script, variable=value...
    local script=$1 options=()
    shift
    for pair in "$@"; do options+=(--hivevar "$pair"); done
    # shellcheck disable=SC2086 # SPARK_CONF is words.
    timeout --kill-after=30 "${AFTERCALL_TIMEOUT:-36000}" "$spark_sql" \
        --master "${AFTERCALL_MASTER:-local[*]}" --files "$AFTERCALL" \
        --conf spark.sql.catalogImplementation=in-memory --conf spark.ui.enabled=false \
        --conf spark.speculation=false --conf spark.sql.warehouse.dir="$results.warehouse" \
        ${SPARK_CONF:-} "${options[@]}" -f "$here/$script" >&2
}

status=0
sql map.sql "calls=$calls" "results=$results" "tasks=${AFTERCALL_TASKS:-64}" \
    "map=./$(basename "$AFTERCALL") map --home $(quoted "$AFTERCALL_HOME") --sealed $(quoted "$AFTERCALL_SEALED")" || status=$?
if [ "$status" = 124 ] || [ "$status" = 137 ]; then
    echo "Spark did not finish in ${AFTERCALL_TIMEOUT:-36000} s: look whether any worker is alive, or give it more time" >&2
    exit 75
fi
[ "$status" = 0 ] || {
    echo "the Spark job failed (status $status)" >&2
    exit 69
}
[ -z "${AFTERCALL_FACTS:-}" ] || sql facts.sql "results=$results" "facts=$AFTERCALL_FACTS"
