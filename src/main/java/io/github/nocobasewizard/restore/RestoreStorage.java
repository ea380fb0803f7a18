package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.StorageTools;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;

/// Puts uploads, plugins and licence back.
record RestoreStorage(ContainerEngine engine, Installation installation, RestorePoint point)
    implements Step<Integer> {
  @Override
  public Phase phase() {
    return Phase.RESTORE_STORAGE;
  }

  /// How many storages there were.
  @Override
  public Done<Integer> perform(RunWork run) throws EngineException, IOException {
    Deployment deployment = Deployment.of(engine, installation);
    for (Manifest.StoragePart part : point.manifest().storage()) {
      Container app = deployment.all().get(part.service());
      if (app == null) {
        throw new EngineException(EngineException.Reason.CONTAINER_NOT_FOUND, part.service(), "");
      }
      try (StorageTools tools = StorageTools.open(engine, app)) {
        tools.replaceBy(point.file(part.file()), run.context().cancellation());
      }
      run.context().log("Files put back: " + part.files());
    }
    return Done.quietly(point.manifest().storage().size());
  }
}
