#!/usr/bin/env bash
# Makes dist/pmo-desktop-VERSION.dmg from the frozen application.
# SIGN_AS="Developer ID Application: ..." signs it with that certificate.
set -euo pipefail
cd "$(dirname "$0")/../.."

name=$(python3 -c 'import json; print(json.load(open("installers/brand.json"))["name"])')
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' pmo_desktop/__init__.py)
application="dist/$name.app"
if ! test -d "$application"; then
  echo "There is no $application; run pyinstaller --noconfirm build.spec first." >&2
  exit 1
fi

# "-" signs for this machine only, which Apple silicon asks of any program.
codesign --force --deep --options runtime --sign "${SIGN_AS:--}" "$application"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$application" "$folder/"
ln -s /Applications "$folder/Applications"
cp LICENSE "$folder/LICENSE.txt"
image="dist/pmo-desktop-$version.dmg"
hdiutil create -volname "$name" -srcfolder "$folder" -format UDZO -ov "$image"
if [ -n "${SIGN_AS:-}" ]; then codesign --sign "$SIGN_AS" "$image"; fi
echo "$image"
