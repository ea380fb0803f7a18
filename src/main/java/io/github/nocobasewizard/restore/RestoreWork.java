package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.restore.RestoreOutcome.Failed;
import io.github.nocobasewizard.restore.RestoreOutcome.PutBack;
import io.github.nocobasewizard.restore.RestoreOutcome.Untouched;
import io.github.nocobasewizard.restore.RestoreOutcome.WentBack;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.StepException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Going back at work, with what has happened so far.
final class RestoreWork {
  private final ContainerEngine engine;
  private final AppStart start;
  private final Backup backup;
  private final RestorePlan plan;
  private final RunWork run;
  private final Installation installation;
  private final Instant begun;
  private final List<String> stopped;
  private LogDoctor doctor = new LogDoctor();
  private boolean changed;

  RestoreWork(
      ContainerEngine engine, AppStart start, Backup backup, RestorePlan plan, RunWork run) {
    this.engine = engine;
    this.start = start;
    this.backup = backup;
    this.plan = plan;
    this.run = run;
    this.installation = plan.installation();
    this.begun = run.context().clock().instant();
    this.stopped = new ArrayList<>(plan.stopped());
    // What an earlier try may have changed is not as it was.
    this.changed = !(plan.present() instanceof RestorePlan.Present.ToBeKept);
  }

  RestoreOutcome toTheEnd() {
    RecordedImages images = new RecordedImages(engine, plan.point().manifest().images());
    Optional<RestorePoint> present;
    try {
      run.note(RestoreTrace.PLAN, RestoreTrace.plan(plan));
      RestorePointStore.verify(plan.point(), run.context());
      images.fetch(run.context());
      requireWayBack(plan.point());
      present = run.take(new StopAndKeep(engine, start, backup, plan, stopped));
    } catch (StepException e) {
      return untouched(e.problem());
    } catch (EngineException | BackupException | IOException e) {
      return untouched(Problem.of(e));
    }
    try {
      return judge(put(plan.point(), images), plan.point());
    } catch (RestoreFailed e) {
      return changed ? turnRound(e.problem, present) : untouchedAfterTrying(e.problem);
    }
  }

  private void requireWayBack(RestorePoint point) throws EngineException, BackupException {
    try (RestoredDatabases databases = databases(point)) {
      databases.requireWayBack();
    }
  }

  /// Nothing was changed; what was stopped is started again, and a database that has ended. Where that
  /// fails, not all is as it was, and the run waits for another try.
  private RestoreOutcome untouched(Problem problem) {
    boolean all =
        startAgain("The database", () -> RestoredDatabases.startServers(engine, installation));
    for (String container : stopped) {
      all &= startAgain("NocoBase", () -> engine.start(container));
    }
    return all ? new Untouched(problem) : new Failed(problem, List.of());
  }

  private RestoreOutcome untouchedAfterTrying(Problem problem) {
    RestoreOutcome outcome = untouched(problem);
    if (outcome instanceof Untouched) {
      RestoredDatabases.removeLeftovers(engine, installation, plan.point(), run.context());
    }
    return outcome;
  }

  @FunctionalInterface
  private interface Start {
    void run() throws EngineException;
  }

  private boolean startAgain(String what, Start start) {
    try {
      start.run();
      return true;
    } catch (EngineException e) {
      run.context().log(RunEvent.Level.ERROR, what + " could not be started again: " + e);
      return false;
    }
  }

  /// The unit: all of it, in this order, or it has failed.
  private Verdict put(RestorePoint point, RecordedImages images) throws RestoreFailed {
    doctor = new LogDoctor();
    try {
      run.take(new RestoreDatabase(engine, installation, point, () -> changed = true));
      run.take(new RestoreStorage(engine, installation, point));
      run.take(new RestoreFiles(point));
      return run.take(new RestoreStart(start, installation, point, images, doctor));
    } catch (StepException e) {
      throw new RestoreFailed(e.problem());
    }
  }

  private WentBack judge(Verdict verdict, RestorePoint point) throws RestoreFailed {
    if (!(verdict instanceof Verdict.Healthy healthy)) {
      throw new RestoreFailed(
          new Problem("restore.NOT_HEALTHY", installation.name(), verdict.toString()));
    }
    TableCounts now = count(point);
    TableCounts then = point.manifest().counts();
    var missing = then.missingIn(now);
    if (!missing.isEmpty()) {
      throw new RestoreFailed(
          new Problem("restore.RECORDS_MISSING", missing.firstKey(), missing.toString()));
    }
    Duration took = Duration.between(begun, run.context().clock().instant());
    return new WentBack(healthy.version(), took, now.records());
  }

  private RestoredDatabases databases(RestorePoint point) throws EngineException, BackupException {
    return RestoredDatabases.open(engine, installation, point, run.context());
  }

  private TableCounts count(RestorePoint point) throws RestoreFailed {
    try (RestoredDatabases databases = databases(point)) {
      return databases.count(run.context().cancellation());
    } catch (EngineException | BackupException e) {
      throw new RestoreFailed(Problem.of(e));
    }
  }

  /// Half a restore is no state to leave: the one before comes back, if it was kept.
  private RestoreOutcome turnRound(Problem problem, Optional<RestorePoint> present) {
    List<String> lines = lines();
    if (present.isEmpty()) {
      return new Failed(problem, lines);
    }
    RestorePoint before = present.get();
    run.context().listener().accept(new RunEvent.TurnedRound(before.manifest().version()));
    try {
      run.note(RestoreTrace.TURNED_ROUND, Map.of("problem", problem.code()));
      RecordedImages images = new RecordedImages(engine, before.manifest().images());
      images.fetch(run.context());
      // It may have been the start that failed.
      StopAndKeep.stop(engine, installation);
      Verdict verdict = put(before, images);
      if (before.manifest().appVersion() != null) {
        // What did not answer before need not answer now.
        judge(verdict, before);
      }
      return new PutBack(problem, before.manifest().version(), lines);
    } catch (RestoreFailed e) {
      return couldNotTurn(problem, e.problem, lines);
    } catch (EngineException | IOException e) {
      return couldNotTurn(problem, Problem.of(e), lines);
    }
  }

  private Failed couldNotTurn(Problem problem, Problem second, List<String> lines) {
    run.context().log(RunEvent.Level.ERROR, "The state before could not be put back: " + second);
    return new Failed(problem, lines);
  }

  private List<String> lines() {
    return doctor.tellingLines().stream()
        .map(line -> Secrets.blot(line, installation.secrets()))
        .toList();
  }

  /// The installation is neither the one nor the other now.
  private static final class RestoreFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    RestoreFailed(Problem problem) {
      super(problem.code());
      this.problem = problem;
    }
  }
}
