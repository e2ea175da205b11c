#!/usr/bin/env python3
"""Makes a day of recorded calls as a switch would leave them: a CSV, two-channel mu-law WAVs, WebVTT transcripts.

    calls.py COUNT SECONDS FOLDER [--corrupt SHARE]

People speak in turns with Debian's asterisk prompts (asterisk-core-sounds-en-wav), read out numbers digit by digit, and
pause. The same arguments make the same bytes.
"""
import argparse
import random
import struct
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOUNDS = next(Path("/usr/share/asterisk/sounds").glob("en*/activated.wav")).parent
RATE = 8000
DIGITS = "zero one two three four five six seven eight nine".split()
NOISE = bytes(random.Random(7).choices(b"\xff\x7f\xfe\x7e\xfd", k=RATE * 10))
DAY = 1795132800  # 2026-11-20 00:00 UTC


def mu_law(path):
    command = ["sox", str(path), "-t", "raw", "-r", str(RATE), "-c", "1", "-e", "mu-law", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def prompts():
    lines = (HERE.parent / "prompts.tsv").read_text().splitlines()
    pairs = [line.split("\t") for line in lines]
    return [(mu_law(SOUNDS / f"{name}.wav"), text) for name, text in pairs if (SOUNDS / f"{name}.wav").exists()]


def digits():
    return {str(n): mu_law(SOUNDS / "digits" / f"{n}.wav") for n in range(10)}


def card(rng):
    body = [4] + [rng.randrange(10) for _ in range(14)]
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(body))
    return "".join(map(str, body)) + str(-total % 10)


def stamp(samples):
    ms = samples * 1000 // RATE
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def call(rng, seconds, texts, spoken_digits):
    length = seconds * RATE
    channels = [bytearray((NOISE * (length // len(NOISE) + 1))[:length]) for _ in range(2)]
    cues, at, side = [], RATE // 2, 1
    while True:
        if side == 0 and rng.random() < 0.15:
            number = card(rng)
            sound = b"".join(spoken_digits[d] for d in number)
            text = "my card number is " + " ".join(DIGITS[int(d)] for d in number)
        else:
            sound, text = rng.choice(texts)
        end = at + len(sound)
        if end + RATE >= length:
            break
        channels[side][at:end] = sound
        cues.append(f"{stamp(at)} --> {stamp(end)}\n<v {'Agent' if side else 'Customer'}>{text}\n")
        at = end + rng.choice([2000, 4000, 6000, 12000, 30000])
        side = 1 - side
    sound = bytearray(2 * length)
    sound[0::2], sound[1::2] = channels
    header = struct.pack("<4sI4s4sIHHIIHHH4sII4sI", b"RIFF", 50 + len(sound), b"WAVE", b"fmt ", 18, 7, 2, RATE,
                         RATE * 2, 2, 8, 0, b"fact", 4, length, b"data", len(sound))
    return header + sound, "WEBVTT\n\n" + "\n".join(cues)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("seconds", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corrupt", type=float, default=0, help="the share of recordings that are not sound")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    texts, spoken_digits = prompts(), digits()
    rows = ["id,start,answered,end,result,direction,caller,dialled,queue,agent,file"]
    for n in range(options.count):
        rng = random.Random(n)
        name = f"call-{n:06}"
        sound, words = call(rng, options.seconds, texts, spoken_digits)
        if rng.random() < options.corrupt:
            sound = rng.randbytes(2000)
        (options.folder / f"{name}.wav").write_bytes(sound)
        (options.folder / f"{name}.vtt").write_text(words)
        start = DAY + n * 50000 // max(options.count, 1)
        answered = start + rng.randrange(3, 60)
        rows.append(f"{n},{start},{answered},{answered + options.seconds},answered,in,1555{n:07},8000,"
                    f"{rng.choice(['sales', 'support', 'billing'])},{300 + n % 40},{name}.wav")
    (options.folder / "calls.csv").write_text("\n".join(rows) + "\n")


main()
