package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.run.Problem;
import org.jspecify.annotations.Nullable;

/// A restore point could not be made, proven or used, and why. The installation is as it was.
public final class BackupException extends Exception implements Problem.Known {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// The backup folder cannot be made or written.
    FOLDER_NOT_WRITABLE,
    /// The disk of the backup folder is full.
    DISK_FULL,
    /// Docker's own disk has too little room to test a backup or to put one back; the details have
    /// the numbers.
    DOCKER_DISK_FULL,
    /// This kind of database cannot be dumped by this program.
    DATABASE_NOT_SUPPORTED,
    /// The database does not run or refuses the login.
    DATABASE_NOT_REACHABLE,
    /// This login could not put the database back; the details name the missing right.
    NO_WAY_BACK,
    /// The client programs found are of another version than the server.
    CLIENT_DOES_NOT_FIT,
    /// The client programs for a database elsewhere could not be downloaded.
    CLIENT_MISSING,
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
    this.reason = isAway(cause) ? Reason.ENGINE : reason;
    this.thing = thing;
  }

  /// Whatever was going on: without the engine nothing goes on, and nothing else is wrong.
  private static boolean isAway(@Nullable Throwable cause) {
    return cause instanceof EngineException engine && engine.engineIsAway();
  }

  @Override
  public Problem problem() {
    return new Problem("backup." + reason, thing, details());
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
