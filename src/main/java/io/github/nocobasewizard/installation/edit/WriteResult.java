package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// How writing a file ended.
public sealed interface WriteResult {

  /// The file has its new bytes, and they are on the disk.
  ///
  /// @param renameSynced whether the file system also confirmed that the new name is on the disk;
  ///     some cannot. A power loss within seconds could then still bring the old bytes back
  record Written(Path file, boolean renameSynced) implements WriteResult {}

  /// The file is as it was.
  ///
  /// @param details what the operating system said; for details and support, not for the main path
  record NotWritten(Path file, Reason reason, String details) implements WriteResult {}

  /// Why a file was not written. The words for people are made elsewhere.
  enum Reason {
    /// The file, or the folder it should be in, is not there.
    MISSING,
    /// A folder, a device or the like.
    NOT_A_FILE,
    /// Marked as not to be written.
    READ_ONLY,
    /// This user may not write the file or into its folder.
    NO_PERMISSION,
    /// A new file would belong to somebody else than the old one.
    OWNER_WOULD_CHANGE,
    /// Another program holds the file open (Windows).
    LOCKED,
    DISK_FULL,
    /// Somebody changed the file since the edit was planned.
    CHANGED_MEANWHILE,
    /// Anything else the operating system says.
    FAILED;

    /// What the operating system means.
    public static Reason of(IOException failed) {
      if (failed instanceof NoSuchFileException) {
        return MISSING;
      }
      String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("no space left")
          || message.contains("not enough space")
          || message.contains("disk quota exceeded")) {
        return DISK_FULL;
      }
      if (message.contains("read-only file system")) {
        return READ_ONLY;
      }
      return failed instanceof AccessDeniedException
              || message.contains("operation not permitted")
              || message.contains("permission denied")
          ? NO_PERMISSION
          : FAILED;
    }
  }
}
