#!/usr/bin/env bash
# The bars of listening, measured on the bench where it lies beside the checkout: makes its data for a seed, hears every file, scores
# it by the bench's own score.py and prints bar and result.
#   SEED=11 Benchmarks/listening.sh [work folder]
set -euo pipefail
cd "$(dirname "$0")/.."
bench=$(realpath ../shared/bench/vad 2>/dev/null || true)
[ -e "$bench/score.py" ] || { echo "skipped: the bench is not beside this checkout (../shared/bench/vad)"; exit 0; }
seed=${SEED:-11}
work=$(realpath -m "${1:-${TMPDIR:-/tmp}/aftercall-listening}")
prompts=(/usr/share/asterisk/sounds/*_*_*)
[ -e "${prompts[0]}" ] && ls /usr/share/asterisk/moh/*.wav >/dev/null 2>&1 || {
    echo "install asterisk-core-sounds-{en,es,fr,it,ru}-wav and asterisk-moh-opsound-wav" >&2
    exit 69
}
scripts/release.sh aftercall >/dev/null

mkdir -p "$work/audio/asterisk_prompts" "$work/audio/asterisk_moh" "$work/$seed"
for set in "$bench"/audio/*; do ln -sfn "$set" "$work/audio/$(basename "$set")"; done
for voice in "${prompts[@]}"; do ln -sfn "$voice" "$work/audio/asterisk_prompts/$(basename "$voice")"; done
for track in /usr/share/asterisk/moh/*.wav; do ln -sfn "$track" "$work/audio/asterisk_moh/$(basename "$track")"; done
[ -x "$work/venv/bin/python" ] || {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" -q install numpy==2.3.5 scipy==1.16.3 soundfile==0.13.1
}
cp "$bench"/{common,make_data,score}.py "$work/$seed"
cd "$work/$seed"
[ -e files.json ] || SEED=$seed AUDIO=../audio PROMPTS=../audio/asterisk_prompts OUT=data ../venv/bin/python make_data.py >make.log

cpu=$( { TIMEFORMAT='%U %S'; time "$OLDPWD/.build/release/aftercall" listen --format jsonl data/*.wav >ours.jsonl; } 2>&1 )
../venv/bin/python score.py --hyp ours.jsonl --json scores.json >scores.txt
../venv/bin/python - "$cpu" <<'EOF'
import json, statistics, sys
score = json.load(open("scores.json"))["ours"]
files = json.load(open("files.json"))
conditions = ["clean", "hiss20", "hiss10", "hiss5", "office20", "office10", "office5"]
def frame(kind, condition): return score["frame"][f"{kind}/{condition}"]["F1"]
def mean(kind): return statistics.mean(frame(kind, c) for c in conditions)
def event(label, kind, condition):
    e = score["event"].get(f"{label}/{kind}/{condition}")
    return e["F1"] if e and e["ref"] else None
def quiet(prefix, of=statistics.mean): return of(v for k, v in score["ns"].items() if k.startswith(prefix))
user, system = map(float, sys.argv[1].split()[-2:])
seconds = sum(f["dur"] * f["channels"] for f in files)
rows = [
    ("frame F1, dialogues, clean", .97, frame("dlg", "clean")), ("... hiss 10 dB", .95, frame("dlg", "hiss10")),
    ("... office 10 dB", .90, frame("dlg", "office10")), ("frame F1, cross-talk, mean of seven", .94, mean("dlgX")),
    ("frame F1, real call, mean of seven", .90, mean("aws")), ("frame F1, labelled clips, mean of seven", .91, mean("ten")),
    ("false alarm, music, mean", -.03, quiet("music")), ("... worst track", -.10, quiet("music", max)),
    ("false alarm, tones", -.005, quiet("tone")), ("false alarm, babble", -.03, quiet("noise_babble")),
]
for kind in ("dlg", "dlgX", "aws"):
    rows += [(f"dead air, {kind}, clean", 1, event("dead>=3s", kind, "clean")),
             (f"dead air, {kind}, office 10 dB", .97, event("dead>=3s", kind, "office10"))]
for kind, bar in (("aws", .94), ("dlg", .95), ("dlgX", .95)):
    rows += [(f"talk-over, {kind}, clean", bar, event("over>=0.5s", kind, "clean"))]
for kind in ("dlg", "dlgX"):
    rows += [(f"talk-over, {kind}, hiss 10 dB", .86, event("over>=0.5s", kind, "hiss10")),
             (f"talk-over, {kind}, office 10 dB", .80, event("over>=0.5s", kind, "office10"))]
print(f"{'what':42} {'bar':>7} {'reached':>8}")
for name, bar, value in rows:
    sign = "<=" if bar < 0 else ">="
    state = "-" if value is None else "yes" if (value <= -bar if bar < 0 else value >= bar) else "NO"
    print(f"{name:42} {sign}{abs(bar):5.3f} {'none' if value is None else f'{value:8.3f}'} {state}")
print(f"{seconds / (user + system):.0f} seconds of one channel a CPU second, over {len(files)} files")
EOF
