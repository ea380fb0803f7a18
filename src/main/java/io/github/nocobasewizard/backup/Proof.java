package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Secret;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Restores a dump into an empty database and compares: the only way to know that a backup is one.
///
/// The empty database runs in a throw-away container made from the very image of the installation's
/// own database server, without network. It is removed at the end; one that a crash left behind is
/// found by its label.
public final class Proof {
  private static final Duration SERVER_START = Duration.ofMinutes(3);

  private final ContainerEngine engine;

  public Proof(ContainerEngine engine) {
    this.engine = engine;
  }

  /// @param range the counts around the dump: a table that was written to meanwhile must lie between
  /// @throws BackupException `PROOF_RESTORE_FAILED` or `PROOF_DIFFERS`
  Manifest.Proof of(Database database, RestorePoint point, Backup.Range range, RunContext context)
      throws BackupException {
    DatabasePart part = Objects.requireNonNull(point.manifest().database());
    Database scratch = database.as(scratchUser(database), new Secret(UUID.randomUUID().toString()));
    Instant start = context.clock().instant();
    try {
      String helper =
          engine.startHelper(
              new HelperContainer(
                  part.serverImageId(),
                  java.util.List.of(),
                  serverEnvironment(scratch),
                  null,
                  "proof"));
      try {
        DatabaseClient client = DatabaseClient.of(engine, helper, scratch).orElseThrow();
        context.<BackupException, EngineException>phase(
            Phase.PROOF_RESTORE, () -> restore(client, point, part, context));
        TableCounts[] found = {TableCounts.none()};
        context.<BackupException, EngineException>phase(
            Phase.PROOF_COMPARE,
            () -> {
              found[0] = client.count(context.cancellation());
              compare(found[0], range);
              return new RunEvent.Tables(found[0].tables(), found[0].records());
            });
        Instant now = context.clock().instant();
        return new Manifest.Proof(
            now, Duration.between(start, now), found[0].tables(), found[0].allRows());
      } finally {
        engine.removeHelper(helper);
      }
    } catch (EngineException e) {
      throw new BackupException(Reason.PROOF_RESTORE_FAILED, part.file(), e.details(), e);
    }
  }

  private static RunEvent.Detail restore(
      DatabaseClient client, RestorePoint point, DatabasePart part, RunContext context)
      throws BackupException, EngineException {
    context.progress(Phase.PROOF_RESTORE, Double.NaN, RunEvent.Nothing.TO_SAY);
    client.awaitReady(SERVER_START, context.cancellation());
    try {
      client.restore(point.file(part.file()), context.cancellation());
    } catch (IOException e) {
      throw new BackupException(Reason.DAMAGED, part.file(), String.valueOf(e), e);
    }
    return RunEvent.Nothing.TO_SAY;
  }

  private static void compare(TableCounts found, Backup.Range range) throws BackupException {
    TableCounts before = range.before();
    TableCounts after = range.after();
    for (String table : before.rows().keySet()) {
      if (!after.rows().containsKey(table)) {
        continue; // dropped while the dump was made
      }
      long low = Math.min(rows(before, table), rows(after, table));
      long high = Math.max(rows(before, table), rows(after, table));
      Long rows = found.rows().get(table);
      if (rows == null || rows < low || rows > high) {
        throw new BackupException(
            Reason.PROOF_DIFFERS,
            table,
            "rows in the copy: " + rows + ", in the original: " + low + " to " + high,
            null);
      }
    }
  }

  private static long rows(TableCounts counts, String table) {
    return counts.rows().getOrDefault(table, 0L);
  }

  /// PostgreSQL: objects belong to the app's own user, which therefore must exist. MySQL images
  /// always have root.
  private static String scratchUser(Database database) {
    return database.kind() == Database.Kind.POSTGRES ? database.user() : "root";
  }

  /// What the official database images ask for at their first start.
  private static Map<String, String> serverEnvironment(Database scratch) {
    String password = scratch.password().value();
    return switch (scratch.kind()) {
      case POSTGRES ->
          Map.of(
              "POSTGRES_USER", scratch.user(),
              "POSTGRES_PASSWORD", password,
              "POSTGRES_DB", scratch.name());
      case MARIADB, MYSQL ->
          Map.of(
              "MYSQL_ROOT_PASSWORD",
              password,
              "MARIADB_ROOT_PASSWORD",
              password,
              "MYSQL_DATABASE",
              scratch.name(),
              "MARIADB_DATABASE",
              scratch.name());
      case SQLITE, KINGBASE, UNKNOWN -> Map.of();
    };
  }
}
