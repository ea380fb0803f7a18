package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.Optional;

/// Starts the new version, which updates the data, and waits for the verdict.
///
/// @param beginning is run once the journal says that it is being started; until then, all can be taken
///     back
record Start(
    AppStart app,
    Installation installation,
    NocoBaseVersion version,
    LogDoctor doctor,
    Runnable beginning)
    implements Step<Verdict> {
  @Override
  public Phase phase() {
    return Phase.START;
  }

  @Override
  public Done<Verdict> perform(RunWork run) throws EngineException {
    beginning.run();
    return Done.quietly(
        app.run(
            installation,
            Optional.of(version.toString()),
            Phase.START,
            run.context(),
            doctor::read));
  }
}
