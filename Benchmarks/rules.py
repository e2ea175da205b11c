"""Makes rules and transcripts for rules.sh, searches them as a script would, and compares.

rules.py make FOLDER RULES CALLS | search FOLDER SAMPLE | compare FOLDER
"""

import json
import pathlib
import random
import re
import sys
import time

folder = pathlib.Path(sys.argv[2])


def make(rules, calls):
    draw = random.Random(1)
    letters = "etaoinshrdlu"
    words = ["".join(draw.choices(letters, k=draw.randint(2, 8))) for _ in range(8000)]
    # Words are as unevenly frequent as in speech (Zipf).
    weights = [1 / (rank + 3) for rank in range(len(words))]
    with open(folder / "calls.txt", "w") as out:
        for _ in range(calls):
            turns = [" ".join(draw.choices(words, weights, k=draw.randint(3, 40))) for _ in range(30)]
            out.write("\t".join(turns) + "\n")
    phrases = []
    for _ in range(rules):
        # Three phrases in four are of words that are said now and then.
        phrases.append([" ".join(draw.choices(words, weights if draw.random() < 0.75 else None, k=draw.randint(2, 4)))
                        for _ in range(6)])
    json.dump(phrases, open(folder / "phrases.json", "w"))
    for pack in range(0, rules, 500):
        with open(folder / f"pack{pack}.yaml", "w") as out:
            out.write(f"pack: p{pack}\nversion: 1\ntitle: Bench\nrules:\n")
            for number in range(pack, min(pack + 500, rules)):
                listed = ", ".join(f'"{phrase}"' for phrase in phrases[number])
                kind = ["forbid: {any of: [%s]}", "require: {any of: [%s], by: agent}",
                        "require: {none of: [%s], by: customer, in: {last: 60s}}",
                        "require: {any of: [%s], in: {first: 30s}}"][number % 4]
                out.write(f"  - {{id: r{number}, version: 1, title: R, severity: info, weight: 1, "
                          "why: {text: x, source: y, checked: 2026-01-01}, " + kind % listed + "}\n")


def search(sample):
    patterns = [re.compile(r"\b(?:" + "|".join(map(re.escape, some)) + r")\b")
                for some in json.load(open(folder / "phrases.json"))]
    with open(folder / "calls.txt") as lines:
        texts = [next(lines).rstrip("\n").lower() for _ in range(sample)]
    start = time.process_time()
    hits = sum(len(pattern.findall(text)) for text in texts for pattern in patterns)
    report("python re", time.process_time() - start, sample, len(patterns), hits)


def report(name, seconds, calls, rules, hits):
    print(f"{name}: {seconds:.2f} CPU-s for {calls} calls by {rules} rules, "
          f"{calls * rules / seconds:.0f} a second, {hits} hits in the phrases")


def compare():
    rate = lambda name: float(re.search(r"(\d+) a second", open(folder / name).read())[1])
    print(f"ratio: {rate('ours') / rate('python'):.0f}")


if sys.argv[1] == "make":
    make(int(sys.argv[3]), int(sys.argv[4]))
elif sys.argv[1] == "search":
    search(int(sys.argv[3]))
else:
    compare()
