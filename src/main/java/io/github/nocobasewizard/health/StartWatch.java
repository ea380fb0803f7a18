package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.LogFollower;
import io.github.nocobasewizard.engine.ContainerEngine.State;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ProgramEnding;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.AppPhase;
import io.github.nocobasewizard.run.RunEvent.AppState;
import io.github.nocobasewizard.run.RunEvent.Level;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Watches the app start until there is a verdict: by what an outside client sees, by the state of
/// its container, and by its log.
///
/// A long migration is no failure: while the app says that it is at work and anything moves (what
/// it says, or its log), the wait goes on. Only time that was watched counts: after a sleep of the
/// computer, or when somebody sets its clock, nothing has been quiet for hours.
public final class StartWatch {
  /// No look takes longer. What is more was not watched: the computer slept, or somebody set its clock.
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  /// "load plugin [workflow], 17/77" and "slow migration, 3/120".
  private static final Pattern COUNTER = Pattern.compile("(\\d{1,9})\\s?/\\s?(\\d{1,9})\\s?$");

  private final ContainerEngine engine;
  private final Supplier<Observation> look;
  private final Limits limits;
  private final Consumer<Duration> pause;

  /// How long to wait for what.
  ///
  /// @param poll between two looks
  /// @param error an error code must stay this long to be believed
  /// @param otherVersion a healthy app must report another version this long to be believed
  /// @param quiet nothing at all has moved; while a migration is at work three times as long
  /// @param steady a healthy app must stay so this long
  public record Limits(
      Duration poll, Duration error, Duration otherVersion, Duration quiet, Duration steady) {
    public static final Limits STANDARD =
        new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10));
  }

  public StartWatch(ContainerEngine engine, AppProbe probe, Limits limits) {
    this(engine, probe::look, limits, ProgramEnding::orPause);
  }

  /// @param pause lets the time between two looks pass
  StartWatch(
      ContainerEngine engine, Supplier<Observation> look, Limits limits, Consumer<Duration> pause) {
    this.engine = engine;
    this.look = look;
    this.limits = limits;
    this.pause = pause;
  }

  /// @param containerId the app's container
  /// @param expectedVersion what the app must report, on data that is there already; empty if any
  ///     will do
  /// @param logLine gets every line of the app's log, and the app's own answers if they are errors
  /// @throws EngineException if the engine went away and stays away: then nobody knows
  public Verdict await(
      String containerId,
      Optional<String> expectedVersion,
      Phase phase,
      RunContext context,
      Consumer<String> logLine)
      throws EngineException {
    return await(containerId, Instant.EPOCH, expectedVersion, phase, context, logLine);
  }

  /// @param since from when on the log belongs to this start: a container that is only started again
  ///     still has the log of its earlier starts
  public Verdict await(
      String containerId,
      Instant since,
      Optional<String> expectedVersion,
      Phase phase,
      RunContext context,
      Consumer<String> logLine)
      throws EngineException {
    return new Watch(containerId, since, expectedVersion, phase, context, logLine).run();
  }

  /// One watch.
  private final class Watch {
    private final String containerId;
    private final Instant since;
    private final Phase phase;
    private final RunContext context;
    private final Consumer<String> logLine;
    private final StartLog startLog;
    private final StartJudge judge;
    private @Nullable LogFollower log;
    private Instant clockAtLastLook;
    private volatile Instant now;
    private Optional<Observation> lastError = Optional.empty();
    private @Nullable EngineException away;

    Watch(
        String containerId,
        Instant since,
        Optional<String> expectedVersion,
        Phase phase,
        RunContext context,
        Consumer<String> logLine) {
      this.containerId = containerId;
      this.since = since;
      this.phase = phase;
      this.context = context;
      this.logLine = logLine;
      this.clockAtLastLook = context.clock().instant();
      this.now = clockAtLastLook;
      this.startLog = new StartLog(now);
      this.judge = new StartJudge(limits, expectedVersion, startLog, now);
    }

    private void letTimePass() {
      Instant clock = context.clock().instant();
      Duration passed = Duration.between(clockAtLastLook, clock);
      clockAtLastLook = clock;
      if (passed.isPositive()) {
        now = now.plus(passed.compareTo(LONGEST_LOOK) < 0 ? passed : LONGEST_LOOK);
      }
    }

    Verdict run() throws EngineException {
      try {
        while (true) {
          context.cancellation().check();
          letTimePass();
          Optional<Verdict> verdict = container().or(this::fromOutside);
          if (verdict.isEmpty() || !verdict.get().good()) {
            // Also after the end: the app's last words, which name the cause, may be on their way.
            pause.accept(limits.poll());
          }
          if (verdict.isPresent()) {
            return believed(verdict.get());
          }
        }
      } finally {
        if (log != null) {
          log.close();
        }
      }
    }

    /// Without its engine the app cannot move: that is not the app's fault.
    private Verdict believed(Verdict verdict) throws EngineException {
      if (away != null && verdict instanceof Verdict.Stuck) {
        throw away;
      }
      return verdict;
    }

    /// If the engine does not answer for a while (it restarts, it is updated) that is no verdict on
    /// the app.
    private Optional<Verdict> container() {
      try {
        State state = engine.container(containerId).state();
        away = null;
        follow();
        return judge.container(state, now);
      } catch (EngineException e) {
        away = e.engineIsAway() ? e : null;
        return e.reason() == EngineException.Reason.CONTAINER_NOT_FOUND
            ? judge.container(null, now)
            : Optional.empty();
      }
    }

    private void follow() throws EngineException {
      if (log == null) {
        log =
            engine.followLog(
                containerId,
                since,
                line -> {
                  startLog.read(now, line.text());
                  logLine.accept(line.text());
                  context.log(Level.APP, line.text());
                });
      }
    }

    private Optional<Verdict> fromOutside() {
      Observation seen = look.get();
      note(seen);
      AppState state = state(seen);
      context.progress(phase, fraction(state.message()), state);
      return judge.seen(seen, now);
    }

    /// What the app answers may be all that it says: its log can be switched off.
    private void note(Observation seen) {
      if (seen instanceof Observation.AtWork(String _, String message)) {
        startLog.read(now, message);
      }
      if (seen instanceof Observation.InError(String code, String message)
          && !lastError.equals(Optional.of(seen))) {
        lastError = Optional.of(seen);
        String words = code + " " + message.replaceAll("\\R", " ");
        logLine.accept(words);
        context.log(Level.ERROR, words);
      }
    }

    private AppState state(Observation seen) {
      return switch (seen) {
        case Observation.NoAnswer _ -> new AppState(AppPhase.STARTING, "");
        case Observation.WebServerOnly _ -> new AppState(AppPhase.WEB_SERVER_UP, "");
        case Observation.AtWork(String _, String message) ->
            new AppState(AppPhase.WORKING, doing(message));
        case Observation.InError(String _, String message) ->
            new AppState(AppPhase.WORKING, message);
        case Observation.Healthy _ -> new AppState(AppPhase.ANSWERING, "");
      };
    }

    /// While data is migrated, the app answers with what it did before; its log knows better.
    private String doing(String message) {
      return COUNTER.matcher(message).find()
          ? message
          : startLog
              .migrating()
              .map(name -> "migrating " + name + ", step " + (startLog.migrated() + 1))
              .orElse(message);
    }

    private static double fraction(String message) {
      Matcher counter = COUNTER.matcher(message);
      return counter.find() && Long.parseLong(counter.group(2)) > 0
          ? Math.min(1, Double.parseDouble(counter.group(1)) / Double.parseDouble(counter.group(2)))
          : Double.NaN;
    }
  }
}
