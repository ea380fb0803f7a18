package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.ContainerEngine.State;
import io.github.nocobasewizard.health.StartWatch.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Draws the verdict on a start from what is seen of it, look by look. Has no clock and no
/// connection of its own.
///
/// What can pass by itself must last before it is believed: an error code, a stopped container
/// (the engine itself may be restarting), another version. What moves is waited for without end.
final class StartJudge {
  /// So often must the engine have restarted the app before it is called a crash loop.
  private static final int CRASHES = 3;

  /// Two are enough for an app that takes its time to fail,
  private static final Duration SLOW_CRASHES = Duration.ofSeconds(15);

  /// and one for an app that has tried for minutes by itself, as NocoBase does to reach its
  /// database, and was never up.
  private static final Duration GAVE_UP = Duration.ofMinutes(2);

  /// A container must be stopped or gone this long.
  private static final Duration STOPPED = Duration.ofSeconds(10);

  /// A single migration may change millions of rows without a word.
  private static final int PATIENCE_WHILE_MIGRATING = 3;

  /// Ended by a signal from outside: `docker stop`, or somebody's `kill`.
  private static final int KILLED = 137;

  private static final int TERMINATED = 143;

  private final Limits limits;
  private final Optional<String> expectedVersion;
  private final StartLog log;
  private final Instant begun;
  private Instant lastMove;
  private Observation lastSeen = new Observation.WebServerOnly(0);
  private boolean appSpoke;
  private int restartsAtStart = -1;
  private OptionalInt exitCode = OptionalInt.empty();
  private boolean outOfMemory;
  private String message = "";
  private final Lasting error = new Lasting();
  private final Lasting healthy = new Lasting();
  private final Lasting otherVersion = new Lasting();
  private final Lasting stopped = new Lasting();

  StartJudge(Limits limits, Optional<String> expectedVersion, StartLog log, Instant begun) {
    this.limits = limits;
    this.expectedVersion = expectedVersion;
    this.log = log;
    this.begun = begun;
    this.lastMove = begun;
  }

  /// Since when something has been so without a break.
  private static final class Lasting {
    private @Nullable Instant since;

    boolean lasts(boolean now, Duration limit, Instant at) {
      since = now ? (since == null ? at : since) : null;
      return since != null && isOver(since, limit, at);
    }
  }

  /// What the engine says of the container; null if there is none any more.
  Optional<Verdict> container(@Nullable State state, Instant now) {
    String status = state == null ? "removed" : state.status();
    if (state != null) {
      remember(state);
      if (crashLoops(state, now)) {
        return Optional.of(crashLoop(state));
      }
    }
    boolean over =
        switch (status) {
          case "exited", "dead", "removing", "paused", "removed" -> true;
          default -> false;
        };
    Duration limit = STOPPED.compareTo(limits.error()) < 0 ? STOPPED : limits.error();
    if (!stopped.lasts(over, limit, now)) {
      return Optional.empty();
    }
    return Optional.of(
        state != null && endedByItself() ? crashLoop(state) : new Verdict.NotRunning(status));
  }

  private void remember(State state) {
    if (restartsAtStart < 0 || state.restarts() < restartsAtStart) {
      restartsAtStart = state.restarts();
    }
    if (!state.running() && state.exitCode().isPresent()) {
      exitCode = state.exitCode();
    }
    // The engine forgets it at the next start.
    outOfMemory |= state.outOfMemory();
  }

  private boolean crashLoops(State state, Instant now) {
    int crashes = state.restarts() - restartsAtStart;
    return crashes >= CRASHES
        || (crashes >= 2 && isOver(begun, SLOW_CRASHES, now))
        || (crashes >= 1 && !appSpoke && isOver(begun, GAVE_UP, now));
  }

  private boolean endedByItself() {
    int code = exitCode.orElse(0);
    return outOfMemory || (code != 0 && code != KILLED && code != TERMINATED);
  }

  /// Nobody kills an app again and again: then it was the system, for want of memory.
  private Verdict crashLoop(State state) {
    boolean killed = exitCode.orElse(0) == KILLED && state.restarts() > restartsAtStart;
    return new Verdict.CrashLoop(state.restarts(), exitCode, outOfMemory || killed);
  }

  /// What an outside client has seen.
  Optional<Verdict> seen(Observation seen, Instant now) {
    if (!seen.equals(lastSeen) && !(seen instanceof Observation.Healthy)) {
      lastSeen = seen;
      lastMove = now;
    }
    appSpoke |=
        seen instanceof Observation.AtWork
            || seen instanceof Observation.InError
            || seen instanceof Observation.Healthy;
    if (log.installs() && expectedVersion.isPresent()) {
      return Optional.of(new Verdict.FreshInstall());
    }
    String reported =
        seen instanceof Observation.Healthy(var version, var _) ? version.orElse("") : "";
    boolean known = !reported.isEmpty();
    boolean right = known && expectedVersion.map(reported::equals).orElse(true);
    if (error.lasts(seen instanceof Observation.InError, limits.error(), now)
        && seen instanceof Observation.InError(String code, String words)) {
      return Optional.of(new Verdict.AppError(code, words));
    }
    if (otherVersion.lasts(known && !right, limits.otherVersion(), now)) {
      return Optional.of(new Verdict.OtherVersion(expectedVersion.orElse(""), reported));
    }
    if (healthy.lasts(right, limits.steady(), now)) {
      return Optional.of(new Verdict.Healthy(reported));
    }
    return known || seen instanceof Observation.InError ? Optional.empty() : waiting(seen, now);
  }

  private Optional<Verdict> waiting(Observation seen, Instant now) {
    if (seen instanceof Observation.AtWork(String _, String words) && !words.isEmpty()) {
      message = words;
    }
    Instant moved = log.news().isAfter(lastMove) ? log.news() : lastMove;
    Duration patience =
        log.migrating().isPresent()
            ? limits.quiet().multipliedBy(PATIENCE_WHILE_MIGRATING)
            : limits.quiet();
    return isOver(moved, patience, now)
        ? Optional.of(
            new Verdict.Stuck(Duration.between(moved, now), log.migrating().orElse(message)))
        : Optional.empty();
  }

  private static boolean isOver(Instant since, Duration limit, Instant now) {
    return Duration.between(since, now).compareTo(limit) >= 0;
  }
}
