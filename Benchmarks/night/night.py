#!/usr/bin/env python3
"""What a night costs: calls a core-hour, the parts of the run, memory; and the same work by an assembled pipeline.

    night.py AFTERCALL WORK [--calls N...] [--seconds S] [--peer N]

CPU is user and system time of the run and its workers. The peer is what one would otherwise script: ffmpeg's
silencedetect for the sound, Presidio for the words, age for keeping, DuckDB for the figures; it masks no sound, scores
nothing and proves nothing.
"""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measured(command, **options):
    cpu, begun = children(), time.monotonic()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, **options).returncode
    return status, children() - cpu, time.monotonic() - begun


def peak(home):
    """The largest resident memory of the run and of each worker, as they tell it while they work."""
    code = """
import json, sys, time
from pathlib import Path
home, peak = sys.argv[1].encode(), {}
while True:
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and home in (process / "cmdline").read_bytes() and b"aftercall" in (process / "cmdline").read_bytes().split(b"\\0")[0]:
                kind = "worker" if b"--worker" in (process / "cmdline").read_bytes() else "run"
                line = next(l for l in (process / "status").read_text().splitlines() if l.startswith("VmHWM"))
                peak[kind] = max(peak.get(kind, 0), int(line.split()[1]) // 1024)
        except (OSError, StopIteration):
            pass
    open(sys.argv[2], "w").write(json.dumps(peak))
    time.sleep(0.5)
"""
    return subprocess.Popen([sys.executable, "-c", code, str(home), str(home) + ".peak"])


def workspace(aftercall, work, name):
    home = work / name
    run = [aftercall, "init", "--home", home, "--name", "Bench", "--time-zone", "UTC", "--secrets", work / f"{name}-keys"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    shutil.copy(HERE / "mapping.yaml", home)
    settings = home / "aftercall.yaml"
    settings.write_text(settings.read_text().replace("\ncdr:", "\ncdr:\n  mappings: [mapping.yaml]", 1))
    return home


def make(folder, count, seconds):
    subprocess.run([sys.executable, HERE / "calls.py", str(count), str(seconds), folder], check=True)


def night(aftercall, work, count, seconds):
    home = workspace(aftercall, work, f"night-{count}-{seconds}")
    make(home / "inbox", count, seconds)
    watcher = peak(home)
    status, cpu, wall = measured([aftercall, "run", "--home", home], stderr=subprocess.DEVNULL)
    time.sleep(0.6)
    watcher.kill()
    # 3: a transcript was refused, or the like; the row says how often.
    if status not in (0, 3):
        sys.exit(f"the night ended with {status}")
    runs = json.loads(subprocess.run([aftercall, "runs", "--home", home, "--format", "json"], check=True, capture_output=True).stdout)
    run = (runs["rows"] if isinstance(runs, dict) else runs)[0]
    assert run["calls"] == count, run
    row = {
        "calls": count, "mishaps": run["mishaps"], "seconds_each": seconds, "cpu_s": round(cpu, 1), "cpu_ms_a_call": round(1000 * cpu / count, 1),
        "calls_a_core_hour": round(3600 * count / cpu), "wall_s": round(wall, 1),
        "peak_mb": json.loads(Path(str(home) + ".peak").read_text()),
        "parts_s": {key[:-2]: value for key, value in run.items() if key.endswith("_s") and value is not None},
    }
    print(json.dumps(row), flush=True)
    shutil.rmtree(home)
    return cpu / count


def assembled(python, work, count, seconds):
    folder = work / "assembled"
    make(folder, count, seconds)
    subprocess.run(["age-keygen", "-o", work / "key"], check=True, capture_output=True)
    lines = []
    for words in sorted(folder.glob("*.vtt")):
        turns = [line for line in words.read_text().splitlines() if line.startswith("<v ")]
        lines += [json.dumps({"id": f"{words.stem}-{n}", "text": turn.split(">", 1)[1]}) for n, turn in enumerate(turns)]
    (work / "turns.jsonl").write_text("\n".join(lines) + "\n")
    recipient = subprocess.run(["age-keygen", "-y", work / "key"], check=True, capture_output=True, text=True).stdout.strip()
    script = f"""
        set -e
        for call in {folder}/*.wav; do
            ffmpeg -nostdin -loglevel info -i "$call" -af silencedetect=noise=-35dB:d=3 -f null - 2>"$call.silence"
            age -r {recipient} -o "$call.age" "$call"
        done
        {python} {HERE.parent}/pii/presidio.py {work}/turns.jsonl {work}/spans.jsonl
        {python} -c "import duckdb; print(duckdb.sql(\\"SELECT queue, count(*), avg(answered - start) FROM read_csv('{folder}/calls.csv') GROUP BY queue\\"))"
    """
    status, cpu, wall = measured(["bash", "-c", script])
    if status:
        sys.exit(f"the assembled pipeline ended with {status}")
    row = {"assembled": count, "seconds_each": seconds, "cpu_s": round(cpu, 1), "cpu_ms_a_call": round(1000 * cpu / count, 1), "wall_s": round(wall, 1)}
    print(json.dumps(row), flush=True)
    return cpu / count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("aftercall")
    parser.add_argument("work", type=Path)
    parser.add_argument("--calls", type=int, nargs="+", default=[1000])
    parser.add_argument("--seconds", type=int, default=240)
    parser.add_argument("--peer", type=int, default=0, help="how many calls the assembled pipeline does")
    parser.add_argument("--python", help="a Python with Presidio and DuckDB")
    options = parser.parse_args()
    ours = [night(os.path.abspath(options.aftercall), options.work, count, options.seconds) for count in options.calls]
    if options.peer:
        theirs = assembled(options.python, options.work, options.peer, options.seconds)
        print(json.dumps({"times_less_cpu_a_call": round(theirs / ours[-1], 1)}))


main()
