package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.bench.Judge.State;
import io.github.nocobasewizard.bench.WizardProcess.End;
import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import io.github.nocobasewizard.testing.ScratchImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Harm of other kinds than a killed wizard: the engine away, restarted or killed, the network cut, a disk full,
/// the database killed, files edited by somebody, the clock set, versions that do not start, a second
/// wizard. Each ends as it should, in one of the two states, with nothing left behind once the wizard
/// has been started again.
final class Faults implements AutoCloseable {
  private static final Duration AWAY = Duration.ofSeconds(4);
  private static final Duration A_LITTLE = Duration.ofMillis(150);
  private static final String ENGINE =
      Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
  private static final Set<String> BETWEEN = Set.of("engine away", "engine restarted");

  /// What speaks of room on a disk; and nothing at all.
  private static final Pattern OF_THE_DISK =
      Pattern.compile("(.*DISK_FULL|.*NO_SPACE|run.JOURNAL)?");

  private static final String SECOND = "second wizard";
  private static final String BEFORE = "@ready";
  private static final String EDIT = "# edited by somebody else\n";

  private static final List<String> UPGRADE =
      List.of("STOP_AND_SAVE", "WRITE_VERSION", "START", "CHECK");
  private static final List<String> GOING_BACK =
      List.of(
          "RESTORE_STOP", "RESTORE_DATABASE", "RESTORE_STORAGE", "RESTORE_FILES", "RESTORE_START");

  private final Disk projects;
  private final Disk wizards;
  private final Lane lane;
  private final Table table;
  private final Optional<Path> killer;
  private final Random random;
  private final EngineProxy engine;
  private Pattern wanted = Pattern.compile("");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private enum Run {
    BACKUP,
    UPGRADE,
    GOING_BACK
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws Exception;
  }

  /// Harm at a moment of a run, which waits there, and its mending.
  ///
  /// @param at how the line begins that the wizard says at this moment; empty if nothing is to be done
  /// @param delay how long the run goes on before it is done
  /// @param mended when the wizard has ended
  private record Harm(String name, String at, Duration delay, Deed done, Deed mended) {
    static Harm none(String name) {
      return new Harm(name, "", Duration.ZERO, () -> {}, () -> {});
    }

    Harm later() {
      return after(A_LITTLE);
    }

    Harm after(Duration time) {
      return new Harm(name, at, time, done, mended);
    }

    String moment() {
      String phase = at.replaceFirst("^@(phase )?", "");
      return at.isEmpty() ? "" : (delay.isPositive() ? ", in " : ", ") + phase;
    }
  }

  /// @param image what an upgrade leads to
  /// @param options of the wizard's Java machine
  /// @param outcomes how it may end
  /// @param word what the outcome tells; empty if anything
  private record Case(
      Run run, Harm harm, String image, List<String> options, Set<String> outcomes, String word) {
    Case to(String other) {
      return new Case(run, harm, other, options, outcomes, word);
    }

    Case with(String option) {
      return new Case(run, harm, image, List.of(option), outcomes, word);
    }

    Case telling(String part) {
      return new Case(run, harm, image, options, outcomes, part);
    }
  }

  private Faults(
      Disk projects, Disk wizards, Lane lane, Table table, Optional<Path> killer, long seed)
      throws IOException {
    this.projects = projects;
    this.wizards = wizards;
    this.lane = lane;
    this.table = table;
    this.killer = killer;
    this.random = new Random(seed);
    this.engine = new EngineProxy(ENGINE);
  }

  /// @param killer a program that kills the engine when called with `kill`, and starts it again with
  ///     `start`; without it that is not done
  static Faults on(Path folder, Table table, Optional<Path> killer, long seed)
      throws IOException, InterruptedException {
    Disk projects = Disk.mount(folder.resolve("projects"), 700);
    Disk wizards = Disk.mount(folder.resolve("wizards"), 150);
    Lane lane =
        new Lane(
            projects.folder().resolve("shop-faults"),
            wizards.folder().resolve("home"),
            Shape.POSTGRES,
            true,
            StandIn.image(StandIn.OLD),
            StandIn.image(StandIn.NEW));
    return new Faults(projects, wizards, lane, table, killer, seed);
  }

