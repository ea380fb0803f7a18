/* Starts the program without a console window and ends with its exit code. In place of jpackage's launcher, which is
   only made on Windows. */
#include <windows.h>
#include <wchar.h>

static const wchar_t COMMAND[] =
    L"\"%ls\\runtime\\bin\\java.exe\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms24m -Xmn12m -Xmx512m -Dfile.encoding=UTF-8"
    L" --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    L" --module-path \"%ls\\javafx\" --add-modules javafx.controls,javafx.fxml"
    L" -cp \"%ls\\app\\*\" io.github.nocobasewizard.app.Main %ls";

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR arguments, int show) {
  wchar_t folder[MAX_PATH];
  wchar_t command[32768];
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
  PROCESS_INFORMATION process;
  DWORD code = 1;

  GetModuleFileNameW(NULL, folder, MAX_PATH);
  *wcsrchr(folder, L'\\') = L'\0';
  _snwprintf(command, 32767, COMMAND, folder, folder, folder, arguments);
  startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  if (!CreateProcessW(NULL, command, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, NULL, &startup, &process)) {
    return (int) GetLastError();
  }
  WaitForSingleObject(process.hProcess, INFINITE);
  GetExitCodeProcess(process.hProcess, &code);
  return (int) code;
}
