"""Makes telephone calls of known words out of prompts, and scores what an engine heard in them.

speech.py make FOLDER PROMPTS LIST SEED | score FOLDER [--verbose]
"""

import array
import audioop
import json
import math
import pathlib
import random
import re
import sys
import wave

RATE = 8000
KEYS = ["please enter", "thank you", "agent number", "pound key", "password", "goodbye", "i am sorry",
        "please try again", "being recorded", "the conference", "your name", "your call", "your message", "please hold", "not valid",
        "next available representative", "extension", "phone number", "press one", "press two", "press three", "press four", "press nine",
        "press star", "echo test", "mailbox", "the tone", "the directory", "advanced options", "temporary greeting", "to cancel",
        "hang up", "main menu", "different number"]
DIGITS = "zero one two three four five six seven eight nine".split()


def read(path):
    with wave.open(str(path)) as file:
        return array.array("h", file.readframes(file.getnframes()))


def trimmed(samples):
    """Without the quiet at both ends, below 45 dB under full scale in 10 ms."""
    loud = [start for start in range(0, len(samples) - 80, 80) if audioop.rms(samples[start:start + 80].tobytes(), 2) > 184]
    return samples[loud[0]:loud[-1] + 80]


def pink(count, draw):
    """Noise of equal power an octave (P. Kellet's filter), root mean square 1."""
    b0 = b1 = b2 = 0.0
    noise = []
    for _ in range(count):
        white = draw.gauss(0, 1)
        b0 = 0.99765 * b0 + white * 0.0990460
        b1 = 0.96300 * b1 + white * 0.2965164
        b2 = 0.57000 * b2 + white * 1.0526913
        noise.append(b0 + b1 + b2 + white * 0.1848)
    level = math.sqrt(sum(x * x for x in noise) / count)
    return [x / level for x in noise]


def write(folder, name, samples):
    """Through G.711 and back."""
    sound = array.array("h", (max(-32768, min(32767, int(x))) for x in samples)).tobytes()
    sound = audioop.ulaw2lin(audioop.lin2ulaw(sound, 2), 2)
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(RATE)
        file.writeframes(sound)


def compose(items, prompts, draw, gap):
    samples, truth = array.array("h", bytes(2 * RATE)), []
    for name, words in items:
        prompt = trimmed(read(prompts / f"{name}.wav"))
        truth.append({"words": words, "start": len(samples) / RATE, "end": (len(samples) + len(prompt)) / RATE})
        samples += prompt
        samples += array.array("h", bytes(2 * int(RATE * draw.uniform(*gap))))
    return samples + array.array("h", bytes(2 * RATE)), truth


def noisy(samples, truth, draw, ratio):
    spoken = [samples[i] for one in truth for i in range(int(one["start"] * RATE), int(one["end"] * RATE))]
    level = math.sqrt(sum(x * x for x in spoken) / len(spoken)) * 10 ** (-ratio / 20)
    return [x + level * n for x, n in zip(samples, pink(len(samples), draw))]


