"""Makes recordings unlike the bench's dialogues, with the truth of who speaks when: other voices, levels, floors, densities, rooms and
coders, music and nothing at all.

recordings.py VOICES OUT SEED COUNT [clips]      VOICES as voices.sh makes it; needs numpy, scipy, soundfile and the bench's common.py
"""
import glob
import json
import os
import sys

import numpy as np
import soundfile
from common import env_db, mask2seg, seg2mask, smooth
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

source, out, seed, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
only_clips = len(sys.argv) > 5
rng = np.random.default_rng(seed)
RATE = 8000
TELEPHONE = butter(4, [300, 3400], btype="band", fs=RATE, output="sos")
voices = {os.path.basename(f): sorted(glob.glob(f + "/*.wav")) for f in sorted(glob.glob(source + "/voices/*"))}
voices = {name: files for name, files in voices.items() if len(files) > 20}
SHORT = ("letters", "syllables")  # recordings of a letter or syllable each
talkers = [name for name in voices if not name.startswith(SHORT)]
music = sorted(glob.glob(source + "/music/*.wav"))
SPEECH = -22  # dB, before the recording's gain


def ratio(decibels):
    return 10 ** (decibels / 20)


def spans_of(sound):
    levels = env_db(sound, RATE)
    if len(levels) < 5:
        return []
    mask = smooth(levels > max(np.percentile(levels, 95) - 38, -55), 0.15, 0.05)
    return mask2seg(np.convolve(mask, np.ones(5), "same") > 0) if mask.any() else []


known = {}


