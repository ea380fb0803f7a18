package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.backup.StorageTools;
import io.github.nocobasewizard.database.DatabaseClient;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.installation.edit.AtomicFile;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.restore.RestoreOutcome.Failed;
import io.github.nocobasewizard.restore.RestoreOutcome.Untouched;
import io.github.nocobasewizard.restore.RestoreOutcome.WentBack;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunLog;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings an installation back to a restore point: database, storage, files and image as one unit.
///
/// Every step can be done again from its beginning, so that an interrupted run is ended by running
/// it once more.
public final class RestoreRun {
  private static final Duration STOP_GRACE = Duration.ofSeconds(60);
  private static final Duration SERVER_START = Duration.ofMinutes(3);

  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final WebClient web;
  private final RunStore runs;
  private final StartWatch.Limits limits;

  public RestoreRun(
      ContainerEngine engine,
      ComposeTool compose,
      WebClient web,
      RunStore runs,
      StartWatch.Limits limits) {
    this.engine = engine;
    this.compose = compose;
    this.web = web;
    this.runs = runs;
    this.limits = limits;
  }

  /// Runs to its end; never throws for anything that can go wrong outside this program. Cannot be
  /// cancelled.
  ///
  /// @param point one that holds the database
  public RestoreOutcome execute(Installation installation, RestorePoint point, RunContext watched) {
    try (InstallationLock lock =
        InstallationLock.tryLock(runs.folder(), installation.key()).orElse(null)) {
      if (lock == null) {
        return new Untouched(new Problem("run.LOCKED", installation.name(), ""));
      }
      try (Journal journal = runs.begin(beginning(installation, point));
          RunLog log = new RunLog(journal.folder(), installation.secrets(), watched.listener())) {
        RunContext context = new RunContext(log, Cancellation.none(), watched.clock());
        RestoreOutcome outcome = new Attempt(installation, point, journal, context).run();
        journal.write(RunStore.END, ending(outcome));
        return outcome;
      }
    } catch (IOException e) {
      return new Untouched(
          new Problem("run.JOURNAL", runs.folder().toString(), String.valueOf(e.getMessage())));
    }
  }

  private static RunStore.Beginning beginning(Installation installation, RestorePoint point) {
    return new RunStore.Beginning(
        RunStore.Kind.GO_BACK,
        installation.key(),
        installation.name(),
        installation.folder().toString(),
        installation.image().tagOrLatest(),
        point.manifest().version(),
        point.folder().toString());
  }

  private static Map<String, String> ending(RestoreOutcome outcome) {
    Map<String, String> data = new LinkedHashMap<>();
    switch (outcome) {
      case WentBack back -> {
        data.put("outcome", "WENT_BACK");
        data.put("version", back.version());
        data.put("recordsAfter", Long.toString(back.records()));
      }
      case Untouched untouched -> {
        data.put("outcome", "UNTOUCHED");
        data.put("problem", untouched.problem().code());
      }
      case Failed failed -> {
        data.put("outcome", "FAILED");
        data.put("problem", failed.problem().code());
      }
    }
    return data;
  }

  private final class Attempt {
    private final Installation installation;
    private final RestorePoint point;
    private final Journal journal;
    private final RunContext context;
    private final LogDoctor doctor = new LogDoctor();
    private final Instant begun;
    private boolean changed;

    Attempt(Installation installation, RestorePoint point, Journal journal, RunContext context) {
      this.installation = installation;
      this.point = point;
      this.journal = journal;
      this.context = context;
      this.begun = context.clock().instant();
    }

    RestoreOutcome run() {
      try {
        RestorePointStore.verify(point);
        requireImages();
        DatabaseClient database = database();
        step(Phase.RESTORE_STOP, this::stop);
        changed = true;
        step(Phase.RESTORE_DATABASE, () -> restoreDatabase(database));
        step(Phase.RESTORE_STORAGE, this::restoreStorage);
        step(Phase.RESTORE_FILES, this::restoreFiles);
        List<Verdict> verdict = new java.util.ArrayList<>();
        step(Phase.RESTORE_START, () -> verdict.add(startAgain()));
        return judge(verdict.getFirst(), database);
      } catch (EngineException e) {
        return ended(Problem.of(e));
      } catch (BackupException e) {
        return ended(new Problem("backup." + e.reason(), e.thing(), e.details()));
      } catch (IOException e) {
        return ended(new Problem("run.IO", "", String.valueOf(e.getMessage())));
      }
    }

    private RestoreOutcome ended(Problem problem) {
      return changed ? new Failed(problem, lines()) : new Untouched(problem);
    }

    private List<String> lines() {
      return doctor.tellingLines().stream()
          .map(line -> Secrets.blot(line, installation.secrets()))
          .toList();
    }

    private interface Step {
      void run() throws EngineException, BackupException, IOException;
    }

