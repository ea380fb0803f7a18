package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.installation.Database;
import java.util.OptionalLong;

/// The disk that Docker keeps everything on, which a backup folder tells nothing about: with Docker
/// Desktop it belongs to a virtual machine.
public final class DockerDisk {
  /// A server that is full to the last byte stops.
  private static final long SPARE = 200L << 20;

  private DockerDisk() {}

  /// Refuses to begin what would fill it: a second database beside the first, and its dump.
  ///
  /// @param bytes of the database
  /// @throws BackupException `DOCKER_DISK_FULL`
  public static void require(DatabaseClient client, long bytes, Database database)
      throws BackupException {
    long needed = bytes + bytes / 2 + SPARE;
    OptionalLong free = client.freeSpace();
    if (free.isPresent() && free.getAsLong() < needed) {
      throw new BackupException(
          Reason.DOCKER_DISK_FULL,
          database.name(),
          "free: " + free.getAsLong() + ", needed: " + needed,
          null);
    }
  }
}