  /// @param names pattern of the names of those that are wanted
  void all(String names) throws Exception {
    wanted = Pattern.compile(names);
    lane.begin();
    versionsThatFail();
    engineAway();
    engineRestarted();
    engineKilled();
    networkCut();
    diskFull("the wizard's disk full", wizards);
    diskFull("the project's disk full", projects);
    databaseKilled();
    edited();
    clockSet();
    if (wanted.matcher(SECOND).find()) {
      secondWizard();
    }
  }

  // ---- the list

  private Case upgrade(Harm harm, String... outcomes) {
    return new Case(Run.UPGRADE, harm, lane.newImage(), List.of(), Set.of(outcomes), "");
  }

  private Case goingBack(Harm harm, String... outcomes) {
    return new Case(Run.GOING_BACK, harm, "", List.of(), Set.of(outcomes), "");
  }

  private Case backup(Harm harm, String... outcomes) {
    return new Case(Run.BACKUP, harm, "", List.of(), Set.of(outcomes), "");
  }

  private void versionsThatFail() throws Exception {
    run(
        upgrade(Harm.none("crash loop"), "FAILED")
            .to(StandIn.image(StandIn.CRASHES))
            .telling("CrashLoop"));
    run(
        upgrade(Harm.none("failing migration"), "FAILED")
            .to(StandIn.image(StandIn.FAILS))
            .telling("AppError[code=APP_ERROR, message=Migration"));
    run(
        upgrade(Harm.none("error code for ever"), "FAILED")
            .to(StandIn.image(StandIn.BROKEN))
            .telling("AppError[code=MODULE_NOT_FOUND"));
    run(
        upgrade(Harm.none("fresh install"), "FAILED")
            .to(StandIn.image(StandIn.FRESH))
            .telling("FreshInstall"));
    run(
        upgrade(Harm.none("migration beyond the limit"), "UPGRADED")
            .to(StandIn.image(StandIn.SLOW))
            .with("-Dbench.quiet=PT5S")
            .telling("9.0.5"));
  }

  private void engineAway() throws Exception {
    for (String phase : List.of("BACKUP_DATABASE", "PROOF_RESTORE")) {
      both(away(phase), harm -> backup(harm, "FAILED", "DONE"));
    }
    for (String phase : UPGRADE) {
      both(away(phase), harm -> upgrade(harm, "UNTOUCHED", "CUT_OFF", "UPGRADED"));
    }
    for (String phase : GOING_BACK) {
      both(away(phase), harm -> goingBack(harm, "UNTOUCHED", "PUT_BACK", "FAILED", "WENT_BACK"));
    }
  }

  /// At the beginning of a phase and in the middle of it.
  private void both(Harm harm, Function<Harm, Case> made) throws Exception {
    run(made.apply(harm));
    run(made.apply(harm.later()));
  }

  private void engineRestarted() throws Exception {
    for (String phase : List.of("STOP_AND_SAVE", "START")) {
      run(upgrade(restarted(phase), "UNTOUCHED", "CUT_OFF", "UPGRADED"));
    }
    for (String phase : List.of("RESTORE_DATABASE", "RESTORE_START")) {
      run(goingBack(restarted(phase), "UNTOUCHED", "PUT_BACK", "FAILED", "WENT_BACK"));
    }
  }

  /// The engine's own process, with all that goes with it. It comes back while the wizard waits, or only
  /// after the wizard has ended.
  private void engineKilled() throws Exception {
    if (killer.isEmpty()) {
      return;
    }
    for (String phase : List.of("BACKUP_DATABASE", "BACKUP_STORAGE", "PROOF_RESTORE")) {
      killedAndBack(phase, Duration.ofSeconds(1), harm -> backup(harm, "FAILED", "DONE"));
    }
    for (String phase : UPGRADE) {
      killedAndBack(
          phase,
          lane.upgrade().phases().get(phase),
          harm -> upgrade(harm, "UNTOUCHED", "CUT_OFF", "UPGRADED"));
    }
    for (String phase : GOING_BACK) {
      killedAndBack(
          phase,
          lane.goingBack().phases().get(phase),
          harm -> goingBack(harm, "UNTOUCHED", "PUT_BACK", "FAILED", "WENT_BACK"));
    }
  }

