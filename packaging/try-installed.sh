#!/usr/bin/env bash
# Installs what packaging/build.sh made, tries it as the user who calls this, and removes it again.
#
#   packaging/try-installed.sh PICTURES   where the pictures of the self-test go
#
# Linux: the .deb, started on a virtual screen (xvfb-run) where there is no other. macOS: the .dmg.
set -euo pipefail
cd "$(dirname "$0")/.."
pictures="${1:?where do the pictures go?}"
mkdir -p "$pictures"
pictures="$(cd "$pictures" && pwd)"
installers=target/packaging/installers

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

try() {
  "$1" --version
  if [ -n "${DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    "$1" "--self-test=$pictures"
  else
    xvfb-run --auto-servernum --server-args "-screen 0 1280x900x24" "$1" "--self-test=$pictures"
  fi
}

case "$(uname)" in
  Linux)
    as_root apt-get install -y -qq "./$(ls "$installers"/*.deb)"
    try "/opt/nocobase-upgrade-wizard/bin/NocoBase Upgrade Wizard"
    # Over the one that is there, as a newer one is.
    as_root dpkg --install "$installers"/*.deb
    "/opt/nocobase-upgrade-wizard/bin/NocoBase Upgrade Wizard" --version
    as_root apt-get remove -y -qq nocobase-upgrade-wizard
    [ ! -e /opt/nocobase-upgrade-wizard ] || { echo "not all was removed: /opt/nocobase-upgrade-wizard" >&2; exit 1; }
    ;;
  Darwin)
    disk="$(mktemp -d)"
    hdiutil attach -nobrowse -readonly -mountpoint "$disk" "$installers"/*.dmg
    applications="$(mktemp -d)"
    cp -R "$disk/NocoBase Upgrade Wizard.app" "$applications/"
    hdiutil detach "$disk"
    try "$applications/NocoBase Upgrade Wizard.app/Contents/MacOS/NocoBase Upgrade Wizard"
    rm -rf "$applications"
    ;;
esac
ls "$pictures"
