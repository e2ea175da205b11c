#!/usr/bin/env bash
# Builds a product for release: always with the same flags, since other flags mean building everything again. Swift's
# libraries are linked in, so that the program runs where there is no Swift.
#   release.sh [PRODUCT]     aftercall where nothing is said
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --static-swift-stdlib --explicit-target-dependency-import-check error --product "${1:-aftercall}"
