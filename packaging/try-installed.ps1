# Installs what packaging\build.ps1 made, tries it as the user who calls this, and removes it again.
#
#   packaging\try-installed.ps1 PICTURES   where the pictures of the self-test go
param([Parameter(Mandatory)][string]$Pictures)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
$msi = (Get-ChildItem target\packaging\installers\*.msi).FullName
New-Item -ItemType Directory -Force $Pictures | Out-Null
$Pictures = (Resolve-Path $Pictures).Path

function Invoke-Checked([string]$Program, [string[]]$Arguments) {
  $process = Start-Process -FilePath $Program -ArgumentList $Arguments -Wait -PassThru
  if ($process.ExitCode -ne 0) { throw "$Program ended with $($process.ExitCode)" }
}

Invoke-Checked msiexec.exe @('/i', "`"$msi`"", '/qn', '/norestart')
$folder = Join-Path $env:LOCALAPPDATA 'Programs\NocoBase Upgrade Wizard'
Invoke-Checked (Join-Path $folder 'NocoBase Upgrade Wizard.exe') @("`"--self-test=$Pictures`"")
Invoke-Checked msiexec.exe @('/x', "`"$msi`"", '/qn', '/norestart')
if (Test-Path (Join-Path $folder 'NocoBase Upgrade Wizard.exe')) { throw "not all was removed: $folder" }
Get-ChildItem $Pictures
