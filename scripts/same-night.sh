#!/usr/bin/env bash
# Says whether two nights made the same of the same calls: reports, every row of the archive, an audit log that verifies.
#   same-night.sh AFTERCALL WORKSPACE OTHER CALLS
set -euo pipefail
aftercall=$1 wanted=$2 had=$3 calls=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "same-night: $(basename "$had"): $*" >&2; exit 1; }

reports() { (cd "$1/reports" && find . \( -name '*.json' -o -name '*.csv' -o -name '*.html' \) -exec sha256sum {} + | sort -k 2); }
rows() { # every row of every table, but for runs, sealed bytes (each file has a key of its own) and the order in which calls came
    python3 - "$1" <<'PYTHON'
import sqlite3, sys
archive = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
tables = [row[0] for row in archive.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")]
for table in sorted(tables):
    if table in ("run", "run_stage", "pending_event", "sqlite_sequence") or table.startswith("words"):
        continue
    columns = [row[1] for row in archive.execute(f"PRAGMA table_info({table})")]
    columns = [c for c in columns if c not in ("run", "document", "sealed_sha256")]
    for row in sorted(map(repr, archive.execute(f"SELECT {', '.join(columns)} FROM {table}"))):
        print(table, row)
PYTHON
}

reports "$wanted" >"$work/reports-wanted"
reports "$had" >"$work/reports-had"
for kind in json csv html; do grep -q "\.$kind$" "$work/reports-wanted" || fail "no $kind report to compare with"; done
diff "$work/reports-wanted" "$work/reports-had" >&2 || fail "the reports differ"
rows "$wanted/archive.sqlite" >"$work/rows-wanted"
rows "$had/archive.sqlite" >"$work/rows-had"
[ "$(grep -c '^call ' "$work/rows-wanted")" = "$calls" ] || fail "not $calls calls"
diff "$work/rows-wanted" "$work/rows-had" >"$work/diff" || { head -n 6 "$work/diff" | cut -c 1-400 >&2; fail "the archive differs"; }
"$aftercall" audit verify --home "$had" >/dev/null || fail "the audit log does not verify"
