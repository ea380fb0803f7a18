package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.bench.Judge.State;
import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// The same by hand, for comparison: what the official page says is typed into a terminal, harm is done
/// to it, and the same judge looks from outside.
///
/// An upgrade is: the new tag into the Compose file, `docker compose pull app`, `docker compose up -d
/// app`. The way back is the same with the old tag; of putting a database back the page says nothing.
///
/// Whoever types is patient and makes no mistake. The editor never leaves half a file (`sed -i` writes a
/// new one). After harm all is mended first (the engine is back, the disk has room), then the same
/// commands are typed once more, and the app has half a minute to answer. If it does not after an upgrade,
/// the way back is typed. The images are on this computer: a download that breaks off changes nothing
/// by hand either.
final class ByHand implements AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final Duration AWAY = Duration.ofSeconds(4);
  private static final int KILLS = 8;
  private static final int RESTARTS = 3;

  private final Disk disk;
  private final RealInstallation real;
  private final Judge judge;
  private final EngineProxy engine;
  private final Path saved;
  private final Table table;
  private final Random random;
  private State old;
  private State fresh;
  private Duration usual;

  @FunctionalInterface
  private interface Deed {
    void run() throws Exception;
  }

  /// Harm and its mending.
  ///
  /// @param after how long the commands have been at work; null for before the first of them
  private record Harm(String name, Duration after, Deed done, Deed mended) {
    static Harm none(String name) {
      return new Harm(name, Duration.ZERO, () -> {}, () -> {});
    }
  }

  private ByHand(
      Disk disk, RealInstallation real, Judge judge, Path saved, Table table, Random random)
      throws IOException {
    this.disk = disk;
    this.real = real;
    this.judge = judge;
    this.saved = saved;
    this.table = table;
    this.random = random;
    this.engine = new EngineProxy("unix:///var/run/docker.sock");
  }

  static ByHand on(Path folder, Table table, long seed) throws IOException, InterruptedException {
    Disk disk = Disk.mount(folder.resolve("projects"), 700);
    RealInstallation real =
        RealInstallation.start(
            disk.folder().resolve("shop-by-hand"),
            Shape.POSTGRES.withImage(StandIn.image(StandIn.OLD)));
    return new ByHand(
        disk,
        real,
        new Judge(real, folder.resolve("home"), true),
        folder.resolve("saved"),
        table,
        new Random(seed));
  }

  void all() throws Exception {
    begin();
    for (int n = 0; n < KILLS; n++) {
      upgrade(killed(), StandIn.NEW);
    }
    for (int n = 0; n < RESTARTS; n++) {
      upgrade(engineRestarted(), StandIn.NEW);
    }
    upgrade(diskFull(null), StandIn.NEW);
    upgrade(diskFull(instant()), StandIn.NEW);
    upgrade(diskFull(usual.plusMillis(500)), StandIn.NEW);
    upgrade(Harm.none("crash loop"), StandIn.CRASHES);
    upgrade(Harm.none("failing migration"), StandIn.FAILS);
    upgrade(Harm.none("error code for ever"), StandIn.BROKEN);
    upgrade(Harm.none("fresh install"), StandIn.FRESH);
    goBack(Harm.none("no harm"));
    for (int n = 0; n < KILLS / 2; n++) {
      goBack(killed());
    }
    goBack(engineRestarted());
  }

  /// Undisturbed there; the state before is kept as a copy of all files while all is stopped.
  private void begin() throws Exception {
    Lane.fill(real, judge);
    judge.write("begin");
    old = judge.state();
    real.compose("stop");
    run("cp", "-a", real.folder().toString(), saved.toString());
    real.compose("start");
    real.awaitHealthy(ANSWERS_WITHIN);
    long begun = System.nanoTime();
    type(StandIn.OLD, StandIn.NEW).waitFor();
    usual = Duration.ofNanos(System.nanoTime() - begun);
    fresh = judge.state();
    System.out.printf("by hand: the commands take %s%n", usual);
    reset();
  }

  private void reset() throws Exception {
    real.compose("stop", "--timeout", "1");
    run("rm", "-rf", real.folder().toString());
    run("cp", "-a", saved.toString(), real.folder().toString());
    real.compose("up", "--detach");
    real.awaitHealthy(ANSWERS_WITHIN.multipliedBy(2));
  }

  // ---- harm

  private Duration instant() {
    return Duration.ofNanos((long) (usual.toNanos() * random.nextDouble()));
  }

  private Harm killed() {
    Duration after = instant();
    return new Harm("terminal killed at " + after.toMillis() + " ms", after, this::kill, () -> {});
  }

  private Harm engineRestarted() {
    Duration after = instant();
    return new Harm(
        "engine restarted at " + after.toMillis() + " ms",
        after,
        () -> {
          engine.cut();
          List<String> command = new ArrayList<>(List.of("restart", "--time", "1"));
          command.addAll(real.containers().values());
          RealInstallation.docker(command.toArray(String[]::new));
          TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
        },
        engine::restore);
  }

  private Harm diskFull(Duration after) {
    String when = after == null ? "before" : "at " + after.toMillis() + " ms";
    return new Harm("the project's disk full " + when, after, disk::fill, disk::free);
  }

  // ---- what is typed

  private Process terminal;

  private Process type(String from, String to) throws IOException {
    String commands =
        """
        sed -i 's|%s|%s|' docker-compose.yml &&
        docker compose pull --policy missing app &&
        docker compose up -d app
        """
            .formatted(StandIn.image(from), StandIn.image(to));
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", commands)
            .directory(real.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DOCKER_HOST", engine.address());
    terminal = builder.start();
    return terminal;
  }

  private void kill() throws InterruptedException {
    List<ProcessHandle> tree = terminal.descendants().toList();
    terminal.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
    terminal.waitFor();
  }

  /// Types, with harm; then once more.
  private void withHarm(Harm harm, String from, String to) throws Exception {
    if (harm.after == null) {
      harm.done.run();
      type(from, to).waitFor();
    } else {
      Process typed = type(from, to);
      typed.waitFor(harm.after.toMillis(), TimeUnit.MILLISECONDS);
      harm.done.run();
      typed.waitFor();
      // What came after the last command has a moment to do its work.
      TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
    }
    harm.mended.run();
    type(from, to).waitFor();
  }

  private boolean answers() throws IOException, InterruptedException {
    try {
      real.awaitHealthy(ANSWERS_WITHIN);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  // ---- the cases

  private void upgrade(Harm harm, String to) throws Exception {
    int number = table.begin();
    long begun = System.nanoTime();
    String mark = "by hand " + number;
    judge.write(mark);
    withHarm(harm, StandIn.OLD, to);
    boolean answered = answers();
    boolean good = answered && !to.equals(StandIn.FRESH);
    if (!good) {
      type(to, StandIn.OLD).waitFor();
    }
    row(number, "upgrade", harm, good ? "" : "back", mark, begun);
  }

  private void goBack(Harm harm) throws Exception {
    int number = table.begin();
    long begun = System.nanoTime();
    String mark = "by hand " + number;
    type(StandIn.OLD, StandIn.NEW).waitFor();
    real.awaitHealthy(ANSWERS_WITHIN);
    judge.write(mark);
    withHarm(harm, StandIn.NEW, StandIn.OLD);
    row(number, "going back", harm, "back", mark, begun);
  }

  private void row(int number, String run, Harm harm, String choice, String mark, long begun)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    String end = "neither";
    if (answers()) {
      State now = judge.state();
      end = now.equals(old.with(mark)) ? "old" : now.equals(fresh.with(mark)) ? "new" : "neither";
      if (end.equals("neither")) {
        boolean atNew = now.files().equals(fresh.files());
        wrong.addAll(now.differences((atNew ? fresh : old).with(mark)));
      }
    } else {
      wrong.add("does not answer");
    }
    table.row(
        number,
        run,
        harm.name,
        choice,
        "by hand",
        end,
        Duration.ofNanos(System.nanoTime() - begun),
        wrong,
        List.of(real.compose("logs", "--no-color", "--tail", "40")));
    reset();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    engine.close();
    real.close();
    run("rm", "-rf", saved.toString());
    disk.close();
  }
}
