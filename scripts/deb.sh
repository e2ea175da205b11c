#!/usr/bin/env bash
# Makes a Debian package of what 'make build' built; prints its path.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(.build/release/aftercall --version | cut -d' ' -f2)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
scripts/install.sh /usr "$root"

# What it is linked with; dpkg-shlibdeps wants to stand in a source package.
mkdir -p "$work/debian" "$root/DEBIAN"
printf 'Source: aftercall\n\nPackage: aftercall\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/aftercall | sed -n 's/^shlibs:Depends=//p')
cat >"$root/DEBIAN/control" <<CONTROL
Package: aftercall
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: Aftercall <aftercall@localhost>
Section: comm
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $libraries, passwd, util-linux, tzdata
Recommends: age
Description: after-call work of a call centre, on its own machines
 Records calls by SIPREC and SIP, listens to every one of them each night,
 scores it against written rules, masks personal data in words and in sound,
 seals what is kept, reports the figures of the day and destroys what policy
 says must go. Nothing leaves the building.
CONTROL
install -m 755 contrib/debian/* "$root/DEBIAN"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
mkdir -p .build/deb
package=.build/deb/aftercall_${version}_$(dpkg --print-architecture).deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
