package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The disk that Docker keeps everything on, which a backup folder tells nothing about: with Docker
/// Desktop it belongs to a virtual machine.
public final class DockerDisk {
  /// A server that is full to the last byte stops.
  private static final long SPARE = 200L << 20;

  /// What PostgreSQL says; what MySQL and MariaDB say, whose number for it is 28; what SQLite says.
  private static final Pattern FULL =
      Pattern.compile(
          "No space left on device|The table '.*' is full|\\bErrcode: 28\\b"
              + "|database or disk is full");

  private DockerDisk() {}

  /// Refuses to begin what would fill it: a second database beside the first, and its dump.
  ///
  /// @param bytes of the database
  /// @throws BackupException `DOCKER_DISK_FULL`
  public static void require(DatabaseClient client, long bytes, Database database)
      throws BackupException {
    require(client.freeSpace(), bytes, database);
  }

  /// Refuses to put back what would fill it, or the disk on which the server keeps its databases,
  /// which may be another one.
  ///
  /// @param bytes that the database had when it was dumped
  /// @throws BackupException `DOCKER_DISK_FULL`
  public static void requireToPutBack(DatabaseClient client, long bytes, Database database)
      throws BackupException {
    require(client.freeSpace(), bytes, database);
    if (database.isInProject()) {
      require(client.freeSpaceOfServer(), bytes, database);
    }
  }

  /// Whether a failure of a database's own programs means that it has become full nevertheless.
  public static boolean wasFull(EngineException failure) {
    return failure.reason() == EngineException.Reason.NO_SPACE || isFull(failure.details());
  }

  /// Whether a server's words tell of it.
  static boolean isFull(String words) {
    return FULL.matcher(words).find();
  }

  private static void require(OptionalLong free, long bytes, Database database)
      throws BackupException {
    long needed = bytes + bytes / 2 + SPARE;
    if (free.isPresent() && free.getAsLong() < needed) {
      throw new BackupException(
          Reason.DOCKER_DISK_FULL,
          database.name(),
          "free: " + free.getAsLong() + ", needed: " + needed,
          null);
    }
  }
}
