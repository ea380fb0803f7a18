package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.installation.edit.ConfigComparison;
import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunLog;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Broken;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.DidNotStart;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failed;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failure;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.OtherImage;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.RecordsMissing;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Untouched;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Upgraded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Carries out an [UpgradePlan]: download, stop, save the last writes, write the version, start,
/// check.
///
/// Until the new version is started, every failure (and a wish to cancel) takes everything back: the
/// old files, the old containers started again. From then on the data may have been changed, and
/// only going back to the restore point undoes that; the outcome says so.
public final class UpgradeRun {
  private static final Duration STOP_GRACE = Duration.ofSeconds(60);

  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final WebClient web;
  private final Backup backup;
  private final RunStore runs;
  private final StartWatch.Limits limits;

  public UpgradeRun(
      ContainerEngine engine,
      ComposeTool compose,
      WebClient web,
      Backup backup,
      RunStore runs,
      StartWatch.Limits limits) {
    this.engine = engine;
    this.compose = compose;
    this.web = web;
    this.backup = backup;
    this.runs = runs;
    this.limits = limits;
  }

  /// Runs to its end; never throws for anything that can go wrong outside this program. Cancelling
  /// is heard until the new version is started.
  public UpgradeOutcome execute(UpgradePlan plan, RunContext watched) {
    Installation installation = plan.installation();
    try (InstallationLock lock =
        InstallationLock.tryLock(runs.folder(), installation.key()).orElse(null)) {
      if (lock == null) {
        return untouched("run.LOCKED", installation.name(), "");
      }
      try (Journal journal = runs.begin(beginning(plan));
          RunLog log = new RunLog(journal.folder(), installation.secrets(), watched.listener())) {
        RunContext context = new RunContext(log, watched.cancellation(), watched.clock());
        UpgradeOutcome outcome = new Attempt(plan, journal, context).run();
        journal.write(RunStore.END, ending(outcome));
        return outcome;
      }
    } catch (IOException e) {
      return untouched("run.JOURNAL", runs.folder().toString(), String.valueOf(e.getMessage()));
    }
  }

