"""Fits the weights by which speech is told from all else, and writes Sources/Signal/SpeechWeights.swift.

fit.py WEIGHTS.swift SET...      needs numpy and torch

A SET is a folder with files.json and truth.jsonl, as recordings.py and the bench's make_data.py write them, and features/,
written by `bench features SET/features SET/data/*.wav`. Sets of clips, whose name starts with clips, count three times, other
recordings 1.5 times. Labelled clips and real calls of the bench (kinds ten, ami and aws) are left out: they only measure.

The weights in the sources came from dialogues of the bench's generator with seeds 101 to 105 without cross-talk and 111 and 112
with it, and from recordings.py with seeds 1 and 2 (300 recordings each) and, as clips, 5 (900), in five epochs.
"""
import json
import sys

import numpy as np
import torch

FEATURES, UNITS, EPOCHS, BATCH = 48, 16, 5, 4096
torch.manual_seed(0)


def mask(spans, count):
    result = np.zeros(count, bool)
    for start, end in spans:
        result[max(0, round(start * 100)):max(0, round(end * 100))] = True
    return result


def read(folder):
    files = json.load(open(f"{folder}/files.json"))
    truth = {}
    for line in open(f"{folder}/truth.jsonl"):
        span = json.loads(line)
        if span["label"] == "speech":
            truth.setdefault((span["file"], span["channel"]), []).append((span["start"], span["end"]))
    random = np.random.default_rng(1)
    for file in files:
        if file["kind"] in ("ten", "ami", "aws"):
            continue
        weight = {"dlg": 1, "ns": 0.7}.get(file["kind"], 3 if folder.startswith("clips") else 1.5)
        for channel in range(file["channels"]):
            try:
                raw = np.fromfile(f"{folder}/features/{file['file']}.{channel}", np.uint8)
            except FileNotFoundError:
                continue
            count = len(raw) // (4 * FEATURES + 1)
            values = raw[:4 * FEATURES * count].view(np.float32).reshape(FEATURES, count).T
            wanted = raw[4 * FEATURES * count:] == 0
            if file["kind"] == "dlg":
                wanted &= np.arange(count) % 3 == random.integers(3)
            speech = mask(truth.get((file["file"], channel), []), count)
            yield values[wanted].astype(np.float16), speech[wanted], np.full(wanted.sum(), weight, np.float32)


def fit(x, y, weight):
    mean, spread = x.mean(0), x.std(0) + 1e-3
    x = torch.from_numpy((x - mean) / spread)
    y, weight = torch.from_numpy(y), torch.from_numpy(weight)
    network = torch.nn.Sequential(torch.nn.Linear(FEATURES, UNITS), torch.nn.ReLU(), torch.nn.Linear(UNITS, 1))
    optimizer = torch.optim.Adam(network.parameters(), lr=4e-3)
    batches = len(x) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=EPOCHS * batches + 1)
    odds_loss = torch.nn.BCEWithLogitsLoss(reduction="none")
    for epoch in range(EPOCHS):
        order, total = torch.randperm(len(x)), 0
        for at in range(batches):
            part = order[at * BATCH:(at + 1) * BATCH]
            losses = odds_loss(network(x[part])[:, 0], y[part])
            loss = (losses * weight[part]).sum() / weight[part].sum()
            loss = loss + 1e-6 * sum((p ** 2).sum() for p in network.parameters())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / batches:.4f}", flush=True)
    inputs = network[0].weight.detach().numpy() / spread
    thresholds = network[0].bias.detach().numpy() - (inputs * mean).sum(1)
    return [*inputs.T, thresholds, network[2].weight.detach().numpy()[0]], network[2].bias.item()


def number(value):
    short = f"{value:.4g}"
    return f"{value:.6f}" if "e" in short else short


def write(path, rows, bias):
    lines = [f"        {', '.join(map(number, half))}," for row in rows for half in (row[:8], row[8:])]
    with open(path, "w") as file:
        file.write("/// What `SpeechScore` found speech to be like; written by `Benchmarks/activity/fit.py`.\n")
        file.write("enum SpeechWeights {\n    /// See `SpeechNetwork.init`.\n    static let network = SpeechNetwork([\n")
        file.write("\n".join(lines) + f"\n        {number(bias)},\n    ])\n}}\n")


parts = [part for folder in sys.argv[2:] for part in read(folder)]
x, y, weight = (np.concatenate(column).astype(np.float32) for column in zip(*parts))
del parts
write(sys.argv[1], *fit(x, y, weight))
