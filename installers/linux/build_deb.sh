#!/usr/bin/env bash
# Makes dist/pmo-desktop_VERSION_ARCH.deb from the frozen application in dist/pmo-desktop.
set -euo pipefail
cd "$(dirname "$0")/../.."

brand() { python3 -c 'import json, sys; print(json.load(open("installers/brand.json"))[sys.argv[1]])' "$1"; }
if ! test -x dist/pmo-desktop/pmo-desktop; then
  echo "There is no dist/pmo-desktop; run pyinstaller --noconfirm build.spec first." >&2
  exit 1
fi

name=$(brand name)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' pmo_desktop/__init__.py)
architecture=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

share="$tree/usr/share"
install -d "$tree"/{DEBIAN,opt,usr/bin} "$share/applications" "$share/mime/packages"
cp -a dist/pmo-desktop "$tree/opt/pmo-desktop"
ln -s /opt/pmo-desktop/pmo-desktop "$tree/usr/bin/pmo-desktop"
install -D -m 644 "$(brand icon)" "$share/icons/hicolor/512x512/apps/pmo-desktop.png"
install -D -m 644 LICENSE "$share/doc/pmo-desktop/copyright"

cat > "$share/applications/pmo-desktop.desktop" <<END
[Desktop Entry]
Type=Application
Name=$name
Comment=Register, charter, assessments and board pack of a project management office
Exec=pmo-desktop %f
Icon=pmo-desktop
Categories=Office;ProjectManagement;
MimeType=application/x-pmo-workspace;
StartupWMClass=pmo-desktop
END

cat > "$share/mime/packages/pmo-desktop.xml" <<END
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-pmo-workspace">
    <comment>PMO workspace</comment>
    <glob pattern="*.pmo"/>
  </mime-type>
</mime-info>
END

cat > "$tree/DEBIAN/control" <<END
Package: pmo-desktop
Version: $version
Architecture: $architecture
Maintainer: $(brand publisher) <pmo-desktop@localhost>
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6, libegl1, libgl1, libglib2.0-0, libdbus-1-3, libfontconfig1, libxkbcommon0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxkbcommon-x11-0
Section: office
Priority: optional
Description: register, charter, assessments and board pack of a PMO
 Keeps in one file what a project management office keeps, and writes its
 board pack as a PDF. Works without an account, a server or a network.
END

chmod -R u+rwX,go+rX,go-w "$tree"
package="dist/pmo-desktop_${version}_${architecture}.deb"
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package"
echo "$package"
