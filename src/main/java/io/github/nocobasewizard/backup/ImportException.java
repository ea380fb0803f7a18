package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.run.Problem;
import org.jspecify.annotations.Nullable;

/// Something could not be made a restore point, and why. Nothing of it was kept.
public final class ImportException extends Exception implements Problem.Known {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// Neither a restore point nor a database dump.
    UNKNOWN_KIND,
    /// A restore point whose description cannot be read.
    MANIFEST_UNREADABLE,
    /// Made by a newer wizard.
    NEWER_FORMAT,
    /// It names files outside itself.
    UNSAFE,
    /// Holds no records.
    NO_DATABASE,
    /// It is in the backup folder already.
    ALREADY_HERE,
    /// Of another kind of database than this installation has.
    OTHER_DATABASE,
    /// Of an installation put together in another way, such as with several databases.
    OTHER_SHAPE,
    /// This installation's files do not let the version be written into them.
    VERSION_NOT_WRITABLE,
    /// An empty file.
    EMPTY,
    /// It has no end: the copy or the dump was cut off.
    CUT_SHORT,
    /// A backup made by NocoBase's own backup manager.
    NOCOBASE_BACKUP,
    /// The database server does not take it.
    NOT_LOADED,
    /// It can be loaded, but is not NocoBase's database.
    NOT_NOCOBASE,
    /// Nobody knows which version of NocoBase it belongs to.
    VERSION_UNKNOWN
  }

  private final Reason reason;
  private final String thing;

  public ImportException(Reason reason, String thing, String details, @Nullable Throwable cause) {
    super(details, cause);
    this.reason = reason;
    this.thing = thing;
  }

  public Reason reason() {
    return reason;
  }

  /// The other side's own words; may be empty.
  public String details() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  @Override
  public Problem problem() {
    return new Problem("import." + reason, thing, details());
  }
}
