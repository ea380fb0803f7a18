package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.LogFollower;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.AppPhase;
import io.github.nocobasewizard.run.RunEvent.AppState;
import io.github.nocobasewizard.run.RunEvent.Level;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Watches the app start until there is a verdict.
///
/// A long migration is no failure: while the app says that it is at work and anything moves (what
/// it says, or its log), the wait goes on.
public final class StartWatch {
  /// So often must the engine have restarted the app before it is called a crash loop.
  private static final int CRASH_LOOP = 3;

  /// "load plugin [workflow], 17/77" and "slow migration, 3/120".
  private static final Pattern COUNTER = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)\\s*$");

  private final ContainerEngine engine;
  private final AppProbe probe;
  private final Limits limits;

  /// How long to wait for what.
  ///
  /// @param poll between two looks
  /// @param error an error code must stay this long to be believed
  /// @param otherVersion a healthy app must report another version this long to be believed
  /// @param quiet nothing at all has moved
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
    this.engine = engine;
    this.probe = probe;
    this.limits = limits;
  }

  /// @param containerId the app's container
  /// @param expectedVersion what the app must report; empty if any will do
  /// @param logLine gets every line of the app's log
  public Verdict await(
      String containerId,
      Optional<String> expectedVersion,
      Phase phase,
      RunContext context,
      Consumer<String> logLine) {
    return new Watch(containerId, expectedVersion, phase, context, logLine).run();
  }

  /// One watch: what has been seen so far.
  private final class Watch {
    private final String containerId;
    private final Optional<String> expectedVersion;
    private final Phase phase;
    private final RunContext context;
    private final Consumer<String> logLine;
    // Set on the engine's thread.
    private volatile Instant lastLog;
    private Instant lastMove;
    private @Nullable Object lastSeen;
    private @Nullable Instant errorSince;
    private @Nullable Instant healthySince;
    private @Nullable Instant otherVersionSince;
    private int restartsAtStart = -1;
    private @Nullable LogFollower log;
    private String message = "";

    Watch(
        String containerId,
        Optional<String> expectedVersion,
        Phase phase,
        RunContext context,
        Consumer<String> logLine) {
      this.containerId = containerId;
      this.expectedVersion = expectedVersion;
      this.phase = phase;
      this.context = context;
      this.logLine = logLine;
      this.lastMove = context.clock().instant();
      this.lastLog = lastMove;
    }

    Verdict run() {
      try {
        while (true) {
          context.cancellation().check();
          Optional<Verdict> verdict = lookOnce();
          if (verdict.isPresent()) {
            return verdict.get();
          }
          LockSupport.parkNanos(limits.poll().toNanos());
        }
      } finally {
        if (log != null) {
          log.close();
        }
      }
    }

    private Optional<Verdict> lookOnce() {
      Optional<Verdict> dead = container();
      if (dead.isPresent()) {
        return dead;
      }
      Observation seen = probe.look();
      tell(seen);
      Instant now = context.clock().instant();
      if (!seen.equals(lastSeen) && !(seen instanceof Observation.Healthy)) {
        lastSeen = seen;
        lastMove = now;
      }
      return switch (seen) {
        case Observation.Healthy healthy -> healthy(healthy, now);
        case Observation.InError error -> error(error, now);
        default -> waiting(now);
      };
    }

    /// Restart counts come from the engine; if it does not answer for a while (it restarts, it is
    /// updated) that is no verdict on the app.
    private Optional<Verdict> container() {
      try {
        Container container = engine.container(containerId);
        follow();
        int restarts = container.state().restarts();
        if (restartsAtStart < 0 || restarts < restartsAtStart) {
          restartsAtStart = restarts;
        }
        if (restarts - restartsAtStart >= CRASH_LOOP) {
          return Optional.of(
              new Verdict.CrashLoop(
                  restarts, container.state().exitCode(), container.state().outOfMemory()));
        }
        return switch (container.state().status()) {
          case "exited", "dead" ->
              Optional.of(
                  container.state().exitCode().orElse(0) != 0
                      ? new Verdict.CrashLoop(
                          restarts, container.state().exitCode(), container.state().outOfMemory())
                      : new Verdict.NotRunning(container.state().status()));
          case "removing", "paused" ->
              Optional.of(new Verdict.NotRunning(container.state().status()));
          default -> Optional.empty();
        };
      } catch (EngineException e) {
        if (e.reason() == EngineException.Reason.CONTAINER_NOT_FOUND) {
          return Optional.of(new Verdict.NotRunning("removed"));
        }
        return Optional.empty();
      }
    }

    private void follow() throws EngineException {
      if (log == null) {
        log =
            engine.followLog(
                containerId,
                Instant.EPOCH,
                line -> {
                  lastLog = context.clock().instant();
                  logLine.accept(line.text());
                  context.log(Level.APP, line.text());
                });
      }
    }

    private void tell(Observation seen) {
      AppState state =
          switch (seen) {
            case Observation.NoAnswer none -> new AppState(AppPhase.STARTING, "");
            case Observation.WebServerOnly only -> new AppState(AppPhase.WEB_SERVER_UP, "");
            case Observation.AtWork work -> new AppState(AppPhase.WORKING, work.message());
            case Observation.InError error -> new AppState(AppPhase.WORKING, error.message());
            case Observation.Healthy healthy -> new AppState(AppPhase.ANSWERING, "");
          };
      if (!state.message().isEmpty()) {
        message = state.message();
      }
      context.progress(phase, fraction(state), state);
    }

    private double fraction(AppState state) {
      Matcher counter = COUNTER.matcher(state.message());
      return counter.find() && Long.parseLong(counter.group(2)) > 0
          ? Math.min(1, Double.parseDouble(counter.group(1)) / Double.parseDouble(counter.group(2)))
          : Double.NaN;
    }

    private Optional<Verdict> healthy(Observation.Healthy seen, Instant now) {
      errorSince = null;
      if (seen.version().isEmpty()) {
        // The API answers, the information does not yet.
        return waiting(now);
      }
      String version = seen.version().get();
      if (expectedVersion.isPresent() && !expectedVersion.get().equals(version)) {
        healthySince = null;
        otherVersionSince = otherVersionSince == null ? now : otherVersionSince;
        return isOver(otherVersionSince, limits.otherVersion(), now)
            ? Optional.of(new Verdict.OtherVersion(expectedVersion.get(), version))
            : Optional.empty();
      }
      otherVersionSince = null;
      healthySince = healthySince == null ? now : healthySince;
      return isOver(healthySince, limits.steady(), now)
          ? Optional.of(new Verdict.Healthy(version))
          : Optional.empty();
    }

    private Optional<Verdict> error(Observation.InError seen, Instant now) {
      healthySince = null;
      errorSince = errorSince == null ? now : errorSince;
      return isOver(errorSince, limits.error(), now)
          ? Optional.of(new Verdict.AppError(seen.code(), seen.message()))
          : Optional.empty();
    }

    private Optional<Verdict> waiting(Instant now) {
      healthySince = null;
      errorSince = null;
      Instant logged = lastLog;
      Instant moved = logged.isAfter(lastMove) ? logged : lastMove;
      return isOver(moved, limits.quiet(), now)
          ? Optional.of(new Verdict.Stuck(Duration.between(moved, now), message))
          : Optional.empty();
    }

    private static boolean isOver(Instant since, Duration limit, Instant now) {
      return Duration.between(since, now).compareTo(limit) >= 0;
    }
  }
}
