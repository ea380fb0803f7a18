package io.github.nocobasewizard.backup;

import java.nio.file.Path;

/// A kept state of an installation: a folder with a manifest, a database dump, the storage and the
/// project's files.
///
/// @param notes what the admin said about it
public record RestorePoint(Path folder, Manifest manifest, Notes notes) {

  /// One that nothing was said about yet.
  public RestorePoint(Path folder, Manifest manifest) {
    this(folder, manifest, Notes.NONE);
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /// Whether it can bring back the records, not only the version.
  public boolean holdsDatabase() {
    return !manifest.databases().isEmpty();
  }
}
