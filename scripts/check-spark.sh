#!/usr/bin/env bash
# Runs one night on this machine and the same night on Spark, in all the ways that Spark can go: a cluster of processes, a
# standalone master that loses a worker in mid-job, a program that crashes, a master without workers.
set -euo pipefail
cd "$(dirname "$0")/.."
aftercall=$PWD/.build/release/aftercall
python=$(scripts/python.sh spark)
SPARK_HOME=$("$python" -c 'import pyspark, os; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 AFTERCALL_TASKS=8
export SPARK_CONF="--conf spark.driver.host=127.0.0.1 --conf spark.executor.memory=512m --driver-memory 512m"
work=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
fail() { echo "check-spark: $*" >&2; exit 1; }
calls=120

daemon() { # class, arguments...
    "$SPARK_HOME/bin/spark-class" "$@" >"$work/daemon-${#started[@]}.log" 2>&1 &
    started+=($!)
}
night() { # workspace, arguments...
    local home=$work/$1
    shift
    cp -r "$work/fresh" "$home"
    "$aftercall" run --home "$home" "$@" >"$work/out" 2>&1
}
same() { # workspace: what the archive and the reports say is what they say after a run without a cluster
    scripts/same-night.sh "$aftercall" "$work/alone" "$work/$1" "$calls"
}

"$aftercall" init --home "$work/fresh" --name Spark --time-zone UTC --secrets "$work/secrets" >/dev/null
cp Benchmarks/night/mapping.yaml "$work/fresh/"
sed -i 's/^cdr:.*/&\n  mappings: [mapping.yaml]/' "$work/fresh/aftercall.yaml"
python3 Benchmarks/night/calls.py "$calls" 20 "$work/fresh/inbox" --corrupt 0.02

night alone || [ $? = 3 ] || fail "the night on this machine failed: $(cat "$work/out")"
echo "on this machine: $(grep -c . "$work/out") lines of report"

night cluster --engine spark --master 'local-cluster[2,1,1024]' --facts "$work/facts" || [ $? = 3 ] || fail "local-cluster: $(tail -n 20 "$work/out")"
same cluster
[ -n "$(find "$work/facts" -name '*.parquet' -path '*day=*')" ] || fail "no facts by day"
echo "local-cluster: the same rows and reports"

master=spark://127.0.0.1:17077
daemon org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 18080
night idle --engine spark --master "$master" --engine-time-limit 60 && fail "a master without workers did the work"
grep -q 'worker' "$work/out" || fail "no advice: $(cat "$work/out")"
[ -z "$(find "$work/idle/vault" -name '*.age')" ] || fail "a night without workers sealed something"
[ "$(find "$work/idle/inbox" -type f | wc -l)" = "$(find "$work/fresh/inbox" -type f | wc -l)" ] || fail "a night without workers touched the inbox"
echo "no workers: given up after a minute, with advice"

for port in 18081 18082; do
    daemon org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --webui-port "$port" "$master"
done
sleep 10
killed=${started[-1]}
(
    # In mid-job: as soon as the first call is sealed.
    until [ -n "$(find "$work/loss/.work" -name '*.age' 2>/dev/null)" ]; do sleep 0.2; done
    pkill -9 -P "$killed" || true
    kill -9 "$killed"
) &
night loss --engine spark --master "$master" || [ $? = 3 ] || fail "with a lost worker: $(tail -n 20 "$work/out")"
wait "$!" || fail "no worker was killed"
kill -0 "$killed" 2>/dev/null && fail "the worker still lives"
same loss
echo "a worker killed in mid-job: the same rows and reports"

printf 'speech:\n  engine: command\n  command: [/bin/sh, -c, "kill -SEGV $PPID"]\n' >>"$work/fresh/aftercall.yaml"
rm "$work/fresh/inbox/call-000000.vtt"
night crash --engine spark --master "$master" --engine-time-limit 300 && fail "a crash was taken for a success"
grep -q 'Spark job failed' "$work/out" || fail "the crash was not said: $(tail -n 20 "$work/out")"
[ -z "$(find "$work/crash/vault" -name '*.age')" ] || fail "a night whose program crashed sealed something"
echo "a program that crashes: the job fails and says so"
