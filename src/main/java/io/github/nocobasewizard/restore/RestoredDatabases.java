package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.backup.DatabaseTrouble;
import io.github.nocobasewizard.backup.DockerDisk;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The databases of an installation that a restore point holds, each with a way to it.
final class RestoredDatabases implements AutoCloseable {
  private static final Duration SERVER_START = Duration.ofMinutes(3);

  private final RestorePoint point;
  private final List<Way> ways;

  private record Way(DatabasePart part, DatabaseConnection connection) {}

  private RestoredDatabases(RestorePoint point, List<Way> ways) {
    this.point = point;
    this.ways = ways;
  }

  /// Starts the servers that are in the project and waits until they answer.
  static RestoredDatabases open(
      ContainerEngine engine, Installation installation, RestorePoint point, RunContext context)
      throws EngineException, BackupException {
    List<Way> ways = new ArrayList<>();
    boolean done = false;
    try {
      for (DatabasePart part : point.manifest().databases()) {
        Database database =
            point
                .manifest()
                .databaseOf(part, installation)
                .orElseThrow(() ->
                    new BackupException(
                        Reason.DATABASE_NOT_REACHABLE,
                        part.key(),
                        "not in the project's files",
                        null));
        ways.add(new Way(part, connect(engine, installation, database, context)));
        awaitReady(ways.getLast().connection(), context);
      }
      done = true;
      return new RestoredDatabases(point, ways);
    } finally {
      if (!done) {
        ways.forEach(way -> way.connection().close());
      }
    }
  }

  /// Those that are in the project. Does nothing with one that runs.
  static void startServers(ContainerEngine engine, Installation installation)
      throws EngineException {
    Deployment deployment = Deployment.of(engine, installation);
    for (Database database : installation.databases()) {
      startServer(engine, deployment, database);
    }
  }

  private static void startServer(ContainerEngine engine, Deployment deployment, Database database)
      throws EngineException {
    Optional<Container> server = deployment.server(database);
    if (server.isPresent()) {
      engine.start(server.get().id());
    }
  }

  private static DatabaseConnection connect(
      ContainerEngine engine, Installation installation, Database database, RunContext context)
      throws EngineException {
    Deployment deployment = Deployment.of(engine, installation);
    startServer(engine, deployment, database);
    return new DatabaseConnector(engine)
        .open(
            deployment,
            database,
            progress -> context.log(progress.message()),
            context.cancellation());
  }

  private static void awaitReady(DatabaseConnection connection, RunContext context)
      throws BackupException {
    try {
      connection.client().awaitReady(SERVER_START, context.cancellation());
    } catch (EngineException e) {
      throw notReachable(connection, e);
    }
  }

  /// Finds out, before anything is changed, whether each database can be put back.
  ///
  /// @throws BackupException `DATABASE_NOT_REACHABLE`, `DOCKER_DISK_FULL` or `NO_WAY_BACK`
  void requireWayBack() throws BackupException, EngineException {
    for (Way way : ways) {
      requirePassword(way.connection());
      DatabaseClient client = way.connection().client();
      Database database = way.connection().database();
      DockerDisk.requireToPutBack(client, way.part().bytes(), database);
      Optional<String> missing = client.missingRight();
      if (missing.isPresent()) {
        throw new BackupException(Reason.NO_WAY_BACK, database.user(), missing.get(), null);
      }
    }
  }

  private static void requirePassword(DatabaseConnection connection) throws BackupException {
    try {
      connection.requirePassword();
    } catch (EngineException e) {
      throw notReachable(connection, e);
    }
  }

  /// @param replacing run right before anything is changed: if this fails without having run it, all
  ///     databases are as they were
  /// @throws BackupException `DOCKER_DISK_FULL` or `DATABASE_NOT_REACHABLE`
  void restore(Runnable replacing, RunContext context)
      throws EngineException, BackupException, IOException {
    for (Way way : ways) {
      try {
        way.connection()
            .client()
            .restore(point.file(way.part().file()), replacing, context.cancellation());
      } catch (EngineException e) {
        throw meaning(way.connection(), e);
      }
      context.log("Database put back: " + way.part().rows().size() + " tables");
    }
  }

  /// Mostly only the server's words, or its silence, tell what the failure of its own programs means.
  ///
  /// @throws EngineException the same if nothing else is known
  private static BackupException meaning(DatabaseConnection connection, EngineException e)
      throws EngineException {
    Database database = connection.database();
    if (DockerDisk.wasFull(e)) {
      return new BackupException(Reason.DOCKER_DISK_FULL, database.name(), e.details(), e);
    }
    if (e.reason() == EngineException.Reason.COMMAND_FAILED && isSilent(connection.client())) {
      return notReachable(connection, e);
    }
    throw e;
  }

  private static BackupException notReachable(DatabaseConnection connection, EngineException e) {
    return new DatabaseTrouble(connection.engine())
        .of(connection.container(), connection.database(), Reason.DATABASE_NOT_REACHABLE, e);
  }

  private static boolean isSilent(DatabaseClient client) {
    try {
      client.serverVersion();
      return false;
    } catch (EngineException e) {
      return e.reason() == EngineException.Reason.COMMAND_FAILED;
    }
  }

  /// Removes what a try has left that could not do it itself because the server had ended.
  static void removeLeftovers(
      ContainerEngine engine, Installation installation, RestorePoint point, RunContext context) {
    try (RestoredDatabases databases = open(engine, installation, point, context)) {
      databases.ways.forEach(way -> way.connection().client().removeLeftovers());
    } catch (EngineException | BackupException e) {
      // The next restore removes them, too.
      context.log(RunEvent.Level.WARNING, "Copies may be left with the database: " + e);
    }
  }

  TableCounts count(Cancellation cancellation) throws EngineException {
    List<TableCounts> counts = new ArrayList<>();
    for (Way way : ways) {
      counts.add(way.connection().client().count(cancellation));
    }
    return TableCounts.joined(counts);
  }

  @Override
  public void close() {
    ways.forEach(way -> way.connection().close());
  }
}
