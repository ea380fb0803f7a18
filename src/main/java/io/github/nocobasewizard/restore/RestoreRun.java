package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.restore.RestoreOutcome.Untouched;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;

/// Carries out a [RestorePlan]: brings an installation back to a restore point, database, storage,
/// files and image as one unit.
///
/// Every step can be done again from its beginning, so that an interrupted run is ended by running
/// it once more. If it fails half-way, the state before is put back in the same way.
public final class RestoreRun {
  private final ContainerEngine engine;
  private final AppStart start;
  private final Backup backup;
  private final RunFrame frame;

  public RestoreRun(ContainerEngine engine, AppStart start, Backup backup, RunFrame frame) {
    this.engine = engine;
    this.start = start;
    this.backup = backup;
    this.frame = frame;
  }

  /// Runs to its end; never throws for anything that can go wrong outside this program. Cannot be
  /// cancelled.
  public RestoreOutcome execute(RestorePlan plan, RunContext watched) {
    return frame.execute(
        plan.installation(),
        runs -> runs.begin(beginning(plan)),
        watched.uncancellable(),
        run -> new RestoreWork(engine, start, backup, plan, run).toTheEnd(),
        Untouched::new);
  }

  private static RunStore.Beginning beginning(RestorePlan plan) {
    return new RunStore.Beginning(
        RunStore.Kind.GO_BACK,
        plan.installation().key(),
        plan.installation().name(),
        plan.installation().folder().toString(),
        plan.installation().image().tagOrLatest(),
        plan.point().manifest().version(),
        plan.point().folder().toString());
  }
}
