package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.bench.Judge.State;
import io.github.nocobasewizard.bench.WizardProcess.End;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Kills the wizard, as a process, at every boundary of its journal and at random instants while it
/// upgrades an installation on a real engine or goes back, lets another process find the run and end
/// it, and judges from outside: exactly the old version with its data or the new one with its data,
/// and nothing left behind. Prints a table.
///
/// `mvn -Pfault-bench`, with `-Dwizard.args=` any of these words, separated by spaces:
/// `boundaries`, `random=100`, `faults` (see [Faults]; `faults=disk|clock` for those named so),
/// `engine=PROGRAM` (kills the engine with `PROGRAM kill`, among the `faults`, and starts it again with
/// `PROGRAM start`; that takes down whatever else it runs), `by-hand` (see [ByHand]), `seed=1`, `lanes=2`, and `real` for a real NocoBase in the place of the
/// stand-in that starts in a second.
public final class FaultBench {
  private enum What {
    UPGRADE,
    GOING_BACK
  }

  private enum Choice {
    FINISH,
    BACK
  }

  /// @param boundary where it is killed; 0 for a random instant
  /// @param phase the step in which that is; so each step has its share, however short it is
  /// @param share of an undisturbed step's time after which it is killed
  /// @param twice whether the process that ends it is killed as well
  private record Case(
      What what, int boundary, String phase, double share, Choice choice, boolean twice) {}

  private final Options options;
  private final Path folder;
  private final Table table;
  private final Queue<Case> upgrades = new ConcurrentLinkedQueue<>();
  private final Queue<Case> goingBacks = new ConcurrentLinkedQueue<>();
  private final Random random;
  private Lane measured;

  /// @param random how many random instants that really kill
  /// @param faults which harm of other kinds is done, too: a pattern of its name; null for none
  /// @param engine the program that kills it; null if that is not to be done
  /// @param byHand whether the same is done by hand, for comparison
  private record Options(
      boolean boundaries,
      int random,
      String faults,
      String engine,
      boolean byHand,
      long seed,
      int lanes,
      boolean real) {
    static Options of(String[] words) {
      Set<String> all =
          Set.of(words.length == 0 ? new String[] {"boundaries", "random=100", "faults"} : words);
      Set<String> unknown = new TreeSet<>(all);
      unknown.removeIf(word ->
          word.matches("boundaries|faults(=.+)?|engine=.+|by-hand|real|(random|seed|lanes)=\\d+"));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(unknown.toString());
      }
      return new Options(
          all.contains("boundaries"),
          number(all, "random", 0),
          text(all, "faults"),
          text(all, "engine"),
          all.contains("by-hand"),
          number(all, "seed", 1),
          number(all, "lanes", 2),
          all.contains("real"));
    }

    private static String text(Set<String> words, String name) {
      return words.stream()
          .filter(word -> word.startsWith(name))
          .map(word -> word.replaceFirst(name + "=?", ""))
          .findFirst()
          .orElse(null);
    }

    private static int number(Set<String> words, String name, int usual) {
      return words.stream()
          .filter(word -> word.startsWith(name + "="))
          .map(word -> Integer.parseInt(word.substring(name.length() + 1)))
          .findFirst()
          .orElse(usual);
    }

    boolean kills() {
      return boundaries || random > 0;
    }