  private void killedAndBack(String phase, Duration usual, Function<Harm, Case> made)
      throws Exception {
    Harm shortly =
        away("engine killed", phase, () -> engineProgram("kill"), () -> engineProgram("start"));
    Harm forLong =
        new Harm(
            "engine killed for long",
            "@phase " + phase,
            Duration.ZERO,
            () -> engineProgram("kill"),
            () -> engineProgram("start"));
    run(made.apply(shortly));
    run(made.apply(shortly.after(atRandom(usual))));
    run(made.apply(forLong.after(atRandom(usual))));
  }

  private Duration atRandom(Duration usual) {
    return Duration.ofMillis(1 + (long) (usual.toMillis() * random.nextDouble()));
  }

  private void engineProgram(String word) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(killer.orElseThrow().toString(), word).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("the engine's program cannot " + word);
    }
  }

  private Harm away(String phase) {
    return away("engine away", phase, engine::cut, engine::restore);
  }

  /// Containers end with the engine, and all come back with it: also those that had been stopped.
  private Harm restarted(String phase) {
    return away(
        "engine restarted",
        phase,
        engine::cut,
        () -> {
          List<String> command = new ArrayList<>(List.of("restart", "--time", "1"));
          command.addAll(lane.real().containers().values());
          RealInstallation.docker(command.toArray(String[]::new));
          engine.restore();
        });
  }

  /// Back after some seconds.
  private Harm away(String name, String phase, Deed goes, Deed comes) {
    List<Future<?>> back = new ArrayList<>();
    return new Harm(
        name,
        "@phase " + phase,
        Duration.ZERO,
        () -> {
          goes.run();
          back.add(
              threads.submit(() -> {
                LockSupport.parkNanos(AWAY.toNanos());
                comes.run();
                return null;
              }));
        },
        () -> {
          for (Future<?> each : back) {
            each.get();
          }
          back.clear();
        });
  }

  private void networkCut() throws Exception {
    try (FaultyRegistry registry = FaultyRegistry.start()) {
      registry.serve("nocobase/nocobase", "9.0.9-full", ScratchImage.of("amd64", 20_000_000));
      registry.fault(FaultyRegistry.Fault.cutAfter(1_000_000).only("/blobs/"));
      run(
          upgrade(Harm.none("network cut"), "UNTOUCHED")
              .to(registry.address() + "/nocobase/nocobase:9.0.9-full")
              .telling("engine."));
    }
  }

  private void diskFull(String name, Disk disk) throws Exception {
    run(backup(full(name, disk, BEFORE), "FAILED", "DONE"));
    run(backup(full(name, disk, "@phase BACKUP_STORAGE"), "FAILED", "DONE"));
    run(upgrade(full(name, disk, BEFORE), "UNTOUCHED"));
    for (String phase : UPGRADE) {
      Harm harm = full(name, disk, "@phase " + phase);
      run(upgrade(harm, "UNTOUCHED", "CUT_OFF", "FAILED", "UPGRADED"));
    }
    run(goingBack(full(name, disk, BEFORE), "UNTOUCHED"));
    for (String phase : GOING_BACK) {
      Harm harm = full(name, disk, "@phase " + phase);
      run(goingBack(harm, "UNTOUCHED", "PUT_BACK", "FAILED", "WENT_BACK"));
    }
  }

  private static Harm full(String name, Disk disk, String at) {
    return new Harm(name, at, Duration.ZERO, disk::fill, disk::free);
  }

  private void databaseKilled() throws Exception {
    for (String phase : List.of("BACKUP_DATABASE", "PROOF_RESTORE")) {
      both(databaseDies(phase), harm -> backup(harm, "FAILED", "DONE"));
    }
    for (String phase : List.of("STOP_AND_SAVE", "START", "CHECK")) {
      both(databaseDies(phase), harm -> upgrade(harm, "UNTOUCHED", "FAILED", "UPGRADED"));
    }
    for (String phase : List.of("RESTORE_STOP", "RESTORE_DATABASE", "RESTORE_START")) {
      both(
          databaseDies(phase),
          harm -> goingBack(harm, "UNTOUCHED", "PUT_BACK", "FAILED", "WENT_BACK"));
    }
  }

  private Harm databaseDies(String phase) {
    return new Harm(
        "database killed",
        "@phase " + phase,
        Duration.ZERO,
        () -> lane.real().compose("kill", "postgres"),
        () -> lane.real().compose("start", "postgres"));
  }

  /// By somebody with an editor, at moments when the wizard has not yet looked, has looked, and has
  /// written.
  private void edited() throws Exception {
    run(upgrade(edit("@phase DOWNLOAD", EDIT), "UNTOUCHED").telling("FILE_CHANGED"));
    run(upgrade(edit("INFO NocoBase stopped", EDIT), "UNTOUCHED").telling("CHANGED"));
    run(upgrade(edit("@phase START", EDIT), "UPGRADED"));
    run(
        upgrade(
            edit("INFO docker-compose.yml:", "x-edited: by somebody else\n"),
            "UNTOUCHED",
            "UPGRADED"));
  }

  private Harm edit(String at, String words) {
    Path file = lane.real().folder().resolve("docker-compose.yml");
    return new Harm(
        "file edited",
        at,
        Duration.ZERO,
        () -> Files.writeString(file, words, StandardOpenOption.APPEND),
        () -> {
          String text = Files.readString(file);
          if (!text.endsWith(words)) {
            throw new IllegalStateException("the edit is lost");
          }
          // The judge knows the file without it.
          Files.writeString(file, text.substring(0, text.length() - words.length()));
        });
  }

  private void clockSet() throws Exception {
    for (String jump : List.of("-PT3H", "PT26H")) {
      Harm harm = Harm.none("clock " + jump);
      run(upgrade(harm, "UPGRADED").with("-Dbench.clock=" + jump));
      run(goingBack(harm, "WENT_BACK").with("-Dbench.clock=" + jump));
    }
  }

  // ---- one case

  private void run(Case now) throws Exception {
    if (!wanted.matcher(now.harm.name).find()) {
      return;
    }
    if (lane.isUpgraded() != (now.run == Run.GOING_BACK)) {
      lane.change();
    }
    int number = table.begin();
    long begun = System.nanoTime();
    String mark = "fault " + number;
    State before = lane.write(mark);
    List<String> wrong = new ArrayList<>();
    List<String> said = new ArrayList<>();
    WizardProcess wizard = start(now);
    harm(now.harm, wizard, wrong);
    End first = wizard.end();
    said.addAll(wizard.lines());
    judgeOutcome(now, wizard, first, wrong);
    mend(now.harm, wrong);
    End last = end(now, first, said, wrong);
    judge(expected(now, last, before, mark), wrong, said);
    table.row(
        number,
        now.run.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
        now.harm.name + now.harm.moment(),
        last == first ? "" : "back",
        first.outcome()
            + " "
            + first.value("problem")
            + (last == first ? "" : " " + last.outcome()),
        lane.end(),
        Duration.ofNanos(System.nanoTime() - begun),
        wrong,
        said);
    lane.next(wrong.isEmpty());
  }

  private WizardProcess start(Case now) throws IOException {
    List<String> options = new ArrayList<>(now.options);
    if (!now.harm.at.isEmpty()) {
      options.add("-Dbench.hold=" + now.harm.at);
    }
    Map<String, String> environment =
        BETWEEN.contains(now.harm.name) ? Map.of("DOCKER_HOST", engine.address()) : Map.of();
    String source = now.harm.name.equals("network cut") ? "download" : "here";
    return switch (now.run) {
      case BACKUP -> lane.wizard(options, environment, line -> {}, "backup");
      case UPGRADE -> lane.upgrading(options, environment, line -> {}, now.image, source);
      case GOING_BACK -> lane.goingBack(options, environment, line -> {});
    };
  }

  private static void harm(Harm harm, WizardProcess wizard, List<String> wrong) throws Exception {
    if (harm.at.isEmpty()) {
      return;
    }
    if (wizard.await(line -> line.startsWith(harm.at)).isEmpty()) {
      wrong.add("no harm was done");
      return;
    }
    if (harm.delay.isPositive()) {
      wizard.goOn();
      LockSupport.parkNanos(harm.delay.toNanos());
      harm.done.run();
    } else {
      harm.done.run();
      wizard.goOn();
    }
  }

  private static void mend(Harm harm, List<String> wrong) throws Exception {
    try {
      harm.mended.run();
    } catch (IllegalStateException e) {
      wrong.add(e.getMessage());
    }
  }

  private static void judgeOutcome(Case now, WizardProcess wizard, End end, List<String> wrong) {
    if (!now.outcomes.contains(end.outcome())) {
      wrong.add("ended " + end.words());
    }
    if (now.harm.name.endsWith("disk full")
        && !OF_THE_DISK.matcher(end.value("problem")).matches()) {
      wrong.add("does not tell of the disk");
    }
    if (!wizard.said("@outcome ").contains(now.word) && !end.words().contains(now.word)) {
      wrong.add("does not tell " + now.word);
    }
  }

  /// The next start, which ends what has no end.
  ///
  /// @return how it ended; the first end if there was nothing to do
  private End end(Case now, End first, List<String> said, List<String> wrong)
      throws IOException, InterruptedException {
    boolean another = first.outcome().equals("UPGRADED") && !now.image.equals(lane.newImage());
    WizardProcess next =
        another ? lane.goingBack(List.of()) : lane.wizard(List.of(), Map.of(), line -> {}, "back");
    End end = next.end();
    said.addAll(next.lines());
    if (end.outcome().equals("NOTHING_TO_END")) {
      return first;
    }
    if (!List.of("UNTOUCHED", "WENT_BACK").contains(end.outcome())) {
      wrong.add("the next wizard ended " + end.words());
    }
    return end;
  }

  private State expected(Case now, End last, State before, String mark) {
    boolean atNew =
        switch (last.outcome()) {
          case "UPGRADED" -> true;
          case "WENT_BACK" -> lane.newImage().contains(":" + last.value("version") + "-");
          default -> now.run == Run.GOING_BACK;
        };
    if (atNew == (now.run == Run.GOING_BACK)) {
      return before;
    }
    return atNew ? lane.fresh(mark) : lane.old();
  }

  private void judge(State expected, List<String> wrong, List<String> said)
      throws IOException, InterruptedException {
    wrong.addAll(lane.judge(expected));
    if (!wrong.isEmpty()) {
      said.addAll(lane.logs());
    }
  }

  // ---- two wizards

  /// The second is told who is at work; once the first is killed, it recovers.
  private void secondWizard() throws Exception {
    if (lane.isUpgraded()) {
      lane.change();
    }
    int number = table.begin();
    long begun = System.nanoTime();
    String mark = "fault " + number;
    lane.write(mark);
    List<String> wrong = new ArrayList<>();
    int half = lane.upgrade().boundaries() / 2;
    WizardProcess first = lane.upgrading(List.of("-Dbench.stop=" + half), Map.of(), line -> {});
    first.await("@boundary"::equals);
    WizardProcess second = lane.upgrading(List.of(), Map.of(), line -> {});
    if (!second.end().words().contains("run.LOCKED_BY")) {
      wrong.add("the second is not told: " + second.said("@end "));
    }
    first.kill();
    WizardProcess third = lane.wizard(List.of(), Map.of(), line -> {}, "finish");
    String outcome = third.end().outcome();
    List<String> said = new ArrayList<>(first.lines());
    said.addAll(second.lines());
    said.addAll(third.lines());
    judge(lane.fresh(mark), wrong, said);
    table.row(
        number,
        "upgrade",
        SECOND + " in " + first.phase(),
        "finish",
        "run.LOCKED_BY " + outcome,
        lane.end(),
        Duration.ofNanos(System.nanoTime() - begun),
        wrong,
        said);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    threads.shutdownNow();
    engine.close();
    lane.close();
    projects.close();
    wizards.close();
  }
}
