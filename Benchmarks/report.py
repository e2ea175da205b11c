"""Fills an archive and a DuckDB file with the same calls, then times a day's report from each. Called by report.sh."""
import json, os, resource, sqlite3, subprocess, sys, time

import duckdb

calls, aftercall, work = int(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
home = os.path.join(work, "workspace")
environment = dict(os.environ, AFTERCALL_HOME=home)
DAYS = 30
FIRST = 1_793_491_200_000  # 2026-11-01T00:00:00Z
# The days share the calls evenly and come one after the other, as nights bring them; the report is of the 20th.
DAY = "2026-11-20"
PER_DAY = -(-calls // DAYS)

# Whole-number arithmetic that SQLite and DuckDB do alike; i is the number of the call. A third of the day is busy.
ROWS = f"""
SELECT 'c' || i AS id,
  {FIRST} + CAST((i - i % {PER_DAY}) / {PER_DAY} AS BIGINT) * 86400000 + (i * 7919 + i % 1009 * 61) % 50400000 + 21600000 AS start,
  CASE WHEN i * 31 % 100 < 8 THEN 'abandoned' WHEN i * 31 % 100 < 10 THEN 'flowedOut' ELSE 'answered' END AS outcome,
  'queue-' || (i * 17 % 8) AS queue,
  CASE WHEN i * 31 % 100 < 10 THEN NULL ELSE 'agent-' || (i * 13 % 400) END AS agent,
  (i * 6007 % 97) * (i * 31 % 7) * 100 AS wait,
  CASE WHEN i * 31 % 100 < 10 THEN NULL ELSE 20000 + (i * 104729 % 601) * 1000 END AS talk,
  CASE WHEN i * 31 % 100 < 10 THEN NULL ELSE (i * 15485863 % 31) * 1000 END AS acw,
  CASE WHEN i % 7 = 0 THEN 1 + i * 11 % 5 END AS csat,
  CASE WHEN i % 11 = 0 THEN i * 7 % 11 END AS nps,
  'P-' || (i * 611953 % 1000003) AS customer
FROM n"""

DAY_START = FIRST + 19 * 86_400_000
WHERE = f"start >= {DAY_START} AND start < {DAY_START + 86_400_000}"
KPIS = """count(*) AS offered, count(*) FILTER (WHERE outcome = 'answered') AS answered,
  count(*) FILTER (WHERE outcome = 'answered' AND wait <= 20000)::DOUBLE
    / (count(*) FILTER (WHERE outcome IN ('answered', 'abandoned'))
       - count(*) FILTER (WHERE outcome = 'abandoned' AND wait <= 5000)) AS sl6,
  avg(wait) FILTER (WHERE outcome = 'answered') / 1000 AS asa,
  (avg(talk) FILTER (WHERE outcome = 'answered') + avg(acw) FILTER (WHERE outcome = 'answered')) / 1000 AS aht,
  avg(CASE WHEN csat >= 4 THEN 1.0 WHEN csat IS NOT NULL THEN 0.0 END) AS csat,
  100.0 * (count(*) FILTER (WHERE nps >= 9) - count(*) FILTER (WHERE nps <= 6)) / count(nps) AS nps"""
QUERIES = [
    f"SELECT {KPIS} FROM call WHERE {WHERE}",
    f"SELECT queue, {KPIS} FROM call WHERE {WHERE} GROUP BY queue",
    f"SELECT agent, {KPIS} FROM call WHERE {WHERE} GROUP BY agent",
    f"SELECT start // 1800000, {KPIS} FROM call WHERE {WHERE} GROUP BY 1",
    f"SELECT quantile_disc((talk + acw) // 1000, [0.5, 0.9, 0.95]) FROM call WHERE {WHERE} AND outcome = 'answered'",
    f"""SELECT max(c) FROM (SELECT sum(x) OVER (ORDER BY t, x ROWS UNBOUNDED PRECEDING) AS c FROM (
      SELECT start + wait AS t, 1 AS x FROM call WHERE {WHERE} AND outcome = 'answered'
      UNION ALL SELECT start + wait + talk, -1 FROM call WHERE {WHERE} AND outcome = 'answered'))""",
]


def spent(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def run(*arguments):
    before = spent(resource.RUSAGE_CHILDREN)
    result = subprocess.run([aftercall, *arguments], env=environment, capture_output=True)
    if result.returncode:
        sys.exit(result.stderr.decode())
    return result.stdout, spent(resource.RUSAGE_CHILDREN) - before


def fill():
    run("init", "--name", "Benchmark", "--time-zone", "UTC")
    before = spent(resource.RUSAGE_SELF)
    archive = sqlite3.connect(os.path.join(home, "archive.sqlite"))
    archive.execute("PRAGMA synchronous = OFF")
    archive.execute("PRAGMA cache_size = -2000000")
    archive.execute("INSERT INTO run (id, started, ended) VALUES (1, 0, 0)")
    step = 500_000
    for first in range(0, calls, step):
        last = min(first + step, calls) - 1
        archive.execute(
            f"""WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
            INSERT INTO call (id, start, answered, "end", direction, outcome, customer, queue, agent, wait, talk, acw,
              csat, nps, run)
            SELECT id, start, CASE WHEN outcome = 'answered' THEN start + wait END,
              CASE WHEN outcome = 'answered' THEN start + wait + talk END, 'inbound', outcome, customer, queue, agent,
              wait, talk, acw, csat, nps, 1 FROM ({ROWS})"""
        )
        archive.commit()
    archive.close()
    filled = spent(resource.RUSAGE_SELF) - before
    _, summed = run("run")
    print(f"archive of {calls} calls: filled in {filled:.1f} CPU-s, summed in {summed:.1f} CPU-s")


def duck():
    database = duckdb.connect(os.path.join(work, "calls.duckdb"), config={"threads": 1})
    database.execute(f"CREATE TABLE call AS WITH n AS (SELECT range AS i FROM range({calls})) {ROWS}")
    database.close()


def best(times):
    return f"{min(times) * 1000:8.1f} ms   (of {len(times)}: {', '.join(f'{t * 1000:.0f}' for t in times)})"


fill()
duck()
ours, duck_times, duck_process = [], [], []
for _ in range(7):
    output, cpu = run("report", "--date", DAY, "--format", "json")
    ours.append(cpu)
    # What a user would run instead: a process of its own, as ours is, and the queries alone within it.
    before = spent(resource.RUSAGE_CHILDREN)
    script = f"""
import duckdb, json, resource
database = duckdb.connect({os.path.join(work, 'calls.duckdb')!r}, read_only=True, config={{'threads': 1}})
u = resource.getrusage(resource.RUSAGE_SELF)
rows = [database.execute(q).fetchall() for q in {QUERIES!r}]
v = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([v.ru_utime + v.ru_stime - u.ru_utime - u.ru_stime, rows[0][0], rows[4][0][0], rows[5][0][0]]))
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    duck_process.append(spent(resource.RUSAGE_CHILDREN) - before)
    queries, totals, percentiles, peak = json.loads(result.stdout)
    duck_times.append(queries)

kpis = json.loads(output)["kpis"]
names = ["offered", "answered", "service_level_6", "asa", "aht", "csat_top2", "nps"]
for name, expected in zip(names, totals):
    if abs(kpis[name]["value"] - expected) > 1e-9 * max(1, abs(expected)):
        sys.exit(f"{name} differs: {kpis[name]['value']} here, {expected} by DuckDB")
for name, expected in zip(["handle_p50", "handle_p90", "handle_p95", "peak_concurrency"], percentiles + [peak]):
    if kpis[name]["value"] != expected:
        sys.exit(f"{name} differs: {kpis[name]['value']} here, {expected} by DuckDB")
print(f"the figures of {DAY} ({kpis['offered']['value']} calls of {calls}) are equal; CPU time, the least:")
print(f"aftercall report, whole process  {best(ours)}")
print(f"DuckDB, six queries alone        {best(duck_times)}")
print(f"DuckDB, whole process            {best(duck_process)}")
