package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
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
import org.jspecify.annotations.Nullable;

/// One database being dumped into a restore point's folder, with its rows counted before and after.
final class DatabaseDump {
  private final DatabaseClient client;
  private final Container server;
  private final Database database;
  private Backup.@Nullable Range range;

  DatabaseDump(DatabaseClient client, Container server, Database database) {
    this.client = client;
    this.server = server;
    this.database = database;
  }

  /// Row counts around the last dump.
  Backup.Range range() {
    if (range == null) {
      throw new IllegalStateException("nothing was dumped yet");
    }
    return range;
  }

  DatabasePart writeTo(Path folder, Phase phase, RunContext context)
      throws BackupException, IOException {
    Path file = folder.resolve(client.dumpFileName());
    String version;
    TableCounts before;
    long size;
    try {
      version = client.serverVersion();
      size = client.size();
      before = client.count(context.cancellation());
    } catch (EngineException e) {
      throw new BackupException(Reason.DATABASE_NOT_REACHABLE, database.host(), e.details(), e);
    }
    MessageDigest digest = RestorePointStore.newSha256();
    try (OutputStream out =
        new DigestOutputStream(
            new CountingOutputStream(
                RestorePointStore.newFile(file),
                // The dump is compressed or written as text: only its own size is known.
                done -> context.progress(phase, Double.NaN, new RunEvent.Bytes(done, -1))),
            digest)) {
      client.dump(out, context.cancellation());
    } catch (EngineException e) {
      throw new BackupException(Reason.DUMP_FAILED, database.name(), e.details(), e);
    }
    RestorePointStore.sync(file);
    try {
      range = new Backup.Range(before, client.count(context.cancellation()));
    } catch (EngineException e) {
      throw new BackupException(Reason.DATABASE_NOT_REACHABLE, database.host(), e.details(), e);
    }
    context.log(
        "Database copied: " + before.tables() + " tables, " + size + " bytes on the server");
    return new DatabasePart(
        database.kind(),
        version,
        server.imageId(),
        database.name(),
        file.getFileName().toString(),
        Files.size(file),
        HexFormat.of().formatHex(digest.digest()),
        before.rows(),
        before.content());
  }

  void check(Path dump, RunContext context) throws BackupException, IOException {
    try {
      client.checkDump(dump, context.cancellation());
    } catch (EngineException e) {
      throw new BackupException(Reason.DAMAGED, dump.getFileName().toString(), e.details(), e);
    }
  }
}
