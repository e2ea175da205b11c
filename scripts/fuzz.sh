#!/usr/bin/env bash
# Fuzzes what reads messages of strangers: libFuzzer with the corpus in fixtures/fuzz, so many seconds for each target.
#   fuzz.sh SECONDS [TARGET...]     0 seconds: only the corpus, once
# What is found stays as .fuzz/crash-*; put it into fixtures/fuzz/TARGET once it is mended.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: fuzz.sh SECONDS [TARGET...]}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || for folder in fixtures/fuzz/*/; do targets+=("$(basename "$folder")"); done

mkdir -p .fuzz
sources=$(find Sources/Wire Tests/Fuzz -name '*.swift' | sort)
if [ ! -x .fuzz/fuzz ] || [ -n "$(find $sources -newer .fuzz/fuzz -print -quit)" ]; then
    echo "building the fuzz target"
    # shellcheck disable=SC2086
    swiftc -swift-version 6 -O -wmo -parse-as-library -package-name aftercall -module-name Fuzz \
        -sanitize=fuzzer,address -use-ld=lld $sources -o .fuzz/fuzz
fi
# Swift's own crash handler would bury libFuzzer's report.
export SWIFT_BACKTRACE=enable=no
for target in "${targets[@]}"; do
    export FUZZ=$target
    corpus=fixtures/fuzz/$target
    if [ "$seconds" = 0 ]; then
        .fuzz/fuzz -runs=0 -print_final_stats=0 "$corpus" 2>&1 | tail -1
    else
        mkdir -p ".fuzz/$target"
        nice .fuzz/fuzz -max_total_time="$seconds" -timeout=10 -max_len=8192 -rss_limit_mb=2048 \
            -artifact_prefix=.fuzz/crash- -print_final_stats=1 ".fuzz/$target" "$corpus" >".fuzz/$target.log" 2>&1 || {
            tail -40 ".fuzz/$target.log"
            echo "fuzz: $target failed; the input is $(ls -t .fuzz/crash-* | head -1)" >&2
            exit 1
        }
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' ".fuzz/$target.log")
        echo "$target: $runs inputs in $seconds s, nothing found"
    fi
done
