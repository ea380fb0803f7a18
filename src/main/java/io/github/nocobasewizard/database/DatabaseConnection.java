package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import org.jspecify.annotations.Nullable;

/// A way to one database; closing it removes the helper container that it may have needed.
///
/// @param database as the app sees it
/// @param imageId image of the container with the client programs: a server of the same kind
/// @param helper id of the helper container; null if the server's own container is used
public record DatabaseConnection(
    ContainerEngine engine,
    Database database,
    DatabaseClient client,
    String imageId,
    @Nullable String helper)
    implements AutoCloseable {

  @Override
  public void close() {
    if (helper == null) {
      return;
    }
    try {
      engine.removeHelper(helper);
    } catch (EngineException e) {
      // It is found by its label at the next start; what was done through it is done.
      System.getLogger(DatabaseConnection.class.getName())
          .log(System.Logger.Level.WARNING, "helper left behind: " + helper, e);
    }
  }
}
