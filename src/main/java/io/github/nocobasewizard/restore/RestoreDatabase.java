package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;

/// Makes the database be what the dump says.
record RestoreDatabase(ServerContainer server, RestorePoint point) implements Step<Boolean> {
  @Override
  public Phase phase() {
    return Phase.RESTORE_DATABASE;
  }

  /// Whether there was one to put back.
  @Override
  public Done<Boolean> perform(RunWork run) throws EngineException, BackupException, IOException {
    Manifest.DatabasePart part = point.manifest().database();
    if (part == null) {
      return Done.quietly(false);
    }
    server.ready(run.context()).restore(point.file(part.file()), run.context().cancellation());
    run.context().log("Database put back: " + part.rows().size() + " tables");
    return Done.quietly(true);
  }
}
