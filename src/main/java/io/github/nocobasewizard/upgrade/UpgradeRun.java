package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Untouched;

/// Carries out an [UpgradePlan]: download; then for each stop on the way: stop, save the last
/// writes, write the version, start, check.
///
/// Until the first new version is started, every failure (and a wish to cancel) takes everything
/// back: the old files, the old containers started again. From then on the data may have been
/// changed, and only going back to a restore point undoes that; the outcome says so.
public final class UpgradeRun {
  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final AppStart start;
  private final Backup backup;
  private final RunFrame frame;

  public UpgradeRun(
      ContainerEngine engine, ComposeTool compose, AppStart start, Backup backup, RunFrame frame) {
    this.engine = engine;
    this.compose = compose;
    this.start = start;
    this.backup = backup;
    this.frame = frame;
  }

  /// Runs to its end; never throws for anything that can go wrong outside this program. Cancelling
  /// is heard until the first new version is started.
  public UpgradeOutcome execute(UpgradePlan plan, RunContext watched) {
    return frame.execute(
        plan.installation(),
        runs -> runs.begin(beginning(plan)),
        watched,
        run -> work(Standing.atBegin(plan), run).fromTheBegin(),
        problem -> new Untouched(problem, false));
  }

  private UpgradeWork work(Standing standing, RunWork run) {
    return new UpgradeWork(engine, compose, start, backup, standing, run);
  }

  private static RunStore.Beginning beginning(UpgradePlan plan) {
    return new RunStore.Beginning(
        RunStore.Kind.UPGRADE,
        plan.installation().key(),
        plan.installation().name(),
        plan.installation().folder().toString(),
        plan.from().tagOrLatest(),
        plan.target().tagOrLatest(),
        plan.restorePoint().folder().toString());
  }
}
