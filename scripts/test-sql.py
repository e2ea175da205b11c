"""Makes calls, reports and exports them, and runs every figure's SQL on DuckDB and Spark. Called by test-sql.sh."""
import json, os, random, sqlite3, subprocess, sys

import duckdb

aftercall, work = os.path.abspath(sys.argv[1]), sys.argv[2]
# Some calls come in by a night; many are laid into the archive, and the night sums them up.
count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
BY_NIGHT = 10_000
home = os.path.join(work, "workspace")
environment = dict(os.environ, AFTERCALL_HOME=home)


def run(*arguments):
    result = subprocess.run([aftercall, *arguments], env=environment, capture_output=True)
    if result.returncode not in (0, 3):
        sys.exit(result.stderr.decode())
    return result.stdout


def calls():
    """Calls of three days by a seed, with blanks wherever a source may be silent."""
    chance = random.Random(7)
    maybe = lambda value: value if chance.random() < 0.8 else ""
    for number in range(count):
        start = 1_795_104_000 + chance.randrange(3 * 86_400)
        answered = chance.random() < 0.8
        wait, talk = chance.randrange(90), chance.randrange(5, 900)
        yield [
            number, start, start + wait if answered else "", start + wait + (talk if answered else 0),
            "answered" if answered else chance.choice(["abandoned", "flowedOut", "contained"]),
            chance.choice(["inbound", "inbound", "inbound", "outbound"]),
            f"138{chance.randrange(count // 7):08}", chance.choice(["cards", "loans", ""]),
            chance.choice(["8001", "8002", ""]) if answered else "", maybe(wait),
            *([maybe(talk), maybe(chance.randrange(60)), maybe(chance.randrange(60))] if answered else ["", "", ""]),
            *[maybe(chance.randint(*scale)) if answered else "" for scale in ((1, 5), (0, 10), (1, 7))],
        ]


MAPPING = """
name: test
id-prefix: t-
time-format: epoch
columns: {call: call, start: start, answered: answered, end: end, outcome: result, direction: direction,
  customerNumber: number, queue: queue, agent: agent, wait: wait, talk: talk, hold: hold, acw: acw, csat: csat,
  nps: nps, ces: ces}
outcomes: {answered: answered, abandoned: abandoned, flowedOut: flowedOut, contained: contained}
directions: {inbound: inbound, outbound: outbound}
"""

run("init", "--name", "SQL", "--time-zone", "Asia/Shanghai")
with open(os.path.join(home, "test.yaml"), "w") as file:
    file.write(MAPPING)
settings = os.path.join(home, "aftercall.yaml")
text = open(settings).read().replace("cdr:\n", "cdr:\n  mappings: [test.yaml]\n", 1)
open(settings, "w").write(text)
NAMES = "call,start,answered,end,result,direction,number,queue,agent,wait,talk,hold,acw,csat,nps,ces"
if count <= BY_NIGHT:
    with open(os.path.join(home, "inbox", "calls.csv"), "w") as file:
        file.write(NAMES + "\n")
        for call in calls():
            file.write(",".join(map(str, call)) + "\n")
else:
    archive = sqlite3.connect(os.path.join(home, "archive.sqlite"))
    archive.execute("INSERT INTO run (id, started, ended) VALUES (1, 0, 0)")
    # Times and lengths in milliseconds, what is blank is unknown.
    scale = [None, 1000, 1000, 1000, None, None, None, None, None, 1000, 1000, 1000, 1000, None, None, None]
    archive.executemany(
        """INSERT INTO call (id, start, answered, "end", outcome, direction, customer, queue, agent, wait, talk, hold, acw,
        csat, nps, ces, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""",
        ([f"t-{call[0]}", *(None if v == "" else v * s if s else v for v, s in zip(call[1:], scale[1:]))] for call in calls()),
    )
    archive.commit()
    archive.close()
with open(os.path.join(home, "inbox", "queue_log"), "w") as file:
    for agent in ("8001", "8002"):
        for day in range(3):
            start = 1_795_104_000 + day * 86_400 + 25_200
            for seconds, act in ((0, "AGENTLOGIN"), (9_000, "PAUSEALL"), (12_000, "UNPAUSEALL"), (36_000, "AGENTLOGOFF")):
                file.write(f"{start + seconds}|NONE|NONE|Agent/{agent}|{act}|\n")
run("run")
report = json.loads(run("report", "--date", "2026-11-21", "--format", "json"))
files = {kind: os.path.join(work, f"facts.{kind}") for kind in ("csv", "parquet")}
for kind, path in files.items():
    run("export", "--output", path, f"--{kind}")
shifts = os.path.join(work, "shifts.parquet")
run("export", "--output", shifts, "--parquet", "--table", "shift")

database = duckdb.connect()
database.execute(f"CREATE TABLE fact AS FROM read_parquet('{files['parquet']}')")
database.execute(f"CREATE TABLE shift AS FROM read_parquet('{shifts}')")
database.execute(f"CREATE TABLE other AS FROM read_csv('{files['csv']}')")
types = database.execute("SELECT column_name, column_type FROM (DESCRIBE fact)").fetchall()
casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in types)
rows, same = database.execute(
    f"SELECT (SELECT count(*) FROM fact), count(*) FROM (FROM fact INTERSECT SELECT {casts} FROM other)"
).fetchone()
if rows != count or same != rows:
    sys.exit(f"{rows} facts in Parquet, {same} of them in CSV")


def check(engine, value_of):
    for name, figure in report["kpis"].items():
        value, expected = value_of(figure["sql"]), figure["value"]
        if (value is None) != (expected is None) or value is not None and abs(value - expected) > 1e-12 * max(1, abs(expected)):
            sys.exit(f"{name} is {expected} in the report and {value} by {engine}:\n{figure['sql']}")
    print(f"{engine}: {len(report['kpis'])} figures equal, over {rows} facts")


check("DuckDB", lambda sql: database.execute(sql).fetchone()[0])
if "SPARK_HOME" in os.environ:
    queries = os.path.join(work, "queries.sql")
    with open(queries, "w") as file:
        file.write(f"CREATE TEMPORARY VIEW fact USING parquet OPTIONS (path '{files['parquet']}');\n")
        file.write(f"CREATE TEMPORARY VIEW shift USING parquet OPTIONS (path '{shifts}');\n")
        for figure in report["kpis"].values():
            file.write(f"SELECT CAST(value AS STRING) FROM ({figure['sql']}) figure;\n")
    output = subprocess.run(
        [os.path.join(os.environ["SPARK_HOME"], "bin", "spark-sql"), "--master", "local[1]", "-S", "-f", queries,
         "--conf", "spark.ui.enabled=false", "--conf", "spark.sql.catalogImplementation=in-memory"],
        capture_output=True, check=True, cwd=work,
    ).stdout.decode().split("\n")
    values = iter([None if line == "NULL" else float(line) for line in output if line.strip()])
    check("Spark", lambda sql: next(values))
