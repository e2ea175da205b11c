#!/usr/bin/env bash
# CPU time of hearing an hour of a two-channel call: aftercall listen beside ffmpeg's silencedetect, SoX's silence, WebRTC's
# and Silero's detectors, on the same file in the same run, then its cost for 1 to 1,000 calls of 36 s and its memory for
# two hours. A ratio says more than seconds: machines differ. PEERS=no leaves out what comes from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in sox ffmpeg; do
    command -v $tool >/dev/null || { echo "install $tool (apt-get install $tool)" >&2; exit 69; }
done
scripts/release.sh >/dev/null
aftercall=.build/release/aftercall
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

prompts=(/usr/share/asterisk/sounds/en_US_f_Allison/{vm-*,queue-*,agent-*}.wav)
[ -e "${prompts[0]}" ] || { echo "install asterisk-core-sounds-en-wav" >&2; exit 69; }
sox "${prompts[@]}" "$work/agent.wav"
sox "$work/agent.wav" "$work/customer.wav" reverse
sox -M "$work/customer.wav" "$work/agent.wav" -e a-law "$work/both.wav" repeat - trim 0 3600
seconds=$(soxi -D "$work/both.wav")

cpu() { # command...: user + system seconds
    local times
    times=$( { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1; } 2>&1 )
    awk '{ print $1 + $2 }' <<<"$times"
}
report() { awk -v n="$1" -v c="$2" -v s="$seconds" 'BEGIN { printf "%-28s %7.2f CPU-s  %8.0f x real time\n", n, c, s / c }'; }

ours=$(cpu $aftercall listen "$work/both.wav")
report "aftercall listen" "$ours"
report "ffmpeg silencedetect" "$(cpu ffmpeg -nostdin -i "$work/both.wav" -af silencedetect=noise=-40dB:d=0.5 -f null -)"
report "sox silence" "$(cpu sox "$work/both.wav" -n silence 1 0.1 1% -1 0.1 1%)"

if [ "${PEERS:-yes}" = yes ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" -q install numpy==2.3.5 soundfile==0.13.1 onnxruntime webrtcvad-wheels
    "$work/venv/bin/pip" -q install --no-deps silero-vad
    # The package itself wants PyTorch; its model alone does not.
    mkdir "$work/model" && ln -s "$work"/venv/lib/python3*/site-packages/silero_vad/data "$work/model/data"
    "$work/venv/bin/python" Benchmarks/listen_peers.py "$work/both.wav" "$work/model/data/silero_vad.onnx"
fi

sox "$work/both.wav" "$work/call0000.wav" trim 0 36
for i in $(seq 999); do cp "$work/call0000.wav" "$work/call$(printf %04d "$i").wav"; done
for count in 1 10 100 1000; do
    files=("$work"/call*.wav)
    spent=$(cpu $aftercall listen --format jsonl "${files[@]:0:count}")
    awk -v n=$count -v c="$spent" 'BEGIN { printf "%5d calls of 36 s %20.2f CPU-s  %8.1f ms a call\n", n, c, 1000 * c / n }'
done

sox "$work/both.wav" "$work/two.wav" repeat 1
if [ -x /usr/bin/time ]; then
    /usr/bin/time -f "two hours, two channels: at most %M KB of memory" $aftercall listen "$work/two.wav" >/dev/null
fi
