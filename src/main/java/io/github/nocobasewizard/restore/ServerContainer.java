package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import java.time.Duration;

/// The database server that is written to; started if it does not run.
record ServerContainer(ContainerEngine engine, Installation installation) {
  private static final Duration START = Duration.ofMinutes(3);

  /// Waits until it answers.
  DatabaseClient ready(RunContext context) throws EngineException, BackupException {
    Container server =
        Deployment.of(engine, installation)
            .database(installation)
            .orElseThrow(() -> unreachable("no container"));
    engine.start(server.id());
    DatabaseClient client =
        DatabaseClient.of(engine, server.id(), installation.database())
            .orElseThrow(() -> unreachable("unknown kind"));
    client.awaitReady(START, context.cancellation());
    return client;
  }

  private BackupException unreachable(String details) {
    return new BackupException(
        BackupException.Reason.DATABASE_NOT_REACHABLE,
        installation.database().host(),
        details,
        null);
  }
}
