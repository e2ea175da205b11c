#!/usr/bin/env bash
# CPU time of hearing an hour of a two-channel call: aftercall listen beside ffmpeg's silencedetect and SoX's silence,
# on the same file in the same run. A ratio says more than seconds: machines differ.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in sox ffmpeg; do
    command -v $tool >/dev/null || { echo "install $tool (apt-get install $tool)" >&2; exit 69; }
done
swift build -c release --product aftercall >/dev/null
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

ours=$(cpu .build/release/aftercall listen "$work/both.wav")
report "aftercall listen" "$ours"
report "ffmpeg silencedetect" "$(cpu ffmpeg -nostdin -i "$work/both.wav" -af silencedetect=noise=-40dB:d=0.5 -f null -)"
report "sox silence" "$(cpu sox "$work/both.wav" -n silence 1 0.1 1% -1 0.1 1%)"
