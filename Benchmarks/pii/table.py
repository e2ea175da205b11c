#!/usr/bin/env python3
"""table.py --ours COMMAND --work FOLDER [--peer COMMAND]: scores maskers on every set and prints bar, ours and reached."""
import argparse, json, os, pathlib, resource, subprocess, sys

here = pathlib.Path(__file__).parent
shared = here.parents[2] / "shared" / "bench" / "pii"
parser = argparse.ArgumentParser()
parser.add_argument("--ours", required=True)
parser.add_argument("--work", type=pathlib.Path, required=True)
parser.add_argument("--peer")
options = parser.parse_args()
work = options.work

STRUCTURED = "CARD,EMAIL,IBAN,IP,PHONE,US_SSN,US_DRIVER_LICENSE"
SHARED = STRUCTURED + ",URL,AGE,PERSON,LOCATION,ZIP_CODE,DATE"
NUMBERS = "CARD,CVV,EXPIRY,OTP,PIN,PHONE,EMAIL,US_SSN,UK_NHS,BANK_ACCOUNT,SORT_CODE,IBAN,PASSPORT"
# Each row: name, set, types (None is all), then (measure, bar, whether more is better).
ROWS = [
    ("presidio_synth_v2, structured", "presidio_synth_v2", STRUCTURED, [("f2", 0.96, True), ("leak", 0.03, False)]),
    ("presidio_synth_v2, shared types", "presidio_synth_v2", SHARED, [("f2", 0.75, True)]),
    ("spoken English, numbers and mail", "aftercall_en", NUMBERS, [("leak", 0.03, False), ("overmask", 0.01, False)]),
    ("spoken English, all types", "aftercall_en", None, [("f2", 0.93, True)]),
    ("spoken Chinese, all types", "aftercall_zh", None, [("f2", 0.995, True), ("leak", 0.005, False), ("overmask", 0.005, False)]),
    ("written Chinese, formal", "zh_formal", None, [("f2", 0.98, True), ("leak", 0.01, False)]),
    ("written Chinese, chat", "chat_zh", None, [("f2", 0.98, True), ("leak", 0.01, False)]),
    ("written Chinese, second chat", "chat2_zh", None, [("f2", 0.98, True), ("leak", 0.01, False)]),
    ("noisy English speech, numbers and mail", "noisy_en", NUMBERS, [("leak", 0.10, False), ("overmask", 0.03, False)]),
    ("noisy Chinese speech, all types", "noisy_zh", None, [("leak", 0.10, False), ("overmask", 0.03, False)]),
]


def run(command, source, target):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = command.replace("{in}", str(source)).replace("{out}", str(target))
    if subprocess.run(command, shell=True).returncode:
        sys.exit(f"table.py: failed: {command}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def score(gold, found, only):
    target = work / "score.json"
    command = [sys.executable, str(shared / "score.py"), "--gold", str(gold), "--pred", str(found), "--boot", "1", "--json", str(target)]
    subprocess.run(command + (["--only", only] if only else []), check=True, stdout=subprocess.DEVNULL)
    result = json.loads(target.read_text())
    return {**result["_micro"], "overmask": result["_doc"]["overmask"]}


def sets():
    for seed in (11,):
        for maker in ("noisy.py", "chat.py", "chat_second.py"):
            subprocess.run([sys.executable, str(here / maker), str(seed), str(work)], check=True)
    places = {name: work for name in ("noisy_en", "noisy_zh", "chat_zh", "chat2_zh")}
    for name in ("presidio_synth_v2", "aftercall_en", "aftercall_zh", "zh_formal"):
        if (shared / "data" / f"{name}.in.jsonl").exists():
            places[name] = shared / "data"
    return places


def text(value, measure):
    return f"{value:.3f}" if measure == "f2" else f"{100 * value:.1f} %"


def throughput(place):
    """Every utterance of the spoken English set, again and again until 20 MB of text are together."""
    rows = [json.loads(line) for line in open(place / "aftercall_en.in.jsonl")]
    size, copies, utterances = 0, 0, 0
    with open(work / "big.jsonl", "w") as big:
        while size < 20e6:
            for row in rows:
                big.write(json.dumps(dict(row, id=f"{row['id']}#{copies}", conv=f"{row['conv']}#{copies}"), ensure_ascii=False) + "\n")
                size += len(row["text"].encode())
                utterances += 1
            copies += 1
    seconds = run(f"{options.ours} scan --in {{in}} --out {{out}}", work / "big.jsonl", work / "big.out")
    return utterances / seconds, size / 1e6 / seconds


def main():
    if not shared.exists():
        sys.exit("table.py: skipped: ../shared/bench/pii is not here, nor the scorer that lies in it")
    places = sets()
    print(f"{'set':40} {'measure':9} {'bar':>8} {'ours':>8} {'reached':>8}" + (f" {'Presidio':>9}" if options.peer else ""))
    missed = 0
    for name, data, only, bars in ROWS:
        if data not in places:
            print(f"{name:40} skipped: the set is not here")
            continue
        source, gold = places[data] / f"{data}.in.jsonl", places[data] / f"{data}.gold.jsonl"
        if not (work / f"ours.{data}").exists():
            run(f"{options.ours} scan --in {{in}} --out {{out}}", source, work / f"ours.{data}")
        ours = score(gold, work / f"ours.{data}", only)
        theirs = None
        if options.peer:
            if not (work / f"peer.{data}").exists():
                seconds = run(options.peer, source, work / f"peer.{data}")
                print(f"# Presidio took {seconds:.1f} CPU-s for {sum(1 for _ in open(source))} utterances of {data}")
            theirs = score(gold, work / f"peer.{data}", only)
        for measure, bar, is_more in bars:
            reached = ours[measure] >= bar if is_more else ours[measure] <= bar
            missed += not reached
            sign = "≥" if is_more else "≤"
            print(f"{name:40} {measure:9} {sign + ' ' + text(bar, measure):>8} {text(ours[measure], measure):>8} {'yes' if reached else 'NO':>8}"
                  + (f" {text(theirs[measure], measure):>9}" if theirs else ""))
    if (shared / "data" / "ids.jsonl").exists():
        run(f"{options.ours} validate --in {{in}} --out {{out}}", shared / "data" / "ids.jsonl", work / "ids")
        gold = [json.loads(line)["valid"] for line in open(shared / "data" / "ids.jsonl")]
        found = [json.loads(line)["valid"] for line in open(work / "ids")]
        right = sum(a == b for a, b in zip(gold, found))
        missed += right != len(gold)
        print(f"{'ids.jsonl':40} {'right':9} {len(gold):>8} {right:>8} {'yes' if right == len(gold) else 'NO':>8}")
    if "aftercall_en" in places:
        for (unit, bar), value in zip((("utt/CPU-s", 100_000), ("MB/CPU-s", 5)), throughput(places["aftercall_en"])):
            missed += value < bar
            print(f"{'throughput, one core':40} {unit:9} {'≥ ' + str(bar):>8} {value:>8.{0 if bar > 5 else 1}f} {'yes' if value >= bar else 'NO':>8}")
    print(f"\n{missed} bars missed" if missed else "\nevery bar reached")


main()