def prompt(voice):
    while True:
        file = voices[voice][rng.integers(len(voices[voice]))]
        if file not in known:
            sound = soundfile.read(file, dtype="float64")[0]
            if len(sound) > 800:
                sound = sound - sound.mean()
                sound = sound * (ratio(SPEECH) / np.sqrt(np.sort(sound ** 2)[len(sound) // 2:].mean() + 1e-12))
            spans = spans_of(sound)
            if spans:
                first, last = spans[0][0], spans[-1][1]
                sound = sound[int(first * RATE):int(last * RATE)]
                spans = [(a - first, min(b - first, len(sound) / RATE)) for a, b in spans]
            known[file] = (sound, spans)
        if known[file][1]:
            return known[file]


def artificial(seconds):
    """Gliding harmonics under moving formants, cut into syllables."""
    t = np.arange(int(seconds * RATE)) / RATE
    drift = rng.uniform(0.6, 1.4, 4)
    glide = 0.15 * np.sin(2 * np.pi * 1.1 * drift[0] * t + rng.uniform(0, 6)) + 0.05 * np.sin(2 * np.pi * 3.3 * drift[1] * t)
    pitch = rng.uniform(80, 260) * (1 + glide)
    phase = np.cumsum(2 * np.pi * pitch / RATE)
    formants = [600 + 250 * np.sin(2 * np.pi * 2.3 * drift[2] * t + rng.uniform(0, 6)),
                1500 + 500 * np.sin(2 * np.pi * 1.7 * drift[3] * t + rng.uniform(0, 6)), 2600 + 0 * t]
    width, sound = rng.uniform(120, 220), np.zeros(len(t))
    for harmonic in range(1, int(3400 / pitch.min()) + 1):
        place = harmonic * pitch
        height = sum(np.exp(-((place - f) / width) ** 2) for f in formants) + 0.02
        sound += height * np.sin(harmonic * phase) * (place < 3500)
    sound *= np.abs(np.sin(np.pi * rng.uniform(3.5, 5.5) * t)) ** 0.7 + 0.006
    return sound * ratio(SPEECH) / np.sqrt((sound ** 2).mean()), [(0, seconds)]


def pink(n):
    return lfilter([0.049922035, -0.095993537, 0.050612699, -0.004408786],
                   [1, -2.494956002, 2.017265875, -0.522189400], rng.standard_normal(n))


def babble(n):
    sound = np.zeros(n)
    for _ in range(rng.integers(5, 10)):
        parts, length, voice = [], 0, talkers[rng.integers(len(talkers))]
        while length < n:
            parts += [prompt(voice)[0], np.zeros(int(rng.uniform(0.05, 0.6) * RATE))]
            length += len(parts[-2]) + len(parts[-1])
        sound += np.concatenate(parts)[:n] * ratio(rng.uniform(-6, 0))
    room = pink(n)
    return sound + room * np.sqrt((sound ** 2).mean() / (room ** 2).mean()) * ratio(-12)


def noise(n, kind=None):
    kind = kind or rng.choice(["white", "pink", "brown", "hum", "babble", "fan"], p=[0.3, 0.2, 0.1, 0.1, 0.2, 0.1])
    if kind == "white":
        sound = rng.standard_normal(n)
    elif kind == "pink":
        sound = pink(n)
    elif kind == "brown":
        sound = lfilter([1], [1, -0.98], rng.standard_normal(n))
    elif kind == "hum":
        mains = rng.choice([50, 60])
        sound = sum(np.sin(2 * np.pi * mains * k * np.arange(n) / RATE) / k for k in range(1, 12))
        sound = sound + 0.3 * rng.standard_normal(n)
    elif kind == "fan":
        band = butter(2, sorted(rng.uniform(200, 2500, 2) + [0, 300]), btype="band", fs=RATE, output="sos")
        sound = sosfilt(band, rng.standard_normal(n)) + 0.1 * rng.standard_normal(n)
    else:
        sound = babble(n)
    return sound / np.sqrt((sound ** 2).mean()), kind


def room(sound):
    n = int(rng.uniform(0.1, 0.5) * RATE)
    echo = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / n) * rng.uniform(0.05, 0.3) / np.sqrt(n / 20)
    echo[0] = 1
    return fftconvolve(sound, echo)[:len(sound)]


def talk(n, density, voice, stretch):
    """Speech and pauses: after a stretch of so many seconds, in the mean, a pause that keeps the density."""
    sound, spans, run, seconds = np.zeros(n), [], 0, n / RATE
    time = rng.uniform(0, 1.5) if rng.random() < 0.7 else 0.0
    while time < seconds - 0.3:
        piece, own = artificial(rng.uniform(0.8, 6)) if voice == "artificial" else prompt(voice)
        at = int(time * RATE)
        piece = piece[:len(sound) - at]
        sound[at:at + len(piece)] += piece
        spans += [(a + time, min(b + time, seconds)) for a, b in own if a + time < seconds - 0.02]
        time += len(piece) / RATE
        run += len(piece) / RATE
        if voice.startswith(SHORT) and rng.random() < 0.75:
            time += rng.uniform(0, 0.3)
        elif run > rng.exponential(stretch):
            time += min(run * (1 - density) / density * rng.uniform(0.5, 1.5), 20)
            run = 0
        else:
            time += rng.uniform(0.05, 0.55)
    return sound, mask2seg(seg2mask(spans, seconds))


def drift(n, decibels, points):
    return ratio(np.interp(np.arange(n), np.sort(rng.integers(0, n, points)), rng.uniform(-decibels, decibels, points)))


def speech(kind, n, voice):
    seconds = n / RATE
    density = {"call": (0.12, 0.6), "clip": (0.6, 0.9), "dense": (0.85, 0.97)}[kind]
    sound, spans = talk(n, rng.uniform(*density), voice, {"call": 6, "clip": 2, "dense": 15}[kind])
    if rng.random() < {"call": 0.15, "clip": 0.5, "dense": 0.3}[kind]:
        sound = room(sound)
    if rng.random() < 0.3:  # the speaker moves, or changes the mood
        sound = sound * drift(n, 6, 4)
    if kind != "clip" and rng.random() < 0.35:  # somebody else's voice, leaking in or far away
        other, _ = talk(n, rng.uniform(0.2, 0.6), list(voices)[rng.integers(len(voices))], 6)
        other = np.roll(other, rng.integers(n))
        if rng.random() < 0.5:
            free = ~np.convolve(seg2mask(spans, seconds + 1), np.ones(20), "same").astype(bool)
            other = other * np.repeat(free, 80)[:n]
        sound = sound + other * ratio(-rng.uniform(31, 48))
    return sound, spans


def nothing(n):
    sound, seconds = np.zeros(n), n / RATE
    if rng.random() < 0.3:  # keys
        for at in rng.integers(0, n - 200, int(seconds * 2.5)):
            click = rng.standard_normal(80) * np.exp(-np.arange(80) / 15) * 0.3
            sound[at:at + 80] += click * ratio(rng.uniform(-20, 0))
    if rng.random() < 0.3:  # breath
        for start in np.arange(rng.uniform(1, 4), seconds - 2, rng.uniform(2, 6)):
            at, m = int(start * RATE), int(rng.uniform(0.3, 1.4) * RATE)
            sound[at:at + m] += rng.standard_normal(m) * np.sin(np.pi * np.arange(m) / m) * ratio(rng.uniform(-50, -28))
    return sound


def floor(kind, n):
    choice = rng.random()
    if only_clips and rng.random() < 0.6:  # as telephones have it
        condition = rng.integers(5)
        if condition == 0:
            return rng.standard_normal(n) * ratio(-62)
        sound = sosfilt(TELEPHONE, noise(n, ["white", "babble"][condition % 2])[0])
        return sound * ratio(SPEECH - rng.choice([5, 10, 20])) / np.sqrt((sound ** 2).mean())
    if choice < 0.15:
        return np.zeros(n)
    if kind == "nothing":
        return noise(n)[0] * ratio(rng.uniform(-75, -28))
    if choice < 0.5:
        return noise(n, "white" if rng.random() < 0.6 else None)[0] * ratio(SPEECH - rng.uniform(30, 50))
    return noise(n)[0] * ratio(SPEECH - rng.uniform(3, 32))


def recording():
    kinds = ["call", "clip", "dense", "nothing", "music"]
    kind = "clip" if only_clips else rng.choice(kinds, p=[0.47, 0.15, 0.15, 0.13, 0.10])
    voice = "artificial" if rng.random() < 0.15 else list(voices)[rng.integers(len(voices))]
    length = {"call": (25, 110), "clip": (3.5, 14), "dense": (20, 70), "nothing": (10, 60), "music": (20, 60)}[kind]
    n, spans = int(rng.uniform(*length) * RATE), []
    if kind == "music":
        sound = soundfile.read(music[rng.integers(len(music))], dtype="float64")[0][:n]
        n = len(sound)
        sound = sound * ratio(SPEECH) / np.sqrt((sound ** 2).mean() + 1e-12)
    elif kind == "nothing":
        sound = nothing(n)
    else:
        sound, spans = speech(kind, n, voice)
    under = floor(kind, n)
    if rng.random() < 0.15:
        under = under * drift(n, 5, 5)
    sound = sound + under
    if rng.random() < 0.7:
        sound = sosfilt(TELEPHONE, sound)
    sound = sound * ratio(rng.uniform(-25, 12))
    return kind, sound * min(1, 0.98 / max(np.abs(sound).max(), 1e-9)), spans


os.makedirs(out + "/data", exist_ok=True)
files, truth = [], []
for index in range(count):
    kind, sound, spans = recording()
    name = f"{index:04d}_{kind}.wav"
    coder = rng.choice(["ULAW", "ALAW", "PCM_16"], p=[0.6, 0.2, 0.2])
    soundfile.write(f"{out}/data/{name}", sound, RATE, subtype=coder)
    files.append({"file": name, "dur": round(len(sound) / RATE, 3), "channels": 1, "kind": "wide", "cond": kind, "base": name})
    truth += [{"file": name, "channel": 0, "start": a, "end": b, "label": "speech"} for a, b in spans]
json.dump(files, open(out + "/files.json", "w"))
with open(out + "/truth.jsonl", "w") as lines:
    lines.writelines(json.dumps(span) + "\n" for span in truth)
