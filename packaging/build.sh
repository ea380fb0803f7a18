#!/usr/bin/env bash
# Builds the program folder and the installers of the system it runs on, into target/packaging.
#
#   packaging/build.sh            everything this system can make
#   packaging/build.sh app        the program folder only, trained and tried out
#
# WIZARD_RELEASES may hold the address that a published program asks for newer ones, as GitHub answers it:
# https://api.github.com/repos/OWNER/NAME/releases/latest
#
# Needs a JDK 25 and Maven; on Linux also dpkg-deb and fakeroot for the .deb.
set -euo pipefail
cd "$(dirname "$0")/.."

jdk_25() {
  local home
  for home in "${JAVA_HOME:-}" $(/usr/libexec/java_home -v 25 2>/dev/null || true) /usr/lib/jvm/*; do
    if [ -x "$home/bin/jpackage" ] && "$home/bin/java" -version 2>&1 | grep -qE 'version "25'; then
      echo "$home"
      return
    fi
  done
  echo "packaging/build.sh: there is no JDK 25 with jpackage; install Temurin 25 and set JAVA_HOME to it" >&2
  return 1
}

jdk="$(jdk_25)"
rm -rf target/packaging
mvn -B -q -Ppackaging -DskipTests "-Dwizard.releases=${WIZARD_RELEASES:-}" package
"$jdk/bin/java" packaging/recipe/Build.java "$@"
# The list of all libraries in it, beside the installers.
[ "${1:-all}" = app ] || mvn -B -q -Ppackaging cyclonedx:makeBom "-DoutputName=sbom-$(uname -s)-$(uname -m)"
