package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.backup.Manifest.StoragePart;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.StorageTools;
import io.github.nocobasewizard.database.Collection;
import io.github.nocobasewizard.database.Collection.Written;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.Losses.OfCollection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds out what would be lost by going back to a restore point. Changes nothing.
///
/// The numbers of rows are compared with those in the manifest; tables that note when a row was made
/// and changed tell the rest. A row that was changed by the database alone, past the app, is not
/// seen unless it keeps such a note.
public final class LossCount {
  private final ContainerEngine engine;
  private final DatabaseConnector connector;

  public LossCount(ContainerEngine engine) {
    this.engine = engine;
    this.connector = new DatabaseConnector(engine);
  }

  /// Told after each collection.
  @FunctionalInterface
  public interface Progress {
    void counted(int done, int total);
  }

  /// @throws EngineException if the database or Docker does not answer
  /// @throws java.util.concurrent.CancellationException when cancelled
  public Losses of(
      Installation installation, RestorePoint point, Progress progress, Cancellation cancellation)
      throws EngineException {
    Deployment deployment = Deployment.of(engine, installation);
    Instant since = point.manifest().exactUpTo();
    List<OfCollection> collections = new ArrayList<>();
    for (DatabasePart part : point.manifest().databases()) {
      Database database =
          point
              .manifest()
              .databaseOf(part, installation)
              .orElseThrow(() -> new EngineException(Reason.CONTAINER_NOT_FOUND, part.key(), ""));
      try (DatabaseConnection connection =
          connector
              .find(deployment, database)
              .orElseThrow(() -> new EngineException(Reason.OTHER, database.host(), ""))) {
        ZoneOffset clock = clockOf(installation, database);
        collections.addAll(
            changes(part, connection.client(), since, clock, progress, cancellation));
      }
    }
    collections.removeIf(collection -> !collection.any());
    collections.sort(
        Comparator.comparingLong(OfCollection::weight)
            .thenComparingLong(OfCollection::deleted)
            .reversed());
    return new Losses(collections, files(deployment, point, since, cancellation));
  }

  /// MySQL notes times without their zone: in the one that the app was given, else in UTC.
  private static ZoneOffset clockOf(Installation installation, Database database) {
    return installation.services().stream()
        .filter(service -> service.name().equals(database.appService()))
        .map(service -> service.environment().getOrDefault("DB_TIMEZONE", ""))
        .findFirst()
        .map(LossCount::offset)
        .orElse(ZoneOffset.UTC);
  }

  private static ZoneOffset offset(String text) {
    try {
      return text.isBlank() ? ZoneOffset.UTC : ZoneOffset.of(text.strip());
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static List<OfCollection> changes(
      DatabasePart then,
      DatabaseClient client,
      Instant since,
      ZoneOffset clock,
      Progress progress,
      Cancellation cancellation)
      throws EngineException {
    Map<String, Collection> now = new HashMap<>();
    client.collections(cancellation).forEach(each -> now.put(each.table(), each));
    TreeSet<String> tables = new TreeSet<>(then.content());
    tables.addAll(now.keySet());
    List<OfCollection> changes = new ArrayList<>();
    int done = 0;
    for (String table : tables) {
      cancellation.check();
      progress.counted(done++, tables.size());
      long before = then.rows().getOrDefault(table, 0L);
      Collection collection = now.get(table);
      changes.add(
          collection == null
              ? new OfCollection(table, table, 0, 0, before)
              : change(collection, before, client.written(collection, since, clock, cancellation)));
    }
    progress.counted(done, tables.size());
    return changes;
  }

  static OfCollection change(Collection collection, long before, Written now) {
    // A clock that notes whole seconds may place a new row before the moment; the numbers know it.
    long added = Math.max(now.created(), Math.max(0, now.rows() - before));
    long deleted = Math.max(0, before + added - now.rows());
    long changed = collection.updatedAt() == null ? -1 : Math.max(0, now.touched() - now.created());
    return new OfCollection(collection.table(), collection.title(), added, changed, deleted);
  }

  private long files(
      Deployment deployment, RestorePoint point, Instant since, Cancellation cancellation)
      throws EngineException {
    long files = 0;
    for (StoragePart part : point.manifest().storage()) {
      Container app = deployment.all().get(part.service());
      if (app == null) {
        throw new EngineException(Reason.CONTAINER_NOT_FOUND, part.service(), "");
      }
      try (StorageTools tools = StorageTools.open(engine, app)) {
        files += tools.uploadedSince(since, cancellation);
      }
    }
    return files;
  }
}
