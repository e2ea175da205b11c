#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that building, testing or the demo needs; does nothing when they are there.
#   dependencies.sh build | test | demo | package | browser | peers | bench | deb | spark | cluster
set -euo pipefail

build=(libsndfile1-dev libfftw3-dev libssl-dev libsrtp2-dev libopus-dev libsqlite3-dev pkg-config)
tools=(age curl openssl sip-tester sox python3 python3-jsonschema python3-yaml asterisk-core-sounds-en-wav python3-venv)
sheets=(libreoffice-calc-nogui)
peers=(sip-tester baresip-core rtpengine-daemon openssl python3 python3-venv)
spark=(openjdk-17-jre-headless procps)
cluster=(parallel slurm-wlm munge)
packaging=(debootstrap dpkg-dev binutils)
voices=(espeak-ng asterisk-moh-opsound-wav)
browser=(chromium fonts-noto-cjk)

case "${1:-}" in
build) wanted=("${build[@]}") ;;
test) wanted=("${build[@]}" "${tools[@]}") ;;
bench) wanted=("${build[@]}" python3 rtpengine-daemon) ;;
browser) wanted=("${build[@]}" "${tools[@]}" "${browser[@]}") ;;
demo) wanted=("${build[@]}" "${tools[@]}" "${voices[@]}") ;;
package) wanted=("${build[@]}" "${tools[@]}" "${sheets[@]}") ;;
deb) wanted=("${build[@]}" "${packaging[@]}") ;;
spark) wanted=("${build[@]}" "${tools[@]}" "${spark[@]}") ;;
cluster) wanted=("${build[@]}" "${tools[@]}" "${cluster[@]}") ;;
peers) wanted=("${build[@]}" "${peers[@]}") ;;
*)
    echo "usage: dependencies.sh build | test | demo | package | browser | peers | bench | deb | spark | cluster" >&2
    exit 64
    ;;
esac

command -v swift >/dev/null || {
    echo "aftercall: no Swift toolchain on the PATH; install Swift 6.3 from https://www.swift.org/install/linux/" >&2
    exit 69
}
missing=()
for package in "${wanted[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing ${missing[*]}"
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
