package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.StepException;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Broken;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.CutOff;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.DidNotStart;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failed;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failure;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.StoppedOnTheWay;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Untouched;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Upgraded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One upgrade at work, with what has happened so far.
final class UpgradeWork {
  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final AppStart start;
  private final Backup backup;
  private final UpgradePlan plan;
  private final Instant begun;
  private final List<RestorePoint> kept;
  private final RunWork run;
  private Installation installation;
  private int leg;
  private boolean started;
  private Instant pauseBegun;
  private Undo undo = new Undo();
  private LogDoctor doctor = new LogDoctor();

  UpgradeWork(
      ContainerEngine engine,
      ComposeTool compose,
      AppStart start,
      Backup backup,
      Standing standing,
      RunWork run) {
    this.engine = engine;
    this.compose = compose;
    this.start = start;
    this.backup = backup;
    this.plan = standing.plan();
    this.installation = plan.installation();
    this.leg = standing.leg();
    this.started = standing.started();
    this.kept = new ArrayList<>(standing.kept());
    this.run = run;
    this.begun = run.context().clock().instant();
    this.pauseBegun = begun;
  }

  UpgradeOutcome fromTheBegin() {
    return ending(() -> {
      run.note(UpgradeTrace.PLAN, UpgradeTrace.plan(plan));
      requireWayBack();
      List<String> images =
          run.take(
              new Download(
                  engine,
                  targets(),
                  plan.download() ? Download.Source.REGISTRY : Download.Source.COMPUTER));
      return reachAll(images);
    });
  }

  /// What was tested when it was made may have been damaged since.
  private void requireWayBack() throws BackupException {
    run.context().log("Comparing the restore point with its checksums");
    RestorePointStore.verify(plan.restorePoint(), run.context());
  }

  /// Goes on where an upgrade stands that was begun before.
  UpgradeOutcome fromHere() {
    return ending(() -> {
      run.note(UpgradeTrace.RESUMED, Map.of("number", Integer.toString(leg)));
      installation = installation.as(compose.config(installation.project()));
      // No step of its own: the last step in the journal says how far the data is.
      Download images = new Download(engine, targets(), Download.Source.COMPUTER_FIRST);
      return reachAll(images.perform(run).result());
    });
  }

  private List<ImageReference> targets() {
    return plan.legs().stream().map(UpgradePlan.Leg::target).toList();
  }

  @FunctionalInterface
  private interface Work {
    UpgradeOutcome run() throws StepException, EngineException, BackupException, IOException;
  }

  /// Whatever goes wrong, the outcome says how the installation is left.
  private UpgradeOutcome ending(Work work) {
    try {
      return work.run();
    } catch (CancellationException e) {
      return takeBack(new Problem("run.CANCELLED", "", ""), true);
    } catch (StepException e) {
      return stopHere(e.problem(), engineIsAway(e.getCause()));
    } catch (EngineException | BackupException | IOException e) {
      return stopHere(Problem.of(e), engineIsAway(e));
    }
  }

  private static boolean engineIsAway(@Nullable Throwable cause) {
    return cause instanceof EngineException engine && engine.engineIsAway();
  }

  private UpgradeOutcome stopHere(Problem problem, boolean engineIsAway) {
    if (!started) {
      return takeBack(problem, false);
    }
    return engineIsAway ? interrupted(problem) : failed(new Broken(problem));
  }

  /// An engine that is away says nothing of the new version: where the installation is can be seen once
  /// it is back.
  private UpgradeOutcome interrupted(Problem problem) {
    run.context()
        .log(RunEvent.Level.ERROR, "Docker does not answer any more: " + problem.details());
    return new CutOff(problem);
  }

  private UpgradeOutcome reachAll(List<String> images) throws StepException, IOException {
    UpgradeOutcome reached = reach(images.get(leg));
    while (reached instanceof Upgraded && leg < plan.legs().size() - 1) {
      leg++;
      started = false;
      undo = new Undo();
      reached = reach(images.get(leg));
    }
    return reached;
  }

