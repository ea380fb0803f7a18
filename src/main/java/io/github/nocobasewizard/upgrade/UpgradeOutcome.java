package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// How an upgrade ended.
public sealed interface UpgradeOutcome extends RunOutcome {

  /// The new version runs with all its data.
  ///
  /// @param version as the app reports it
  /// @param pause how long the app did not answer
  /// @param recordsBefore rows of the tables that hold the users' own records, at the cut
  /// @param recordsAfter the same in the new version; both -1 if the database could not be counted
  /// @param waysBack the restore points of the way, that of the version at its beginning first
  record Upgraded(
      String version,
      Duration took,
      Duration pause,
      long recordsBefore,
      long recordsAfter,
      List<RestorePoint> waysBack)
      implements UpgradeOutcome {
    public Upgraded {
      waysBack = List.copyOf(waysBack);
    }

    @Override
    public Map<String, String> ending() {
      return Map.of(
          "outcome", "UPGRADED",
          "version", version,
          "pause", pause.toString(),
          "recordsBefore", Long.toString(recordsBefore),
          "recordsAfter", Long.toString(recordsAfter));
    }
  }

  /// Nothing has changed, or what had changed was taken back: the old version runs with its data.
  ///
  /// @param cancelled by the user
  record Untouched(Problem problem, boolean cancelled) implements UpgradeOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of(
          "outcome", cancelled ? "CANCELLED" : "UNTOUCHED",
          "problem", problem.code(),
          "thing", problem.thing());
    }
  }

  /// The version of a stop on the way runs with all its data; the one that was wanted was not begun.
  ///
  /// @param standing where to go on; its restore points are the ways back
  record StoppedOnTheWay(Problem problem, Standing standing) implements UpgradeOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of(
          "outcome", "STOPPED_ON_THE_WAY",
          "problem", problem.code(),
          "thing", problem.thing(),
          "version", standing.from().tagOrLatest());
    }
  }

  /// A new version was started and is no success. The ways back are open.
  ///
  /// @param standing at the leg that failed; its restore points are the ways back, each complete up
  ///     to the last write before the version was left
  /// @param findings what is known of what the app's log says, the likeliest cause first
  /// @param tellingLines of the app's log, without secrets
  record Failed(
      Failure failure,
      Standing standing,
      List<LogDoctor.Diagnosis> findings,
      List<String> tellingLines)
      implements UpgradeOutcome {
    /// Why the app did not start, as far as its log tells. A failure of another kind has causes of
    /// its own.
    public Optional<LogDoctor.Diagnosis> diagnosis() {
      return failure instanceof DidNotStart ? findings.stream().findFirst() : Optional.empty();
    }

    @Override
    public Map<String, String> ending() {
      return Map.of("outcome", "FAILED", "failure", failure.getClass().getSimpleName());
    }
  }

  /// It could neither go on nor be taken back now: Docker has ended, a file is locked. The journal
  /// knows all; [UpgradeRecovery] ends it.
  record CutOff(Problem problem) implements UpgradeOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of("outcome", "CUT_OFF", "problem", problem.code(), "thing", problem.thing());
    }
  }

  /// Why it is no success.
  sealed interface Failure {}

  record DidNotStart(Verdict verdict) implements Failure {}

  /// It runs, but records are missing: a wrong or empty database, for example.
  record RecordsMissing(SortedMap<String, Long> byTable) implements Failure {}

  /// It runs from another image than the one that was downloaded.
  record OtherImage(String expected, String found) implements Failure {}

  record Broken(Problem problem) implements Failure {}
}