    boolean standIns() {
      return !real || faults != null || byHand;
    }
  }

  private FaultBench(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
    this.table = new Table(folder);
    this.random = new Random(options.seed);
  }

  public static void main(String[] words) throws Exception {
    Options options = Options.of(words);
    Path folder = Files.createDirectories(Path.of("target", "fault-bench").toAbsolutePath());
    FaultBench bench = new FaultBench(options, folder);
    System.out.println(options);
    try (StandIn images = options.standIns() ? StandIn.make() : StandIn.none()) {
      if (options.kills()) {
        bench.run();
      }
      if (options.faults != null) {
        bench.harm();
      }
      if (options.byHand) {
        bench.byHand();
      }
    }
    bench.table.summary();
    System.exit(bench.table.wrong() == 0 ? 0 : 1);
  }

  private void run() throws Exception {
    List<Lane> lanes = new ArrayList<>();
    try {
      for (int n = 1; n <= options.lanes; n++) {
        // One with the image in the Compose file, one with the image in the environment file.
        Shape shape = n % 2 == 1 ? Shape.POSTGRES : Shape.POSTGRES.withImageInEnv();
        lanes.add(lane("lane" + n, shape));
      }
      side(lanes, Lane::begin);
      plan(lanes.getFirst());
      side(lanes, this::work);
    } finally {
      for (Lane lane : lanes) {
        lane.close();
      }
    }
  }

  private void harm() throws Exception {
    try (Faults faults =
        Faults.on(
            folder.resolve("faults"),
            table,
            Optional.ofNullable(options.engine).map(Path::of),
            options.seed)) {
      faults.all(options.faults);
    }
  }

  /// In a table of its own: what goes wrong there is not the wizard's fault.
  private void byHand() throws Exception {
    Table hand = new Table(Files.createDirectories(folder.resolve("by-hand")));
    try (ByHand work = ByHand.on(hand.folder(), hand, options.seed)) {
      work.all();
    }
    hand.summary();
  }

  private Lane lane(String name, Shape shape) {
    Path shop = folder.resolve(name).resolve("shop-" + name);
    Path home = folder.resolve(name).resolve("home");
    return options.real
        ? new Lane(
            shop,
            home,
            shape,
            false,
            "nocobase/nocobase:2.2.0-full",
            "nocobase/nocobase:2.2.15-full")
        : new Lane(shop, home, shape, true, StandIn.image(StandIn.OLD), StandIn.image(StandIn.NEW));
  }

  @FunctionalInterface
  private interface LaneWork {
    void with(Lane lane) throws Exception;
  }

  private static void side(List<Lane> lanes, LaneWork work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Lane lane : lanes) {
        all.add(
            threads.submit(() -> {
              work.with(lane);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private void plan(Lane lane) {
    measured = lane;
    System.out.printf("upgrade %s, going back %s%n", measured.upgrade(), measured.goingBack());
    if (options.boundaries) {
      boundaries(What.UPGRADE, measured.upgrade().boundaries(), upgrades);
      boundaries(What.GOING_BACK, measured.goingBack().boundaries(), goingBacks);
    }
    for (int n = 0; n < options.random; n++) {
      What what = n % 2 == 0 ? What.UPGRADE : What.GOING_BACK;
      Choice choice = n / 2 % 2 == 0 ? Choice.FINISH : Choice.BACK;
      add(atRandom(what, choice, n % 10 < 2));
    }
  }

  private synchronized Case atRandom(What what, Choice choice, boolean twice) {
    List<String> phases = List.copyOf(usual(what, measured).phases().keySet());
    String phase = phases.get(random.nextInt(phases.size()));
    return new Case(what, 0, phase, random.nextDouble(), choice, twice);
  }

  private static Lane.Measured usual(What what, Lane lane) {
    return what == What.UPGRADE ? lane.upgrade() : lane.goingBack();
  }

  private void add(Case next) {
    (next.what == What.UPGRADE ? upgrades : goingBacks).add(next);
  }

  /// One that came too late kills at another instant.
  private void again(Case late) {
    add(atRandom(late.what, late.choice, late.twice));
  }

  private static void boundaries(What what, int number, Queue<Case> cases) {
    for (int n = 1; n <= number; n++) {
      cases.add(new Case(what, n, "", 0, n % 2 == 0 ? Choice.BACK : Choice.FINISH, false));
    }
  }

  private void work(Lane lane) throws Exception {
    while (!upgrades.isEmpty() || !goingBacks.isEmpty()) {
      Case next = (lane.isUpgraded() ? goingBacks : upgrades).poll();
      if (next == null) {
        lane.change();
      } else {
        run(next, lane);
      }
    }
  }

  private void run(Case now, Lane lane) throws Exception {
    int number = table.begin();
    long begun = System.nanoTime();
    String mark = "case " + number;
    State before = lane.write(mark);
    State after = now.what == What.UPGRADE ? lane.fresh(mark) : lane.old();
    WizardProcess dying = start(now, lane);
    boolean killed = kill(now, lane, dying);
    if (!killed && now.boundary == 0) {
      table.late();
      again(now);
    }
    List<String> said = new ArrayList<>(dying.lines());
    WizardProcess ending = ending(now, lane);
    boolean twice = now.twice && ending.killAfter(instant(lane.upgrade().took(), now.share));
    if (twice) {
      said.addAll(ending.lines());
      ending = ending(now, lane);
    }
    End end = ending.end();
    said.addAll(ending.lines());
    State expected =
        !killed || isOver(dying, end) ? after : expected(now, end, lane, before, after);
    List<String> wrong = new ArrayList<>(lane.judge(expected));
    if (end.outcome().isEmpty()) {
      wrong.add("the next wizard ended by itself");
    }
    if (!wrong.isEmpty()) {
      said.addAll(lane.logs());
    }
    table.row(
        number,
        now.what.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
        !killed ? "not in time" : when(now, dying) + (twice ? ", twice" : ""),
        now.choice.toString().toLowerCase(Locale.ROOT),
        ending.said("@found ") + " " + end.outcome(),
        lane.end(),
        Duration.ofNanos(System.nanoTime() - begun),
        wrong,
        said);
    lane.next(wrong.isEmpty());
  }

  private static WizardProcess start(Case now, Lane lane) throws IOException {
    List<String> stop = now.boundary > 0 ? List.of("-Dbench.stop=" + now.boundary) : List.of();
    return now.what == What.UPGRADE
        ? lane.upgrading(stop, Map.of(), line -> {})
        : lane.goingBack(stop);
  }

  private static boolean kill(Case now, Lane lane, WizardProcess wizard)
      throws InterruptedException {
    Lane.Measured usual = usual(now.what, lane);
    return now.boundary > 0
        ? wizard.killAtItsBoundary()
        : wizard.killAfter(now.phase, instant(usual.phases().get(now.phase), now.share));
  }

  private static Duration instant(Duration took, double share) {
    return Duration.ofNanos((long) (took.toNanos() * share));
  }

  private static WizardProcess ending(Case now, Lane lane) throws IOException {
    return lane.wizard(
        List.of(), Map.of(), line -> {}, now.choice == Choice.FINISH ? "finish" : "back");
  }

  private static String when(Case now, WizardProcess wizard) {
    String phase = wizard.phase().isEmpty() ? "" : " in " + wizard.phase();
    return now.boundary > 0
        ? "boundary " + now.boundary + phase
        : Math.round(now.share * 100) + " %" + phase;
  }

  /// Whether the last line of the journal was written when it was killed.
  private static boolean isOver(WizardProcess killed, End end) {
    return end.outcome().equals("NOTHING_TO_END")
        && List.of("CHECK", "RESTORE_START").contains(killed.phase());
  }

  /// What the choice leads to. Before anything was changed there is nothing to choose, and going back
  /// can only be turned round once the state that is left is kept.
  private static State expected(Case now, End end, Lane lane, State before, State after) {
    if (List.of("NOTHING_TO_END", "UNTOUCHED").contains(end.outcome())) {
      return before;
    }
    boolean turned =
        now.what == What.UPGRADE || lane.newImage().contains(":" + end.value("version") + "-");
    return now.choice == Choice.BACK && turned ? before : after;
  }
}
