package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.Inventory;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One database being dumped into a restore point's folder, looked at before and after.
final class DatabaseDump implements AutoCloseable {
  /// Of a table whose content is read for a checksum; reading goes at about this much a second.
  static final long CHECKSUMS_UP_TO = 512L << 20;

  private final DatabaseConnection connection;
  private final DatabaseClient client;
  private final Database database;
  private final String fileName;
  private @Nullable Range range;

  /// The database before and after a dump, for the proof.
  record Range(Inventory before, Inventory after) {
    /// Checksums of the tables that nobody has written to meanwhile.
    Map<String, String> sure() {
      Map<String, String> sure = new TreeMap<>(before.checksums());
      sure.entrySet().retainAll(after.checksums().entrySet());
      return sure;
    }
  }

  /// @param number of the database in its installation, from 0
  DatabaseDump(DatabaseConnection connection, int number) {
    this.connection = connection;
    this.client = connection.client();
    this.database = connection.database();
    this.fileName =
        number == 0
            ? client.dumpFileName()
            : client.dumpFileName().replaceFirst("\\.", "-" + (number + 1) + ".");
  }

  DatabaseConnection connection() {
    return connection;
  }

  /// What was seen around the last dump.
  Range range() {
    if (range == null) {
      throw new IllegalStateException("nothing was dumped yet");
    }
    return range;
  }

  /// Where the server stands now, see [DatabaseClient#position()].
  @Nullable String position() throws BackupException {
    try {
      return client.position().orElse(null);
    } catch (EngineException e) {
      throw notReachable(e);
    }
  }

  /// Refuses a database that a dump could not be put back into.
  void requireWayBack() throws BackupException {
    try {
      connection.requirePassword();
      String missing = client.missingRight().orElse(null);
      if (missing != null) {
        throw new BackupException(Reason.NO_WAY_BACK, database.user(), missing, null);
      }
      if (!client.fitsServer()) {
        throw new BackupException(
            Reason.CLIENT_DOES_NOT_FIT, database.host(), client.serverVersion(), null);
      }
    } catch (EngineException e) {
      throw notReachable(e);
    }
  }

  private BackupException notReachable(EngineException e) {
    return trouble(Reason.DATABASE_NOT_REACHABLE, e);
  }

  private BackupException trouble(Reason otherwise, EngineException e) {
    return new DatabaseTrouble(connection.engine())
        .of(connection.container(), database, otherwise, e);
  }

  DatabasePart writeTo(Path folder, Phase phase, RunContext context)
      throws BackupException, IOException {
    Path file = folder.resolve(fileName);
    String version;
    String position;
    long bytes;
    Inventory before;
    try {
      bytes = client.size();
      DockerDisk.require(client, bytes, database);
      version = client.serverVersion();
      position = client.position().orElse(null);
      before = client.inventory(CHECKSUMS_UP_TO, context.cancellation());
    } catch (EngineException e) {
      throw notReachable(e);
    }
    MessageDigest digest = RestorePointStore.newSha256();
    try (OutputStream out =
        new DigestOutputStream(
            new CountingOutputStream(
                RestorePointStore.newFile(file),
                // The dump is compressed: only its own size is known.
                done -> context.progress(phase, Double.NaN, new RunEvent.Bytes(done, -1))),
            digest)) {
      client.dump(out, context.cancellation());
    } catch (EngineException e) {
      throw trouble(Reason.DUMP_FAILED, e);
    }
    RestorePointStore.sync(file);
    Range seen;
    try {
      // Where nobody has written meanwhile, looking again would show the same.
      boolean unchanged = position != null && client.position().equals(Optional.of(position));
      seen =
          new Range(
              before,
              unchanged ? before : client.inventory(CHECKSUMS_UP_TO, context.cancellation()));
    } catch (EngineException e) {
      throw notReachable(e);
    }
    range = seen;
    context.log(
        "Database copied: " + database.name() + ", " + before.counts().tables() + " tables");
    return new DatabasePart(
        database.kind(),
        database.key(),
        version,
        connection.imageId(),
        database.name(),
        fileName,
        Files.size(file),
        HexFormat.of().formatHex(digest.digest()),
        bytes,
        position,
        before.counts().rows(),
        before.counts().content(),
        seen.sure(),
        before.sequences());
  }

  void check(Path dump, RunContext context) throws BackupException, IOException {
    try {
      client.checkDump(dump, context.cancellation());
    } catch (EngineException e) {
      throw new BackupException(Reason.DAMAGED, dump.getFileName().toString(), e.details(), e);
    }
  }

  Set<String> dataSources() throws BackupException {
    try {
      return client.dataSources();
    } catch (EngineException e) {
      throw notReachable(e);
    }
  }

  List<String> roles() throws BackupException {
    try {
      return client.roles();
    } catch (EngineException e) {
      throw notReachable(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
