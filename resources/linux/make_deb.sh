#!/bin/sh
# Wraps dist/controlroom as a Debian package for this machine's kind of processor.
# Usage: make_deb.sh VERSION     writes dist/controlroom_VERSION_ARCH.deb
# Reads packages.txt: what is written there is what the package depends on.
set -eu
cd "$(dirname "$0")/../.."

built=dist/controlroom
test -x "$built/controlroom" || {
    echo "make_deb: $built is not built; run make package" >&2
    exit 1
}
# 1.0.0rc1 and 1.0.0.dev3 come before 1.0.0: Debian says so with a tilde.
version=$(echo "$1" | sed -E 's/\.?(dev|a|b|rc)([0-9]+)/~\1\2/')
arch=$(dpkg --print-architecture)
# What was built here runs with this C library or a newer one.
libc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

put() { # put MODE FILE PATH-IN-PACKAGE
    install -D -m "$1" "$2" "$root/$3"
}

depends() { # packages.txt as one line: "a|b" is either
    echo "libc6 (>= $libc)"
    grep -v -e '^#' -e '^$' resources/linux/packages.txt | sed 's/|/ | /g'
}

mkdir -p "$root/opt" "$root/usr/bin" "$root/DEBIAN"
cp -a "$built" "$root/opt/controlroom"
chmod -R u=rwX,go=rX "$root/opt/controlroom"
for program in controlroom controlroom-gateway; do
    ln -s "../../opt/controlroom/$program" "$root/usr/bin/$program"
done
put 644 resources/linux/controlroom.desktop usr/share/applications/controlroom.desktop
put 644 resources/icons/controlroom.svg usr/share/icons/hicolor/scalable/apps/controlroom.svg
put 644 resources/linux/copyright usr/share/doc/controlroom/copyright
gzip -9nc CHANGELOG.md >"$root/changelog.gz"
put 644 "$root/changelog.gz" usr/share/doc/controlroom/changelog.gz
rm "$root/changelog.gz"

cat >"$root/DEBIAN/control" <<CONTROL
Package: controlroom
Version: $version
Architecture: $arch
Maintainer: Controlroom <controlroom@localhost>
Installed-Size: $(du -sk "$root/opt" "$root/usr" | awk '{ sum += $1 } END { print sum }')
Depends: $(depends | paste -sd, | sed 's/,/, /g')
Section: misc
Priority: optional
Description: live map, dispatch and record for police control rooms
 A desk that shows where everyone is, what is waiting and who goes, and the
 gateway that feeds it: incidents, alarms, officers' positions and body-worn
 video in one window, with an honest record of who did what.
 .
 Everything that it stands on is inside, apart from the system's own libraries.
CONTROL

deb=dist/controlroom_${version}_${arch}.deb
# xz makes it a sixth smaller and takes ten times as long.
dpkg-deb --root-owner-group -Zzstd -z12 --build "$root" "$deb" >/dev/null
echo "$deb"