    private void step(Phase phase, Step step) throws EngineException, BackupException, IOException {
      journal.write(RunStore.STEP, Map.of("name", phase.name()));
      Instant start = context.clock().instant();
      context.listener().accept(new RunEvent.PhaseStarted(phase, start));
      step.run();
      context
          .listener()
          .accept(
              new RunEvent.PhaseDone(
                  phase,
                  Duration.between(start, context.clock().instant()),
                  RunEvent.Nothing.TO_SAY));
      journal.write(RunStore.DONE, Map.of("name", phase.name()));
    }

    /// The old version must be on this computer before anything is stopped.
    private void requireImages() throws EngineException {
      for (Manifest.ServiceImage image : point.manifest().images()) {
        boolean same =
            engine
                .image(image.image())
                .map(found -> found.id().equals(image.imageId()))
                .orElse(false);
        if (!same) {
          download(image);
        }
      }
    }

    private void download(Manifest.ServiceImage image) throws EngineException {
      context.log("Downloading " + image.image());
      engine.pull(
          ImageReference.parse(image.image()),
          "",
          progress -> context.log(RunEvent.Level.INFO, progress.message()),
          context.cancellation());
    }

    private DatabaseClient database() throws EngineException, BackupException {
      Container server =
          Deployment.of(engine, installation)
              .database(installation)
              .orElseThrow(() -> unreachable("no container"));
      engine.start(server.id());
      DatabaseClient client =
          DatabaseClient.of(engine, server.id(), installation.database())
              .orElseThrow(() -> unreachable("unknown kind"));
      client.awaitReady(SERVER_START, context.cancellation());
      return client;
    }

    private BackupException unreachable(String details) {
      return new BackupException(
          BackupException.Reason.DATABASE_NOT_REACHABLE,
          installation.database().host(),
          details,
          null);
    }

    private void stop() throws EngineException {
      for (Container app : Deployment.of(engine, installation).apps()) {
        engine.stop(app.id(), STOP_GRACE);
      }
      context.log("NocoBase stopped");
    }

    private void restoreDatabase(DatabaseClient database) throws EngineException, IOException {
      Manifest.DatabasePart part = point.manifest().database();
      if (part != null) {
        database.restore(point.file(part.file()), context.cancellation());
        context.log("Database put back: " + part.rows().size() + " tables");
      }
    }

    private void restoreStorage() throws EngineException, IOException {
      Deployment deployment = Deployment.of(engine, installation);
      for (Manifest.StoragePart part : point.manifest().storage()) {
        Container app = deployment.all().get(part.service());
        if (app == null) {
          throw new EngineException(EngineException.Reason.CONTAINER_NOT_FOUND, part.service(), "");
        }
        try (StorageTools tools = StorageTools.open(engine, app)) {
          tools.replaceBy(point.file(part.file()), context.cancellation());
        }
        context.log("Files put back: " + part.files());
      }
    }

    private void restoreFiles() throws IOException, BackupException {
      for (Manifest.FilePart part : point.manifest().files()) {
        Path path = Path.of(part.path());
        byte[] bytes = Files.readAllBytes(point.file(part.file()));
        if (!Files.exists(path)) {
          Files.write(path, bytes);
        } else if (AtomicFile.replace(path, bytes)
            instanceof WriteResult.NotWritten(var file, var reason, var details)) {
          throw new BackupException(
              BackupException.Reason.FILES_FAILED, file.toString(), reason + " " + details, null);
        }
        context.log(path.getFileName() + " put back");
      }
    }

    private Verdict startAgain() throws EngineException {
      compose.up(installation.project(), installation.serviceNames(), context::log);
      Container container =
          Deployment.of(engine, installation)
              .main()
              .orElseThrow(() ->
                  new EngineException(
                      EngineException.Reason.CONTAINER_NOT_FOUND, installation.main().name(), ""));
      Optional<AppProbe> probe = AppProbe.of(web, installation.main());
      if (probe.isEmpty()) {
        throw new EngineException(
            EngineException.Reason.OTHER, installation.main().name(), "publishes no port");
      }
      return new StartWatch(engine, probe.get(), limits)
          .await(
              container.id(),
              Optional.ofNullable(point.manifest().appVersion()),
              Phase.RESTORE_START,
              context,
              doctor::read);
    }

    private RestoreOutcome judge(Verdict verdict, DatabaseClient database) throws EngineException {
      if (!(verdict instanceof Verdict.Healthy healthy)) {
        return new Failed(
            new Problem("restore.NOT_HEALTHY", installation.name(), verdict.toString()), lines());
      }
      TableCounts now = database.count(context.cancellation());
      Manifest.DatabasePart part = point.manifest().database();
      TableCounts then = part == null ? TableCounts.none() : part.counts();
      var missing = then.missingIn(now);
      return missing.isEmpty()
          ? new WentBack(
              healthy.version(), Duration.between(begun, context.clock().instant()), now.records())
          : new Failed(
              new Problem("restore.RECORDS_MISSING", missing.firstKey(), missing.toString()),
              lines());
    }
  }
}
