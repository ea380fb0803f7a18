package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.util.Optional;

/// Starts the version of a restore point from the very image that it ran from.
record RestoreStart(
    AppStart app,
    Installation installation,
    RestorePoint point,
    RecordedImages images,
    LogDoctor doctor)
    implements Step<Verdict> {
  @Override
  public Phase phase() {
    return Phase.RESTORE_START;
  }

  @Override
  public Done<Verdict> perform(RunWork run) throws EngineException {
    images.name(run.context());
    return Done.quietly(
        app.run(
            installation,
            Optional.ofNullable(point.manifest().appVersion()),
            Phase.RESTORE_START,
            run.context(),
            doctor::read));
  }
}
