package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;

/// Makes the databases be what the dumps say.
///
/// @param replacing run right before anything is changed
record RestoreDatabase(
    ContainerEngine engine, Installation installation, RestorePoint point, Runnable replacing)
    implements Step<Boolean> {
  @Override
  public Phase phase() {
    return Phase.RESTORE_DATABASE;
  }

  /// Whether there was one to put back.
  @Override
  public Done<Boolean> perform(RunWork run) throws EngineException, BackupException, IOException {
    try (RestoredDatabases databases =
        RestoredDatabases.open(engine, installation, point, run.context())) {
      databases.restore(replacing, run.context());
    }
    return Done.quietly(point.holdsDatabase());
  }
}
