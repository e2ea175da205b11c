#!/usr/bin/env bash
# CPU time and peak memory of reading a million calls from an Asterisk Master.csv: aftercall records, which puts the rows
# together to calls, beside DuckDB, which counts and groups the same rows, on the same files in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

calls=${1:-1000000}
command -v python3 >/dev/null || { echo "install python3 (apt-get install python3-venv)" >&2; exit 69; }
scripts/release.sh aftercall >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r Benchmarks/ingest-requirements.txt
python3 Benchmarks/make_cdr.py "$calls" > "$work/Master.csv"
python3 Benchmarks/make_cdr.py "$calls" --shuffle > "$work/shuffled.csv"
rows=$(wc -l < "$work/Master.csv")

measure() { # name, command...: user + system seconds a million rows, peak resident memory
    local name=$1; shift
    python3 - "$name" "$rows" "$@" <<'PY'
import resource, subprocess, sys
name, rows, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
print(f"{name:34} {cpu:7.2f} CPU-s {cpu / rows * 1e6:7.2f} a million rows {used.ru_maxrss / 1024:7.0f} MB peak")
PY
}

echo "$calls calls, $rows rows"
measure "aftercall records" .build/release/aftercall records "$work/Master.csv"
measure "aftercall records, shuffled" .build/release/aftercall records "$work/shuffled.csv"
columns="accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end_,duration,billsec"
columns="$columns,disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence"
query() { # file: rows to one row a linkedid, which is far less than a call
    cat <<SQL
SELECT count(*), count(*) FILTER (answered) FROM (
  SELECT linkedid, bool_or(disposition = 'ANSWERED') AS answered, min(start) AS first, sum(billsec) AS talk
  FROM read_csv('$1', header=false, names=string_split('$columns', ',')) GROUP BY linkedid)
SQL
}
for file in Master shuffled; do
    measure "DuckDB, group by linkedid, $file" "$work/venv/bin/python" -c \
        'import duckdb,sys; print(duckdb.sql(sys.argv[1]).fetchall())' "$(query "$work/$file.csv")"
done
