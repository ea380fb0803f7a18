#!/usr/bin/env bash
# Installs under wine what build-trial.sh made, walks through all pages of the practice sample in a real window, installs
# once more over it, and removes it.
#
#   packaging/windows/try-under-wine.sh PICTURES   where the pictures of the self-test go
#
# Needs wine 10 (older ones crash where Java asks for the network's interfaces) and xvfb-run.
set -euo pipefail
cd "$(dirname "$0")/../.."
pictures="${1:?where do the pictures go?}"
# One screen for all of it: wine keeps to the one it saw first.
[ -n "${DISPLAY:-}" ] || exec xvfb-run --auto-servernum --server-args '-screen 0 1280x900x24' "$0" "$pictures"
mkdir -p "$pictures"
pictures="$(cd "$pictures" && pwd)"
WINEPREFIX="$(mktemp -d)"
export WINEPREFIX WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml='
# Wine's text drawing has no subpixels, and it has no graphics card.
export JAVA_TOOL_OPTIONS='-Dprism.order=sw -Dprism.lcdtext=false'
trap 'wineserver --kill; rm -rf "$WINEPREFIX"' EXIT

run() { timeout 300 wine "$@"; }
die() { echo "try-under-wine.sh: $*" >&2; exit 1; }

wine --version
wineboot --init
setup='target/windows-trial/NocoBase Upgrade Wizard Setup.exe'
echo '== install'
run "$setup" /S
installed="$(find "$WINEPREFIX/drive_c/users" -path '*AppData/Local/Programs/NocoBase Upgrade Wizard' -type d)"
[ -n "$installed" ] || die "it was not installed for the user"
[ -n "$(find "$WINEPREFIX" -name 'NocoBase Upgrade Wizard.lnk')" ] || die "it is not in the Start menu"
program="$installed/NocoBase Upgrade Wizard.exe"
journal="${installed%/Programs/*}/NocoBase Upgrade Wizard/data/journal.txt"
mkdir -p "${journal%/*}"
echo 'of an upgrade' >"$journal"

echo '== version'
run "$program" --version

echo '== self-test'
run "$program" "--self-test=Z:${pictures//\//\\}" || die "the self-test failed"
ls "$pictures"

echo '== install over it'
touch "$installed/of-an-older-version.txt"
run "$setup" /S
[ ! -e "$installed/of-an-older-version.txt" ] || die "the older version was not replaced"
run "$program" --version

echo '== remove'
run "$installed/Uninstall.exe" /S
# The uninstaller goes on in a copy of itself.
for _ in $(seq 100); do [ -e "$installed" ] || break; sleep 0.1; done
[ ! -e "$installed" ] || die "not all was removed: $installed"
[ -z "$(find "$WINEPREFIX" -name 'NocoBase Upgrade Wizard.lnk')" ] || die "it is still in the Start menu"
[ -e "$journal" ] || die "what the program keeps for its user is gone: $journal"
echo '== all well'
