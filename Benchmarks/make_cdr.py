#!/usr/bin/env python3
"""Writes an Asterisk Master.csv of a given number of calls: make_cdr.py CALLS [--shuffle] > Master.csv

Synthetic and the same at every run. A third of the calls ring a second agent, so that there are four rows to three calls; rows
come when their call ends, as in a real file, or in no order at all.
"""
import random
import sys
import time

calls = int(sys.argv[1])
generator = random.Random(20260302)
start = 1772413200


def stamp(epoch):
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(epoch + 8 * 3600))


def rows():
    sequence = 0
    for n in range(calls):
        epoch = start + n * 86400 * 20 // max(calls, 1)
        caller = f"139{generator.randrange(10**8):08d}"
        key = f"{epoch}.{n}"
        agent = 300 + generator.randrange(400)
        wait, talk = generator.randrange(1, 60), generator.randrange(5, 600)
        outcome = generator.random()
        attempts = [(agent, "ANSWERED" if outcome < 0.86 else "NO ANSWER")]
        if generator.random() < 1 / 3:
            attempts.insert(0, (agent + 400, "NO ANSWER"))
        for device, disposition in attempts:
            sequence += 1
            end = epoch + wait + (talk if disposition == "ANSWERED" else 0)
            answer = f'"{stamp(epoch + wait)}"' if disposition == "ANSWERED" else ""
            billsec = talk if disposition == "ANSWERED" else 0
            yield end, (
                f'"","{caller}","02155550100","in","""{caller}"" <{caller}>","PJSIP/trunk-{n:08x}",'
                f'"PJSIP/{device}-{sequence:08x}","Queue","sales,t,,,60","{stamp(epoch)}",{answer},"{stamp(end)}",'
                f'{end - epoch},{billsec},"{disposition}","DOCUMENTATION","{key}","","","{key}",{sequence}\n'
            )


lines = list(rows())
if "--shuffle" in sys.argv:
    generator.shuffle(lines)
else:
    lines.sort(key=lambda line: line[0])
sys.stdout.writelines(line for _, line in lines)
