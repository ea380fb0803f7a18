; Starts the program without a console window and ends with its exit code. In place of jpackage's launcher, which is
; only made on Windows.
Unicode true
Name "NocoBase Upgrade Wizard"
OutFile "NocoBase Upgrade Wizard.exe"
RequestExecutionLevel user
SilentInstall silent
!include FileFunc.nsh

Section
  ${GetParameters} $0
  nsExec::Exec '"$EXEDIR\runtime\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Dfile.encoding=UTF-8 --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --module-path "$EXEDIR\javafx" --add-modules javafx.controls,javafx.fxml -cp "$EXEDIR\app\*" io.github.nocobasewizard.app.Main $0'
  Pop $0
  SetErrorLevel $0
SectionEnd
