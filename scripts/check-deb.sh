#!/usr/bin/env bash
# Installs the Debian package in a clean Debian root, uses it as its user, removes it, and looks at what is left.
#   check-deb.sh PACKAGE
set -euo pipefail
package=$(realpath "$1")
work=$(mktemp -d)
root=$work/root
trap 'umount -q "$root/proc" || true; rm -rf "$work"' EXIT
fail() { echo "check-deb: $*" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TERM=dumb "$@"; }
as_user() { inside runuser -u aftercall -- "$@"; }

# The mirror of this machine, whichever that is.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase --include=man-db,systemd,systemd-sysv,bash-completion,zsh "$release" "$root" "$mirror" >"$work/log" 2>&1 ||
    { tail "$work/log" >&2; fail "debootstrap failed"; }
[ ! -e /etc/apt/apt.conf.d ] || cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
mount -t proc proc "$root/proc"
# A minimal root leaves manual pages out; a user's machine does not.
rm -f "$root"/etc/dpkg/dpkg.cfg.d/*
cp "$package" "$root/tmp/aftercall.deb"

inside apt-get install -y -qq --no-install-recommends /tmp/aftercall.deb >"$work/log" 2>&1 || { tail "$work/log" >&2; fail "apt install failed"; }
inside aftercall --version | grep -q '^aftercall [0-9]' || fail "no version"
inside ldd /usr/bin/aftercall | grep -q libswift && fail "it needs a Swift runtime"
inside systemd-analyze verify aftercall.service aftercall.timer aftercall-record.service 2>&1 | grep . && fail "a unit is wrong"
[ -L "$root/etc/systemd/system/timers.target.wants/aftercall.timer" ] || fail "the timer is not enabled"
inside env MANPAGER=cat man aftercall | grep -q 'after-call work' || fail "no manual page"
inside env MANPAGER=cat man aftercall.run | grep -q 'night' || fail "no manual page of 'aftercall run'"
inside bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader aftercall; complete -p aftercall' | grep -q aftercall || fail "no completion in bash"
inside zsh -n /usr/share/zsh/vendor-completions/_aftercall || fail "the completion for zsh is wrong"
[ "$(inside stat -c '%U %a' /var/lib/aftercall)" = "aftercall 700" ] || fail "the workspace is open to others"
as_user aftercall doctor --home /var/lib/aftercall || [ $? -le 3 ] || fail "doctor found something wrong"

printf '%s\n' '"","100","2000","support","""A"" <100>","SIP/100-1","SIP/2000-1","Dial","SIP/2000","2026-11-20 09:00:00","2026-11-20 09:00:05","2026-11-20 09:03:05",185,180,"ANSWERED","DOCUMENTATION","1795165200.1",""' \
    >"$root/var/lib/aftercall/inbox/Master.csv"
inside chown aftercall: /var/lib/aftercall/inbox/Master.csv
as_user aftercall run --home /var/lib/aftercall >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "the night failed"; }
as_user aftercall report daily --date 2026-11-20 --home /var/lib/aftercall --format json | grep -q '"answer_rate"' || fail "no report"
as_user aftercall audit verify --home /var/lib/aftercall >/dev/null || fail "the audit log does not verify"

before=$(cd "$root" && find var/lib/aftercall etc/aftercall -type f -exec sha256sum {} + | sort)
inside apt-get purge -y -qq aftercall >"$work/log" 2>&1 || { tail "$work/log" >&2; fail "removal failed"; }
[ ! -e "$root/usr/bin/aftercall" ] || fail "the program is still there"
[ ! -e "$root/usr/share/aftercall" ] || fail "files are left in share"
[ "$before" = "$(cd "$root" && find var/lib/aftercall etc/aftercall -type f -exec sha256sum {} + | sort)" ] || fail "removal touched the data"
echo "installed, used and removed in a clean $release; the data is left as it was"