def make(folder):
    prompts = pathlib.Path(sys.argv[3])
    draw = random.Random(int(sys.argv[5]))
    listed = [line.rstrip("\n").split("\t") for line in open(sys.argv[4])]
    truths = {}
    for call in range(0, len(listed), 13):
        samples, truth = compose(listed[call:call + 13], prompts, draw, (0.6, 1.6))
        for name, sound in ((f"clean{call}", samples), (f"noise{call}", noisy(samples, truth, draw, 12))):
            write(folder, name, sound)
            truths[name] = truth
    # Numbers as they are read out: cards, telephone numbers, PINs, with a pause between them.
    samples, truth = array.array("h", bytes(2 * RATE)), []
    for length in (16, 4, 11, 16, 10, 4):
        digits = [(f"digits/{d}", DIGITS[d]) for d in (draw.randrange(10) for _ in range(length))]
        part, places = compose(digits, prompts, draw, (0.05, 0.15))
        offset = len(samples) / RATE
        truth += [{**one, "start": one["start"] + offset, "end": one["end"] + offset} for one in places]
        samples += part
    write(folder, "digits0", samples)
    truths["digits0"] = truth
    quiet = 20 * RATE
    write(folder, "none-noise", [300 * x for x in pink(quiet, draw)])
    write(folder, "none-tone", [4000 * math.sin(2 * math.pi * 440 * i / RATE) * (i // (2 * RATE) % 3 == 0) for i in range(quiet)])
    music = pathlib.Path("/usr/share/asterisk/moh/reno_project-system.wav")
    if music.exists():
        write(folder, "none-music", read(music)[:quiet])
    json.dump(truths, open(folder / "truth.json", "w"))


def normal(text):
    text = text.lower().replace("\u2019", "'").replace("#", " pound ").replace("*", " star ")
    for short, long in (("i'm", "i am"), ("you're", "you are"), ("that's", "that is"), ("we'll", "we will")):
        text = text.replace(short, long)
    text = re.sub(r"\d", lambda digit: f" {DIGITS[int(digit[0])]} ", text)
    return re.sub(r"[^a-z' ]", " ", text).split()


def errors(said, heard):
    last = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        row = [i]
        for j, other in enumerate(heard, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (word != other)))
        last = row
    return last[-1]


def median(values):
    return sorted(values)[len(values) // 2] if values else float("nan")


def places(words, key):
    """Start times of a phrase in words with their starts."""
    wanted = key.split()
    return [words[i][1] for i in range(len(words) - len(wanted) + 1)
            if [word for word, _ in words[i:i + len(wanted)]] == wanted]


def score(folder):
    truths = json.load(open(folder / "truth.json"))
    lines = [json.loads(line) for line in open(folder / "heard.jsonl")]
    heard = {line["name"]: line for line in lines}
    for kind in ("clean", "noise"):
        wrong = total = found = said = claimed = 0
        starts, ends, missed = [], [], []
        for name, truth in truths.items():
            if not name.startswith(kind):
                continue
            words = heard[name]["words"]
            flat = [(part, word["start"]) for word in words for part in normal(word["text"])]
            spoken = [word for one in truth for word in normal(one["words"])]
            wrong += errors(spoken, [word for word, _ in flat])
            total += len(spoken)
            for one in truth:
                near = [w for w in words if one["start"] - 0.5 < (w["start"] + w["end"]) / 2 < one["end"] + 0.5]
                if near:
                    starts.append(abs(near[0]["start"] - one["start"]))
                    ends.append(abs(near[-1]["end"] - one["end"]))
            for key in KEYS:
                for one in truth:
                    near = [item for item in flat if one["start"] - 0.3 < item[1] < one["end"] + 0.3]
                    there, seen = len(places([(w, 0) for w in normal(one["words"])], key)), len(places(near, key))
                    said, claimed, found = said + there, claimed + seen, found + min(there, seen)
                    if seen != there:
                        missed.append(f"  {key}, said {there} heard {seen}: {' '.join(word for word, _ in near)}")
        print(f"{kind}: WER {100 * wrong / total:.1f} % of {total} words; key phrases P {found / max(1, claimed):.3f} "
              f"R {found / max(1, said):.3f} of {said}; starts {1000 * median(starts):.0f} ms, "
              f"ends {1000 * median(ends):.0f} ms (median)")
        if "--verbose" in sys.argv:
            print("".join(f"{line}\n" for line in missed), end="")
    whole = 0
    spans = [(w["start"] - 0.3, w["end"] + 0.3) for w in heard["digits0"]["words"]]
    merged = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] < 1.5:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    for one in truths["digits0"]:
        whole += any(start <= one["start"] + 0.02 and one["end"] - 0.02 <= end for start, end in merged)
    print(f"digits: {whole} of {len(truths['digits0'])} muted whole with 300 ms of padding")
    made = {name: len(line["words"]) for name, line in heard.items() if name.startswith("none")}
    print("words where nobody speaks: " + ", ".join(f"{name[5:]} {count}" for name, count in sorted(made.items())))
    sound = sum(line["seconds"] for line in lines)
    work = sum(line["cpu"] for line in lines)
    print(f"speed: {sound / work:.1f} x real time on one core, {max(line['memory'] for line in lines)} MB")


if __name__ == "__main__":
    {"make": make, "score": score}[sys.argv[1]](pathlib.Path(sys.argv[2]))
