package io.github.nocobasewizard.run;

import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How long the app takes to start, to tell who waits whether that is usual.
public final class StartTimes {
  private static final Set<String> SUCCESSES = Set.of("UPGRADED", "WENT_BACK");
  private static final Set<String> STARTS = Set.of(Phase.START.name(), Phase.RESTORE_START.name());

  /// More would tell of a computer and of data that are not there any more.
  private static final int RUNS = 5;

  /// An upgrade of a small database; what fills 100 MB of a packed copy takes about as long again.
  private static final Duration SMALL = Duration.ofMinutes(1);

  private static final double MUCH = 100e6;

  private StartTimes() {}

  /// The middle one of the latest starts of this installation; empty if there was none yet.
  ///
  /// @param runs newest first
  public static Optional<Duration> usual(List<RunStore.Record> runs, String installation) {
    List<Duration> times = new ArrayList<>();
    runs.stream()
        .filter(run -> run.beginning().installation().equals(installation))
        .filter(run -> SUCCESSES.contains(run.outcome()))
        .map(StartTimes::start)
        .flatMap(Optional::stream)
        .limit(RUNS)
        .sorted()
        .forEach(times::add);
    return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() / 2));
  }

  /// Without any experience: by the size of the database.
  ///
  /// @param copyBytes how large its packed copy is
  public static Duration expected(long copyBytes) {
    return SMALL.plusMillis(Math.round(SMALL.toMillis() * (copyBytes / MUCH)));
  }

  private static Optional<Duration> start(RunStore.Record run) {
    try {
      Instant begun = Instant.MAX;
      for (Journal.Entry entry : Journal.read(run.folder())) {
        if (STARTS.contains(entry.get("name"))) {
          if (entry.type().equals(RunStore.STEP)) {
            begun = entry.time();
          } else if (entry.type().equals(RunStore.DONE) && !begun.equals(Instant.MAX)) {
            return Optional.of(Duration.between(begun, entry.time()));
          }
        }
      }
    } catch (IOException e) {
      // An unreadable journal is no experience.
      System.getLogger(StartTimes.class.getName())
          .log(System.Logger.Level.DEBUG, "no times from " + run.folder(), e);
    }
    return Optional.empty();
  }
}
