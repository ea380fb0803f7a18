package io.github.nocobasewizard.bench;

import io.github.nocobasewizard.app.Composition;
import io.github.nocobasewizard.app.Composition.Outside;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.InterruptedRestore;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.LeftBehind;
import io.github.nocobasewizard.run.LockedException;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunOutcome;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.testing.Killer;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The wizard without its window, as a process of its own that can be killed. Its arguments are what
/// somebody would press; it says what happens in lines that begin with `@`.
///
/// `PROJECT HOME backup` | `upgrade IMAGE POINT here|download` | `go-back POINT` | `finish` | `back`
///
/// With the system property `bench.stop` it stands still at the boundary of that number and waits for
/// its end; with `bench.clock` (a duration) its clock jumps by that once the first step has begun;
/// `bench.quiet` (a duration) is how long nothing at all may move. After a line that begins with
/// `bench.hold` it waits for a word on its standard input.
final class BenchWizard {
  private static final StartWatch.Limits QUICK =
      new StartWatch.Limits(
          Duration.ofMillis(200),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.parse(System.getProperty("bench.quiet", "PT2M")),
          Duration.ofSeconds(1));

  private static String hold = System.getProperty("bench.hold", "");

  private final Services services;
  private final AtomicInteger boundaries;
  private final JumpingClock clock;
  private final Path project;
  private final RunContext context;

  private BenchWizard(
      Services services, AtomicInteger boundaries, JumpingClock clock, Path project) {
    this.services = services;
    this.boundaries = boundaries;
    this.clock = clock;
    this.project = project;
    this.context = new RunContext(this::hear, Cancellation.none(), clock);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    JumpingClock clock =
        new JumpingClock(Duration.parse(System.getProperty("bench.clock", "PT0S")));
    // Counted from the moment when all is found.
    AtomicInteger boundaries = new AtomicInteger(Integer.MIN_VALUE);
    int stop = Integer.getInteger("bench.stop", 0);
    Killer killer =
        Killer.standingStill(() -> boundaries.incrementAndGet() == stop, BenchWizard::standStill);
    boolean real = Boolean.getBoolean("bench.real");
    Outside outside =
        Composition.thisComputer(
            Machine.here(),
            Optional.empty(),
            Duration.ofSeconds(25),
            home.resolve("data"),
            () -> home.resolve("backups"),
            real ? StartWatch.Limits.STANDARD : QUICK);
    Services services =
        Composition.services(
            new Outside(
                killer.around(outside.engine()),
                killer.around(outside.compose()),
                outside.web(),
                outside.registry(),
                outside.data(),
                outside.backupFolder(),
                outside.limits(),
                killer.clock(clock),
                false));
    BenchWizard wizard = new BenchWizard(services, boundaries, clock, Path.of(arguments[0]));
    wizard.run(List.of(arguments).subList(2, arguments.length));
    // Whatever thread is left: the window's end is the program's end, too.
    System.exit(0);
  }

  private static void standStill() {
    say("@boundary");
    while (true) {
      LockSupport.park();
    }
  }

  private void run(List<String> wish) throws Exception {
    // As the window does when it opens.
    services.backups().get().removeAbandoned();
    new HelperContainers(services.engine()).removeAbandoned();
    Installation installation = services.finder().load(project);
    LeftBehind.remove(installation);
    boundaries.set(0);
    say("@ready");
    Map<String, String> end =
        switch (wish.getFirst()) {
          case "backup" -> backup(installation);
          case "upgrade" -> upgrade(installation, wish.get(1), wish.get(2), wish.get(3));
          case "go-back" ->
              goBack(new RestorePlan(installation, point(wish.get(1)), keepingPresent()));
          case "finish" -> end(installation, true);
          case "back" -> end(installation, false);
          default -> throw new IllegalArgumentException(wish.toString());
        };
    say("@boundaries " + boundaries.get());
    say("@end " + new TreeMap<>(end));
  }

  private Map<String, String> backup(Installation installation) throws Exception {
    try {
      String version = NocoBaseVersion.parse(installation.image().tagOrLatest()).toString();
      RestorePoint made = services.backup().get().make(installation, version, context);
      return Map.of("outcome", "DONE", "point", made.folder().toString());
    } catch (BackupException | LockedException e) {
      say("@outcome " + Problem.of(e));
      return Map.of("outcome", "FAILED", "problem", Problem.of(e).code());
    }
  }

  private RestorePoint point(String folder) throws Exception {
    return services.backups().get().load(Path.of(folder));
  }

  private static RestorePlan.Present keepingPresent() {
    return new RestorePlan.Present.ToBeKept();
  }

  private Map<String, String> upgrade(
      Installation installation, String image, String point, String source) throws Exception {
    UpgradePlan plan =
        services
            .planner()
            .plan(
                installation,
                List.of(ImageReference.parse(image)),
                point(point),
                source.equals("download"));
    return told(services.upgrade().get().execute(plan, context));
  }

  private Map<String, String> goBack(RestorePlan plan) {
    return told(services.restore().get().execute(plan, context));
  }

  private static Map<String, String> told(RunOutcome outcome) {
    say("@outcome " + outcome);
    return outcome.ending();
  }

  // ---- after a run was cut off, as the page about it offers

  private Map<String, String> end(Installation installation, boolean finish) throws Exception {
    Optional<RunStore.Record> cutOff = services.runs().unfinished(installation.key());
    if (cutOff.isEmpty()) {
      return Map.of("outcome", "NOTHING_TO_END");
    }
    return cutOff.get().beginning().kind() == RunStore.Kind.UPGRADE
        ? endUpgrade(services.recovery().get().look(installation, cutOff.get()), finish)
        : endGoingBack(
            InterruptedRestore.look(installation, cutOff.get(), services.backups().get()), finish);
  }

  private Map<String, String> endUpgrade(Interrupted found, boolean finish) {
    say("@found " + found.position() + (found.answers() ? " answers" : ""));
    if (finish) {
      return told(services.recovery().get().finish(found, context));
    }
    return found.position() == Interrupted.Position.BEFORE
        ? told(services.recovery().get().takeBack(found, context))
        : goBack(
            new RestorePlan(
                found.installation(), found.kept().getFirst(), new RestorePlan.Present.Given()));
  }

  private Map<String, String> endGoingBack(InterruptedRestore found, boolean finish) {
    Optional<RestorePlan> present = found.backToPresent();
    say("@found going back" + (present.isPresent() ? ", present kept" : ""));
    return goBack(finish ? found.finish() : present.orElseGet(found::finish));
  }

  private void hear(RunEvent event) {
    switch (event) {
      case RunEvent.PhaseStarted(RunEvent.Phase phase, var _) -> {
        clock.jump();
        say("@phase " + phase);
      }
      case RunEvent.Log(var _, RunEvent.Level level, String text) -> say(level + " " + text);
      default -> {}
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
    if (!hold.isEmpty() && line.startsWith(hold)) {
      hold = "";
      awaitWord();
    }
  }

  private static void awaitWord() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The computer's clock, which somebody sets while the wizard works.
  private static final class JumpingClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private final Duration by;
    private volatile boolean jumped;

    JumpingClock(Duration by) {
      this.by = by;
    }

    void jump() {
      jumped = true;
    }

    @Override
    public java.time.Instant instant() {
      return jumped ? real.instant().plus(by) : real.instant();
    }

    @Override
    public java.time.ZoneId getZone() {
      return real.getZone();
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
