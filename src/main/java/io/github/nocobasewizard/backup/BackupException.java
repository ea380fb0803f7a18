package io.github.nocobasewizard.backup;

import org.jspecify.annotations.Nullable;

/// A restore point could not be made, proven or used, and why. The installation is as it was.
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// The backup folder cannot be made or written.
    FOLDER_NOT_WRITABLE,
    /// The disk of the backup folder is full.
    DISK_FULL,
    /// This kind of database cannot be dumped by this program.
    DATABASE_NOT_SUPPORTED,
    /// The database does not run or refuses the login.
    DATABASE_NOT_REACHABLE,
    /// The dump program failed; the details have its words.
    DUMP_FAILED,
    /// The storage folder could not be read.
    STORAGE_FAILED,
    /// A file of the project could not be read.
    FILES_FAILED,
    /// The dump could not be restored into an empty database.
    PROOF_RESTORE_FAILED,
    /// The restored dump differs from the original.
    PROOF_DIFFERS,
    /// A file of the restore point is missing or was changed.
    DAMAGED,
    /// The engine stopped answering.
    ENGINE
  }

  private final Reason reason;
  private final String thing;

  public BackupException(Reason reason, String thing, String details, @Nullable Throwable cause) {
    super(details, cause);
    this.reason = reason;
    this.thing = thing;
  }

  public Reason reason() {
    return reason;
  }

  /// The folder, file or table it is about.
  public String thing() {
    return thing;
  }

  public String details() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
