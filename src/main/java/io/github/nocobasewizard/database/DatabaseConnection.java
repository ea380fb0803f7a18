package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;

/// A way to one database; closing it removes the helper container that it may have needed.
///
/// @param database as the app sees it
/// @param imageId image of the container with the client programs: a server of the same kind
/// @param container id of the container with the client programs
/// @param helper whether that is a helper container; else it is the server's own
public record DatabaseConnection(
    ContainerEngine engine,
    Database database,
    DatabaseClient client,
    String imageId,
    String container,
    boolean helper)
    implements AutoCloseable {

  /// Whoever comes from within the server's own container is asked for no password by PostgreSQL's
  /// images; by the name that the app uses, everybody is.
  ///
  /// @throws EngineException `COMMAND_FAILED` if the server refuses the app's own password
  public void requirePassword() throws EngineException {
    if (helper || database.kind() != Database.Kind.POSTGRES) {
      return;
    }
    try {
      new PostgresClient(engine, container, database).serverVersion();
    } catch (EngineException e) {
      if (e.details().contains("password authentication failed")) {
        throw e;
      }
      // The name may mean nothing there.
    }
  }

  @Override
  public void close() {
    if (!helper) {
      return;
    }
    try {
      engine.removeHelper(container);
    } catch (EngineException e) {
      // It is found by its label at the next start; what was done through it is done.
      System.getLogger(DatabaseConnection.class.getName())
          .log(System.Logger.Level.WARNING, "helper left behind: " + container, e);
    }
  }
}
