package io.github.nocobasewizard.backup;

import java.nio.file.Path;

/// A kept state of an installation: a folder with a manifest, a database dump, the storage and the
/// project's files.
public record RestorePoint(Path folder, Manifest manifest) {

  public Path file(String name) {
    return folder.resolve(name);
  }

  /// Whether it can bring back the records, not only the version.
  public boolean holdsDatabase() {
    return manifest.database() != null;
  }
}
