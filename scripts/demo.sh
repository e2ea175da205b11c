#!/usr/bin/env bash
# Records a day of real calls on loopback, runs the night over them, and checks what is left.
set -euo pipefail
cd "$(dirname "$0")/.."

out=demo-output
home=$out/workspace
port=15060
export AFTERCALL_HOME=$home

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || say() { printf '\n%s\n' "$*"; }

say "Building"
scripts/release.sh aftercall
scripts/release.sh demo
aftercall=.build/release/aftercall
demo=.build/release/demo

say "Speech recogniser"
speech=$(scripts/speech/install.sh .speech) ||
    echo "The recogniser could not be installed: calls without a transcript beside them will have no words."

rm -rf "$out"
mkdir -p "$out"
say "A workspace"
$aftercall init --name "Demo centre" --time-zone Asia/Shanghai
[ -z "$speech" ] || printf '\n%s\n' "$speech" >>"$home/aftercall.yaml"

say "Recording"
calls=$($demo compose "$out/calls")
$aftercall record --sip "udp:127.0.0.1:$port" --sip "tcp:127.0.0.1:$port" --rtp-ports 20000-29999 2>"$out/recorder.log" &
recorder=$!
trap 'kill $recorder 2>/dev/null || true' EXIT
for _ in $(seq 50); do
    grep -q listening "$out/recorder.log" && break
    sleep 0.1
done

sudo=
[ "$(id -u)" = 0 ] || sudo=sudo # SIPp plays captures through a raw socket.
echo "SIPp places $calls calls, SIPREC and plain SIP, over UDP and TCP; they last up to a minute."
players=()
for scenario in "$out"/calls/*.xml; do
    IFS=. read -r number transport _ <<<"$(basename "$scenario")"
    index=$((10#$number))
    $sudo sipp "127.0.0.1:$port" -sf "$scenario" -m 1 -t $transport -i 127.0.0.1 -p $((16000 + 10 * index)) \
        -mp $((30000 + 10 * index)) -nostdin -timeout 180s >"$out/calls/$number.log" 2>&1 &
    players+=($!)
done
failed=0
for player in "${players[@]}"; do wait "$player" || failed=$((failed + 1)); done
kill -TERM $recorder
wait $recorder || true
trap - EXIT
[ $failed -eq 0 ] || {
    echo "$failed of $calls calls failed; see $out/calls/*.log and $out/recorder.log" >&2
    exit 1
}
$demo switch "$out/calls" "$home/inbox"

say "The night"
$aftercall run --verbose

say "The morning"
$aftercall report
$aftercall calls --worst 5
$aftercall export --output "$out/auditor"

say "Self-check"
$aftercall calls --format json | $demo check "$out/calls" "$home"
$aftercall audit verify
scripts/open-with-age.sh "$home" "$out"

report=$(ls -d "$home"/reports/*/report.html | tail -1)
say "Done"
echo "Report:            $report"
echo "Auditor's package: $out/auditor"
