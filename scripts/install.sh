#!/usr/bin/env bash
# Installs what 'make build' built, with rules, manual pages, shell completions and systemd units.
#   install.sh PREFIX [DESTDIR]     files go to DESTDIR/PREFIX and believe to be at PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${1:?usage: install.sh PREFIX [DESTDIR]}
case "$prefix" in /*) ;; *) echo "install: PREFIX has to begin with a slash, as /usr/local does" >&2; exit 64 ;; esac
root=${2:-}$prefix
program=.build/release/aftercall
[ -x "$program" ] || { echo "install: $program is missing; run 'make build'" >&2; exit 66; }

pages() { # folder
    # Argument Parser's own tool writes manual pages from what the program says of itself.
    swift build --package-path .build/checkouts/swift-argument-parser --scratch-path .build/manual \
        --product generate-manual >/dev/null
    .build/manual/debug/generate-manual "$program" --multi-page --output-directory "$1" >/dev/null
    gzip --no-name --best --force "$1"/*.1
}
into() { # mode, folder, file...
    local mode=$1 folder=$root/$2
    shift 2
    install -d "$folder"
    install -m "$mode" "$@" "$folder"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages "$work"

into 755 bin "$program"
strip --strip-unneeded "$root/bin/aftercall"
into 644 share/man/man1 "$work"/*.1.gz
for shell in bash zsh fish; do "$program" --generate-completion-script "$shell" >"$work/$shell"; done
install -D -m 644 "$work/bash" "$root/share/bash-completion/completions/aftercall"
install -D -m 644 "$work/zsh" "$root/share/zsh/vendor-completions/_aftercall"
install -D -m 644 "$work/fish" "$root/share/fish/vendor_completions.d/aftercall.fish"

find rules mappings -type f | while read -r file; do install -D -m 644 "$file" "$root/share/aftercall/$file"; done
into 644 share/aftercall/spark contrib/spark/*.sql
into 755 share/aftercall/spark contrib/spark/run.sh
into 755 share/aftercall/cluster contrib/cluster/*.sh contrib/cluster/slurm.sbatch
into 644 share/aftercall/cluster contrib/cluster/kubernetes.yaml
into 644 share/doc/aftercall README.md CHANGELOG.md LICENSE docs/*.md
install -d "$root/lib/systemd/system"
for unit in contrib/systemd/*; do
    sed "s,/usr/bin/aftercall,$prefix/bin/aftercall," "$unit" >"$root/lib/systemd/system/$(basename "$unit")"
done
