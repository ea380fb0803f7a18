package io.github.nocobasewizard.ui.flow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What the window asks of the desktop around it. Native choosers exist on real screens only, so
/// tests have a desktop of their own.
public interface Desktop {
  Optional<Path> chooseFolder(Optional<Path> begin);

  /// @param name suggested file name
  Optional<Path> chooseFileToSave(String name);

  /// @param what the kind of file, in words
  /// @param pattern such as `*.zip`; `*` for every file
  Optional<Path> chooseFile(String what, String pattern);

  /// Opens a web page in the browser.
  void open(URI address);

  /// Shows a folder in the file manager.
  void open(Path folder);

  /// Whether the user can be looking at the window: it has the focus.
  boolean windowInFront();

  /// Tells something outside the window, where the system can. Not for the UI thread.
  void announce(String title, String text);

  /// Shows on the program's icon how far work is, where the system has that. Does not wait.
  ///
  /// @param whole how much is done, 0 to 1
  void showProgress(double whole);

  /// The work has ended, however it did.
  void endProgress();

  /// Starts Docker Desktop; false if it was not found on this computer.
  boolean startDocker();
}