  /// One leg, from stop to stop.
  private UpgradeOutcome reach(String imageId) throws StepException, IOException {
    UpgradePlan.Leg now = plan.legs().get(leg);
    run.context().listener().accept(new RunEvent.LegStarted(leg + 1, plan.legs().size(), tag()));
    RunWork calm = run.uncancellable();
    if (!started) {
      leaveVersion(now, imageId, leg == 0 ? run : calm);
    }
    doctor = new LogDoctor();
    Verdict verdict =
        calm.take(new Start(start, installation, now.version(), doctor, () -> started = true));
    Duration pause = Duration.between(pauseBegun, run.context().clock().instant());
    if (!(verdict instanceof Verdict.Healthy healthy)) {
      return failed(new DidNotStart(verdict));
    }
    TableCounts before = countsAtTheCut();
    Check.Found found = calm.take(new Check(engine, installation, imageId, before));
    return found.failure().isPresent()
        ? failed(found.failure().get())
        : new Upgraded(
            healthy.version(),
            Duration.between(begun, run.context().clock().instant()),
            pause,
            known(before),
            known(found.counts()),
            kept);
  }

  private String tag() {
    return plan.legs().get(leg).target().tagOrLatest();
  }

  /// All that is done before the new version is started; it can be taken back.
  private void leaveVersion(UpgradePlan.Leg now, String imageId, RunWork work)
      throws StepException, IOException {
    work.note(UpgradeTrace.LEG, UpgradeTrace.leg(leg, now, imageId));
    if (leg == 0) {
      pauseBegun = run.context().clock().instant();
    }
    RestorePoint point =
        work.take(new StopAndSave(engine, backup, installation, now.edits(), source(), undo));
    kept.subList(leg, kept.size()).clear();
    kept.add(point);
    installation = work.take(new WriteVersion(compose, installation, now, point, undo));
    work.context().cancellation().check();
  }

  private StopAndSave.Source source() {
    return leg == 0 || plan.ownBackup()
        ? new StopAndSave.Source.Proven(plan.restorePoint())
        : new StopAndSave.Source.MadeNow(plan.legs().get(leg - 1).version().toString());
  }

  private TableCounts countsAtTheCut() {
    return kept.getLast().manifest().counts();
  }

  private static long known(TableCounts counts) {
    return counts.tables() == 0 ? -1 : counts.records();
  }

  private Failed failed(Failure failure) {
    List<String> secrets = installation.secrets();
    return new Failed(
        failure,
        new Standing(plan, leg, true, kept),
        doctor.findings().stream()
            .map(finding ->
                new LogDoctor.Diagnosis(
                    finding.symptom(),
                    Secrets.blot(finding.argument(), secrets),
                    Secrets.blot(finding.line(), secrets)))
            .toList(),
        doctor.tellingLines().stream().map(line -> Secrets.blot(line, secrets)).toList());
  }

  /// While the data is still that of the version before.
  private UpgradeOutcome takeBack(Problem problem, boolean cancelled) {
    RunWork calm = run.uncancellable();
    tellTakingBack(calm, problem);
    try {
      undo.takeBack(engine, compose, installation, way(), calm);
    } catch (EngineException | IOException | PlanOutdatedException e) {
      calm.context().log(RunEvent.Level.ERROR, "Not everything could be taken back: " + e);
      return new CutOff(Problem.of(e));
    }
    return leg == 0
        ? new Untouched(problem, cancelled)
        : new StoppedOnTheWay(problem, new Standing(plan, leg, false, kept));
  }

  private Undo.Way way() {
    return new Undo.Way(plan.from(leg), plan.legs().get(leg).target());
  }

  private static void tellTakingBack(RunWork run, Problem problem) {
    try {
      run.note(UpgradeTrace.TAKING_BACK, Map.of("problem", problem.code()));
    } catch (IOException e) {
      // What undoing needs is in the journal already.
      run.context().log(RunEvent.Level.WARNING, "The journal could not be written: " + e);
    }
  }
}
