package io.github.nocobasewizard.run;

import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a crash in the middle of a run has left in a project's folder: its lock, and new files that
/// had not got their names yet.
public final class LeftBehind {
  private LeftBehind() {}

  /// Removes it, unless somebody is at work.
  public static void remove(Installation installation) throws IOException {
    if (InstallationLock.isAbandoned(installation.folder())
        && InstallationLock.tryLock(installation.folder())
            instanceof InstallationLock.Acquired(InstallationLock lock)) {
      try (lock) {
        removeNewFiles(installation);
      }
    }
  }

  /// Only for who has the lock.
  static void removeNewFiles(Installation installation) throws IOException {
    List<Path> files = new ArrayList<>(installation.project().files());
    files.add(installation.folder().resolve(".env"));
    for (Path file : files) {
      AtomicFile.removeLeftover(file);
    }
  }
}
