package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.BackupRun;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.health.AppProbe;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.Observation;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.InterruptedRestore;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.restore.RestoreRun;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.testing.Killer;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.PlanRefusedException;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import io.github.nocobasewizard.upgrade.UpgradeRecovery;
import io.github.nocobasewizard.upgrade.UpgradeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The real program on the sample, without its window.
final class Journey implements AutoCloseable {
  static final double FAST = 600;
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(20);

  private static final StartWatch.Limits LIMITS =
      new StartWatch.Limits(
          Duration.ofMillis(2),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofMillis(150));

  final PracticeWorld world;
  final RunStore runs;
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  final Cancellation cancellation = new Cancellation();
  private final ContainerEngine engine;
  private final ComposeTool compose;
  private final RestorePointStore points;
  private final Backup backup;
  private final RunContext context;

  /// How many runs keep the computer awake now.
  int awake;

  private volatile RunEvent.Phase cancelIn;
  private volatile RunEvent.Phase endIn;
  private volatile Moment moment = new Moment(event -> false, () -> {});
  private volatile Duration clockIsOff = Duration.ZERO;

  @FunctionalInterface
  interface Deed {
    void run() throws Exception;
  }

  private record Moment(Predicate<RunEvent> when, Deed deed) {}

  Journey(Path temporary) throws IOException {
    this(temporary, PracticeWorld.open(temporary, PracticeTime.atSpeed(FAST)), Killer.never());
  }

  /// Another start of the program, in a world that is there already.
  ///
  /// @param killer ends it at a boundary of choice
  Journey(Path temporary, PracticeWorld world, Killer killer) {
    this(temporary, world, killer.around(world.engine()), killer.around(world.compose()), killer);
  }

  /// The same with something between it and the world.
  Journey(
      Path temporary,
      PracticeWorld world,
      ContainerEngine engine,
      ComposeTool compose,
      Killer killer) {
    this.world = world;
    this.engine = engine;
    this.compose = compose;
    runs = new RunStore(temporary.resolve("runs"), killer.clock());
    points = new RestorePointStore(temporary.resolve("backups"), Clock.systemUTC());
    backup = new Backup(engine, points, new Proof(engine));
    context = new RunContext(this::hear, cancellation, clock());
  }

  /// The computer's, which somebody may set.
  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.now().plus(clockIsOff);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  void setClock(Duration by) {
    clockIsOff = by;
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
    return check(installation, world.registry());
  }

  Readiness.Report check(Installation installation, Registry registry) {
    Readiness readiness =
        new Readiness(
            world.engine(),
            world.compose(),
            world.web(),
            registry,
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

  BackupRun backupRun() {
    return new BackupRun(backup, points, runs, () -> Retention.STANDARD);
  }

  Observation.Healthy awaitHealthy() {
    AppProbe probe = AppProbe.of(world.web(), find().main()).orElseThrow();
    Instant end = Instant.now().plus(HEALTHY_WITHIN);
    Observation seen = probe.look();
    while (!(seen instanceof Observation.Healthy)) {
      assertThat(Instant.now()).as("still %s", seen).isBefore(end);
      LockSupport.parkNanos(1_000_000);
      seen = probe.look();
    }
    return (Observation.Healthy) seen;
  }

  void awaitDatabase() throws Exception {
    Installation installation = find();
    try (DatabaseConnection connection =
        new DatabaseConnector(world.engine())
            .find(Deployment.of(world.engine(), installation), installation.database())
            .orElseThrow()) {
      connection.client().awaitReady(HEALTHY_WITHIN, Cancellation.none());
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

  /// Ends the program as soon as a phase has begun, as closing the window does.
  void endIn(RunEvent.Phase phase) {
    endIn = phase;
  }

  /// Does something as soon as a phase has begun.
  void in(RunEvent.Phase phase, Deed deed) {
    moment =
        new Moment(
            event ->
                event instanceof RunEvent.PhaseStarted(RunEvent.Phase begun, var _)
                    && begun == phase,
            deed);
  }

  /// Does something as soon as a run has said this.
  void after(String words, Deed deed) {
    moment =
        new Moment(
            event ->
                event instanceof RunEvent.Log(var _, var _, String text) && text.startsWith(words),
            deed);
  }

  private void hear(RunEvent event) {
    events.add(event);
    Moment now = moment;
    if (now.when().test(event)) {
      moment = new Moment(later -> false, () -> {});
      try {
        now.deed().run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    if (event instanceof RunEvent.PhaseStarted(RunEvent.Phase phase, var at)) {
      if (phase == cancelIn) {
        cancellation.cancel();
      }
      if (phase == endIn) {
        Thread.currentThread().interrupt();
      }
    }
  }

  List<RestorePoint> restorePoints() {
    return points.list();
  }

  /// @param tags e.g. `2.2.15-full`; several are stops on the way
  UpgradePlan plan(RestorePoint point, String... tags) throws PlanRefusedException {
    Installation installation = find();
    List<ImageReference> targets =
        Stream.of(tags).map(tag -> installation.image().withTag(tag)).toList();
    return new UpgradePlanner().plan(installation, targets, point, true);
  }

  UpgradeOutcome upgrade(String tag, RestorePoint point) throws PlanRefusedException {
    return upgrade(plan(point, tag));
  }

  UpgradeOutcome upgrade(UpgradePlan plan) {
    return new UpgradeRun(engine, compose, start(), backup, frame()).execute(plan, context);
  }

  private RunFrame frame() {
    return new RunFrame(
        runs,
        () -> {
          awake++;
          return () -> awake--;
        });
  }

  private AppStart start() {
    return new AppStart(engine, compose, world.web(), LIMITS);
  }

  RestoreOutcome goBack(RestorePoint point) {
    return goBack(new RestorePlan(find(), point, new RestorePlan.Present.Given()));
  }

  RestoreOutcome goBack(RestorePlan plan) {
    return new RestoreRun(engine, start(), backup, frame()).execute(plan, context);
  }

  RestorePoint withFilesNow(RestorePoint point, Path file) throws BackupException {
    return backup.withFilesNow(point, List.of(file));
  }

  // ---- after a run was cut off

  Optional<RunStore.Record> unfinished() {
    return runs.unfinished(find().key());
  }

  Interrupted interruptedUpgrade() throws Exception {
    return recovery().look(find(), unfinished().orElseThrow());
  }

  InterruptedRestore interruptedRestore() throws Exception {
    return InterruptedRestore.look(find(), unfinished().orElseThrow(), points);
  }

  UpgradeOutcome finish(Interrupted found) {
    return recovery().finish(found, context);
  }

  UpgradeOutcome takeBack(Interrupted found) {
    return recovery().takeBack(found, context);
  }

  private UpgradeRecovery recovery() {
    return new UpgradeRecovery(
        engine, compose, start(), new UpgradePlanner(), backup, points, frame());
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