  private static Untouched untouched(String code, String thing, String details) {
    return new Untouched(new Problem(code, thing, details), false);
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

  private static Map<String, String> ending(UpgradeOutcome outcome) {
    Map<String, String> data = new LinkedHashMap<>();
    switch (outcome) {
      case Upgraded upgraded -> {
        data.put("outcome", "UPGRADED");
        data.put("version", upgraded.version());
        data.put("pause", upgraded.pause().toString());
        data.put("recordsBefore", Long.toString(upgraded.recordsBefore()));
        data.put("recordsAfter", Long.toString(upgraded.recordsAfter()));
      }
      case Untouched untouched -> {
        data.put("outcome", untouched.cancelled() ? "CANCELLED" : "UNTOUCHED");
        data.put("problem", untouched.problem().code());
        data.put("thing", untouched.problem().thing());
      }
      case Failed failed -> {
        data.put("outcome", "FAILED");
        data.put("failure", failed.failure().getClass().getSimpleName());
      }
    }
    return data;
  }

  /// One attempt, with what has happened so far.
  private final class Attempt {
    private final UpgradePlan plan;
    private final Installation installation;
    private final Journal journal;
    private final RunContext context;
    private final LogDoctor doctor = new LogDoctor();
    private final Instant begun;
    private final List<FileEdit> written = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private RestorePoint point;
    private Instant pauseBegun;
    private boolean newVersionStarted;
    private String targetImageId = "";

    Attempt(UpgradePlan plan, Journal journal, RunContext context) {
      this.plan = plan;
      this.installation = plan.installation();
      this.journal = journal;
      this.context = context;
      this.begun = context.clock().instant();
      this.pauseBegun = begun;
      this.point = plan.restorePoint();
    }

    UpgradeOutcome run() {
      try {
        step(Phase.DOWNLOAD, this::download);
        step(Phase.STOP_AND_SAVE, this::stopAndSave);
        step(Phase.WRITE_VERSION, this::writeVersion);
        context.cancellation().check();
        return startAndCheck();
      } catch (CancellationException e) {
        return takeBack(new Problem("run.CANCELLED", "", ""), true);
      } catch (EngineException e) {
        return stopHere(Problem.of(e));
      } catch (BackupException e) {
        return stopHere(new Problem("backup." + e.reason(), e.thing(), e.details()));
      } catch (PlanOutdatedException e) {
        return stopHere(new Problem(e.code, e.thing, e.details));
      } catch (IOException e) {
        return stopHere(new Problem("run.IO", "", String.valueOf(e.getMessage())));
      }
    }

    private UpgradeOutcome stopHere(Problem problem) {
      return newVersionStarted ? failed(new Broken(problem)) : takeBack(problem, false);
    }

    private interface Step {
      RunEvent.Detail run()
          throws EngineException, BackupException, PlanOutdatedException, IOException;
    }

    private void step(Phase phase, Step step)
        throws EngineException, BackupException, PlanOutdatedException, IOException {
      journal.write(RunStore.STEP, Map.of("name", phase.name()));
      List<Exception> failure = new ArrayList<>();
      context.<RuntimeException, RuntimeException>phase(
          phase,
          () -> {
            try {
              return step.run();
            } catch (EngineException | BackupException | PlanOutdatedException | IOException e) {
              failure.add(e);
              return RunEvent.Nothing.TO_SAY;
            }
          });
      if (!failure.isEmpty()) {
        rethrow(failure.getFirst());
      }
      journal.write(RunStore.DONE, Map.of("name", phase.name()));
    }

    private static void rethrow(Exception failure)
        throws EngineException, BackupException, PlanOutdatedException, IOException {
      switch (failure) {
        case EngineException e -> throw e;
        case BackupException e -> throw e;
        case PlanOutdatedException e -> throw e;
        case IOException e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }

    // ---- download: nothing is stopped yet

    private RunEvent.Detail download() throws EngineException {
      String architecture = engine.info().architecture();
      if (plan.download()) {
        engine.pull(
            plan.target(),
            "linux/" + architecture,
            progress ->
                context.progress(
                    Phase.DOWNLOAD,
                    fraction(progress.downloaded(), progress.total()),
                    new RunEvent.Download(
                        progress.downloaded(),
                        progress.total(),
                        progress.layers(),
                        progress.layersDone(),
                        progress.unpacking())),
            context.cancellation());
      }
      ContainerEngine.Image image =
          engine
              .image(plan.target().toString())
              .orElseThrow(() ->
                  new EngineException(
                      EngineException.Reason.IMAGE_NOT_FOUND, plan.target().toString(), ""));
      targetImageId = image.id();
      context.log("Downloaded " + plan.target() + ", " + image.id());
      return new RunEvent.Bytes(image.size(), image.size());
    }

    /// Of what the engine knows of so far. The registry's figure for the whole image would be too
    /// much: parts that are here already are not downloaded.
    private static double fraction(long downloaded, long total) {
      return total <= 0 ? Double.NaN : Math.min(1, (double) downloaded / total);
    }

    // ---- stop, and save what was written since the backup

    private RunEvent.Detail stopAndSave()
        throws EngineException, BackupException, PlanOutdatedException, IOException {
      for (FileEdit edit : plan.edits()) {
        requireUnchanged(edit);
      }
      pauseBegun = context.clock().instant();
      for (Container app : Deployment.of(engine, installation).apps()) {
        if (app.running() || app.state().status().equals("restarting")) {
          journal.write("stopping", Map.of("container", app.id()));
          stopped.add(app.id());
          engine.stop(app.id(), STOP_GRACE);
        }
      }
      context.log("NocoBase stopped");
      point = backup.seal(installation, point, context);
      journal.write("sealed", Map.of("restorePoint", point.folder().toString()));
      context.log("Restore point brought up to the last change");
      return RunEvent.Nothing.TO_SAY;
    }

    private static void requireUnchanged(FileEdit edit) throws PlanOutdatedException {
      if (!edit.verifyUnchanged()) {
        throw new PlanOutdatedException("edit.FILE_CHANGED", edit.file().toString(), "");
      }
    }

    // ---- write the version

    private RunEvent.Detail writeVersion()
        throws EngineException, PlanOutdatedException, IOException {
      for (FileEdit edit : plan.edits()) {
        journal.write("writing", Map.of("file", edit.file().toString()));
        if (edit.write() instanceof WriteResult.NotWritten(var file, var reason, var details)) {
          throw new PlanOutdatedException("write." + reason, file.toString(), details);
        }
        written.add(edit);
        context.log(describe(edit));
      }
      String after = compose.config(installation.project());
      Optional<ConfigComparison.Difference> difference =
          ConfigComparison.onlyImagesDiffer(installation.config(), after, plan.changes().images());
      if (difference.isPresent()) {
        throw new PlanOutdatedException(
            "edit.CONFIG_DIFFERS", difference.get().path(), difference.get().kind().toString());
      }
      return RunEvent.Nothing.TO_SAY;
    }

    private String describe(FileEdit edit) {
      return edit.file().getFileName()
          + ": "
          + plan.from().tagOrLatest()
          + " → "
          + plan.target().tagOrLatest();
    }

    // ---- start and check

    private UpgradeOutcome startAndCheck()
        throws EngineException, BackupException, PlanOutdatedException, IOException {
      newVersionStarted = true;
      List<Failure> failures = new ArrayList<>();
      List<Verdict> verdicts = new ArrayList<>();
      step(
          Phase.START,
          () -> {
            compose.up(installation.project(), installation.serviceNames(), context::log);
            context.log("New version started");
            Verdict verdict = watch();
            verdicts.add(verdict);
            if (!verdict.good()) {
              failures.add(new DidNotStart(verdict));
            }
            return RunEvent.Nothing.TO_SAY;
          });
      if (!failures.isEmpty()) {
        return failed(failures.getFirst());
      }
      Duration pause = Duration.between(pauseBegun, context.clock().instant());
      TableCounts before = countsAtTheCut();
      List<TableCounts> after = new ArrayList<>();
      step(
          Phase.CHECK,
          () -> {
            wrongImage().ifPresent(failures::add);
            after.add(countNow());
            var missing = before.missingIn(after.getFirst());
            if (!missing.isEmpty()) {
              failures.add(new RecordsMissing(missing));
            }
            return new RunEvent.Tables(after.getFirst().tables(), after.getFirst().records());
          });
      if (!failures.isEmpty()) {
        return failed(failures.getFirst());
      }
      Verdict.Healthy healthy = (Verdict.Healthy) verdicts.getFirst();
      return new Upgraded(
          healthy.version(),
          Duration.between(begun, context.clock().instant()),
          pause,
          known(before),
          known(after.getFirst()),
          point);
    }

    private static long known(TableCounts counts) {
      return counts.tables() == 0 ? -1 : counts.records();
    }

    private Verdict watch() throws EngineException {
      Container container =
          Deployment.of(engine, installation)
              .main()
              .orElseThrow(() ->
                  new EngineException(
                      EngineException.Reason.CONTAINER_NOT_FOUND, installation.main().name(), ""));
      AppProbe probe =
          AppProbe.of(web, installation.main())
              .orElseThrow(() ->
                  new EngineException(
                      EngineException.Reason.OTHER,
                      installation.main().name(),
                      "publishes no port"));
      return new StartWatch(engine, probe, limits)
          .await(
              container.id(),
              Optional.of(plan.targetVersion().toString()),
              Phase.START,
              context.uncancellable(),
              doctor::read);
    }

    private Optional<Failure> wrongImage() throws EngineException {
      for (Container app : Deployment.of(engine, installation).apps()) {
        if (!app.imageId().equals(targetImageId)) {
          return Optional.of(new OtherImage(targetImageId, app.imageId()));
        }
      }
      return Optional.empty();
    }

    private TableCounts countsAtTheCut() {
      var database = point.manifest().database();
      return database == null ? TableCounts.none() : database.counts();
    }

    private TableCounts countNow() throws EngineException {
      Optional<Container> server = Deployment.of(engine, installation).database(installation);
      Optional<DatabaseClient> client =
          server.flatMap(
              container -> DatabaseClient.of(engine, container.id(), installation.database()));
      return client.isEmpty()
          ? TableCounts.none()
          : client.get().count(context.uncancellable().cancellation());
    }

    private Failed failed(Failure failure) {
      List<String> secrets = installation.secrets();
      return new Failed(
          failure,
          point,
          doctor
              .diagnosis()
              .map(diagnosis ->
                  new LogDoctor.Diagnosis(
                      diagnosis.symptom(),
                      Secrets.blot(diagnosis.argument(), secrets),
                      Secrets.blot(diagnosis.line(), secrets))),
          doctor.tellingLines().stream().map(line -> Secrets.blot(line, secrets)).toList());
    }

    // ---- taking back, while the data is still the old version's

    /// Puts the old bytes back and starts the old containers. If even that fails, the outcome is a
    /// failure whose way back is the restore point.
    private UpgradeOutcome takeBack(Problem problem, boolean cancelled) {
      try {
        journal.write("taking back", Map.of("problem", problem.code()));
        for (FileEdit edit : written) {
          if (edit.reversed().write()
              instanceof WriteResult.NotWritten(var file, var reason, var details)) {
            context.log(
                RunEvent.Level.ERROR,
                "Could not write back " + file + ": " + reason + " " + details);
            return failed(new Broken(new Problem("write." + reason, file.toString(), details)));
          }
        }
        for (String container : stopped) {
          engine.start(container);
        }
        if (!stopped.isEmpty()) {
          context.log("The old version was started again");
        }
        return new Untouched(problem, cancelled);
      } catch (EngineException e) {
        context.log(RunEvent.Level.ERROR, "The old version could not be started again: " + e);
        return failed(new Broken(problem));
      } catch (IOException e) {
        context.log(RunEvent.Level.ERROR, "The journal could not be written: " + e);
        return failed(new Broken(problem));
      }
    }
  }

  /// The world is no longer what the plan was made for.
  private static final class PlanOutdatedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String thing;
    private final String details;

    PlanOutdatedException(String code, String thing, String details) {
      super(code + " " + thing);
      this.code = code;
      this.thing = thing;
      this.details = details;
    }
  }
}
