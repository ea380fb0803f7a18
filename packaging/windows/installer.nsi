; For one user, no administrator needed; a newer one replaces an older one; removing it leaves everything that was
; written by the program. As the .msi of the release, but only for trials.
Unicode true
Target amd64-unicode
Name "NocoBase Upgrade Wizard"
OutFile "NocoBase Upgrade Wizard Setup.exe"
InstallDir "$LOCALAPPDATA\Programs\NocoBase Upgrade Wizard"
RequestExecutionLevel user
SetCompressor zlib
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\NocoBase Upgrade Wizard"

Section
  RMDir /r "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "program\*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\NocoBase Upgrade Wizard.lnk" "$INSTDIR\NocoBase Upgrade Wizard.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "NocoBase Upgrade Wizard"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\NocoBase Upgrade Wizard.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
