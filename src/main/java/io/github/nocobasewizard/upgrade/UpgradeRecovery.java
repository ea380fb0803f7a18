package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.upgrade.Interrupted.Position;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.CutOff;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.StoppedOnTheWay;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Untouched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Ends an upgrade that was cut off or has failed: with the new version, or with the old one as it
/// was. Both go on in the journal of that upgrade, so that being cut off once more changes nothing.
public final class UpgradeRecovery {
  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final AppStart start;
  private final UpgradePlanner planner;
  private final Backup backup;
  private final RestorePointStore points;
  private final RunFrame frame;

  public UpgradeRecovery(
      ContainerEngine engine,
      ComposeTool compose,
      AppStart start,
      UpgradePlanner planner,
      Backup backup,
      RestorePointStore points,
      RunFrame frame) {
    this.engine = engine;
    this.compose = compose;
    this.start = start;
    this.planner = planner;
    this.backup = backup;
    this.points = points;
    this.frame = frame;
  }

  /// Finds out where an installation is. Changes nothing.
  ///
  /// @param installation as its files say now
  /// @param record of an upgrade
  public Interrupted look(Installation installation, RunStore.Record record)
      throws EngineException, IOException {
    UpgradeTrace trace = UpgradeTrace.read(record.folder());
    Position position = trace.starting() ? position(installation, trace) : Position.BEFORE;
    return new Interrupted(
        installation,
        record.folder(),
        trace,
        position,
        position == Position.AFTER && answers(installation, trace),
        load(Path.of(record.beginning().restorePoint())),
        trace.kept().stream().flatMap(folder -> load(folder).stream()).toList());
  }

  /// The step of starting was begun. The new version has been started unless all that there is are
  /// the containers of before, and new ones that never ran.
  private Position position(Installation installation, UpgradeTrace trace) throws EngineException {
    for (Container app : Deployment.of(engine, installation).apps()) {
      boolean ofBefore = trace.undo().stopped().contains(app.id());
      if (!ofBefore && app.state().startedAt() != null) {
        return Position.AFTER;
      }
    }
    return Position.BEFORE;
  }

  private boolean answers(Installation installation, UpgradeTrace trace) throws EngineException {
    boolean itsImage =
        Deployment.of(engine, installation).apps().stream()
            .allMatch(app -> app.running() && app.imageId().equals(trace.targetImageId()));
    return itsImage
        && start
            .reportedVersion(installation)
            .filter(trace.version().toString()::equals)
            .isPresent();
  }

  private Optional<RestorePoint> load(Path folder) {
    try {
      return Optional.of(points.load(folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Goes on to the version that was headed for.
  public UpgradeOutcome finish(Interrupted found, RunContext watched) {
    return frame.execute(
        found.installation(),
        runs -> runs.reopen(found.run()),
        watched.uncancellable(),
        run -> finish(found, run),
        CutOff::new);
  }

  private UpgradeOutcome finish(Interrupted found, RunWork run) {
    try {
      if (found.position() == Position.BEFORE) {
        // From the beginning of this leg: whether anything was written since, nobody knows.
        takeBack(found, run);
      }
      Installation now = installationNow(found);
      return new UpgradeWork(engine, compose, start, backup, standing(found, now), run).fromHere();
    } catch (EngineException | IOException | PlanOutdatedException | PlanRefusedException e) {
      return new CutOff(Problem.of(e));
    }
  }

  private Installation installationNow(Interrupted found) throws EngineException {
    return found.installation().as(compose.config(found.installation().project()));
  }

  private Standing standing(Interrupted found, Installation now)
      throws IOException, PlanRefusedException {
    UpgradeTrace trace = found.trace();
    boolean started = found.position() == Position.AFTER;
    if (found.proven().isEmpty() || (started && found.kept().size() <= trace.leg())) {
      throw new IOException("the restore point of this upgrade is gone");
    }
    UpgradePlan plan =
        planner.remaining(
            now,
            trace.begin(),
            trace.targets(),
            started ? trace.leg() + 1 : trace.leg(),
            found.proven().get(),
            trace.download());
    return new Standing(plan, trace.leg(), started, found.kept());
  }

  /// Takes back what was begun, while the version before has the data.
  ///
  /// @param found at [Position#BEFORE]
  public UpgradeOutcome takeBack(Interrupted found, RunContext watched) {
    if (found.position() != Position.BEFORE) {
      throw new IllegalArgumentException("only a restore point leads back from here");
    }
    return frame.execute(
        found.installation(),
        runs -> runs.reopen(found.run()),
        watched.uncancellable(),
        run -> takenBack(found, run),
        CutOff::new);
  }

  private UpgradeOutcome takenBack(Interrupted found, RunWork run) {
    Problem problem = new Problem("run.TAKEN_BACK", found.from().tagOrLatest(), "");
    try {
      takeBack(found, run);
      return found.onTheWay()
          ? new StoppedOnTheWay(problem, standing(found, installationNow(found)))
          : new Untouched(problem, false);
    } catch (EngineException | IOException | PlanOutdatedException | PlanRefusedException e) {
      return new CutOff(Problem.of(e));
    }
  }

  private void takeBack(Interrupted found, RunWork run)
      throws EngineException, IOException, PlanOutdatedException {
    run.note(UpgradeTrace.TAKING_BACK, Map.of("problem", "run.TAKEN_BACK"));
    removeLeftovers(found.installation(), run.context());
    Undo.Way way = new Undo.Way(found.from(), found.to());
    found.trace().undo().takeBack(engine, compose, found.installation(), way, run);
  }

  /// Copies that were on their way into a database's container when the run was cut off.
  private void removeLeftovers(Installation installation, RunContext context)
      throws EngineException {
    Deployment deployment = Deployment.of(engine, installation);
    for (Database database : installation.databases()) {
      if (database.service() == null || !database.canBeDumped()) {
        continue;
      }
      try (DatabaseConnection connection =
          new DatabaseConnector(engine).find(deployment, database).orElse(null)) {
        if (connection != null) {
          connection.client().removeLeftovers();
        }
      } catch (EngineException e) {
        // The next restore removes them, too.
        context.log(RunEvent.Level.WARNING, "Copies may be left in " + database.host() + ": " + e);
      }
    }
  }
}
