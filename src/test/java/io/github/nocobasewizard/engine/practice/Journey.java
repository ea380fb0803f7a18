package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.Observation;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestoreRun;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import io.github.nocobasewizard.upgrade.UpgradeRun;
import io.github.nocobasewizard.version.NocoBaseVersion;
import io.github.nocobasewizard.version.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The real program on the sample, without its window.
final class Journey implements AutoCloseable {
  static final double FAST = 600;

  private static final StartWatch.Limits LIMITS =
      new StartWatch.Limits(
          Duration.ofMillis(2),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofMillis(10));

  final PracticeWorld world;
  final RunStore runs;
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  final Cancellation cancellation = new Cancellation();
  private final RestorePointStore points;
  private final Backup backup;
  private final RunContext context;
  private volatile RunEvent.Phase cancelIn;

  Journey(Path temporary) throws IOException {
    world = PracticeWorld.open(temporary, PracticeTime.atSpeed(FAST));
    runs = new RunStore(temporary.resolve("runs"), Clock.systemUTC());
    points = new RestorePointStore(temporary.resolve("backups"), Clock.systemUTC());
    backup = new Backup(world.engine(), points, new Proof(world.engine()));
    context = new RunContext(this::hear, cancellation, Clock.systemUTC());
  }

  Installation find() {
    var found = new InstallationFinder(world.engine(), world.compose()).find(List.of());
    assertThat(found.unreadable()).isEmpty();
    assertThat(found.installations()).hasSize(1);
    return found.installations().getFirst();
  }

  Readiness.Report check() {
    return check(find());
  }

  Readiness.Report check(Installation installation) {
    Readiness readiness =
        new Readiness(
            world.engine(),
            world.compose(),
            world.web(),
            world.registry(),
            runs,
            new UpgradePlanner(),
            points::folder);
    return readiness.check(installation, finding -> {}, cancellation);
  }

  RestorePoint backUp() throws BackupException {
    return backUp(find());
  }

  RestorePoint backUp(Installation installation) throws BackupException {
    return backup.make(installation, "2.2.0", context);
  }

  Observation.Healthy awaitHealthy() {
    AppProbe probe = AppProbe.of(world.web(), find().main()).orElseThrow();
    while (true) {
      if (probe.look() instanceof Observation.Healthy healthy) {
        return healthy;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// One statement as the database's own user.
  void maintain(String sql) throws EngineException {
    List<String> arguments =
        List.of(
            "psql",
            "-h",
            "127.0.0.1",
            "-p",
            "5432",
            "-U",
            "nocobase",
            "-w",
            "-X",
            "-q",
            "-d",
            "postgres",
            "-c",
            sql);
    Command command = new Command(arguments, Map.of("PGPASSWORD", "sample-Pa55word"), null);
    world.engine().output("my-project-postgres-1", command, Cancellation.none());
  }

  /// Wishes to stop as soon as a phase has begun.
  void cancelIn(RunEvent.Phase phase) {
    cancelIn = phase;
  }

  private void hear(RunEvent event) {
    events.add(event);
    if (event instanceof RunEvent.PhaseStarted(RunEvent.Phase phase, var at) && phase == cancelIn) {
      cancellation.cancel();
    }
  }

  List<RestorePoint> restorePoints() {
    return points.list();
  }

  /// @param tag e.g. `2.2.15-full`
  UpgradePlan plan(String tag, RestorePoint point) {
    Installation installation = find();
    ImageReference target = installation.image().withTag(tag);
    EditPlan edits =
        ProjectFiles.read(ProjectSource.of(installation.project(), Map.of()))
            .plan(Set.copyOf(installation.serviceNames()), target);
    NocoBaseVersion version = ((Tag.Exact) Tag.parse(tag)).version();
    return new UpgradePlan(
        installation, installation.image(), target, version, (EditPlan.Planned) edits, point, true);
  }

  UpgradeOutcome upgrade(String tag, RestorePoint point) {
    return new UpgradeRun(world.engine(), world.compose(), world.web(), backup, runs, LIMITS)
        .execute(plan(tag, point), context);
  }

  RestoreOutcome goBack(RestorePoint point) {
    return new RestoreRun(world.engine(), world.compose(), world.web(), runs, LIMITS)
        .execute(find(), point, context);
  }

  String composeFile() throws IOException {
    return Files.readString(world.folder().resolve("docker-compose.yml"));
  }

  /// Every file of the storage that belongs to a restore point, with its content.
  Map<String, String> storage() throws IOException {
    Path root = world.folder().resolve("storage");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(
            name,
            Hashes.hex(
                new String(
                    Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)));
      }
    }
    return files;
  }

  @Override
  public void close() throws IOException {
    world.close();
  }
}
