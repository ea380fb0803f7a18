# Builds the program folder and the installer for Windows, into target\packaging.
#
#   packaging\build.ps1           everything
#   packaging\build.ps1 app       the program folder only, trained and tried out
#
# WIZARD_RELEASES may hold the address that a published program asks for newer ones; see build.sh.
#
# Needs a JDK 25 in JAVA_HOME, Maven, and WiX 5 (wix.exe) on the path for the installer.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

if (-not $env:JAVA_HOME -or -not (Test-Path "$env:JAVA_HOME\bin\jpackage.exe")) {
  throw 'There is no JDK 25 with jpackage: install Temurin 25 and set JAVA_HOME to it.'
}
if (Test-Path target\packaging) { Remove-Item -Recurse -Force target\packaging }
& mvn -B -q -Ppackaging -DskipTests "-Dwizard.releases=$env:WIZARD_RELEASES" package
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& "$env:JAVA_HOME\bin\java.exe" packaging\recipe\Build.java @args
if ($LASTEXITCODE -ne 0 -or $args[0] -eq 'app') { exit $LASTEXITCODE }
# The list of all libraries in it, beside the installer.
& mvn -B -q -Ppackaging cyclonedx:makeBom "-DoutputName=sbom-Windows-$env:PROCESSOR_ARCHITECTURE"
exit $LASTEXITCODE
