package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.run.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// How an upgrade ended.
public sealed interface UpgradeOutcome {

  /// The new version runs with all its data.
  ///
  /// @param version as the app reports it
  /// @param pause how long the app did not answer
  /// @param recordsBefore rows of the tables that hold the users' own records, at the cut
  /// @param recordsAfter the same in the new version; both -1 if the database could not be counted
  record Upgraded(
      String version,
      Duration took,
      Duration pause,
      long recordsBefore,
      long recordsAfter,
      RestorePoint restorePoint)
      implements UpgradeOutcome {}

  /// Nothing has changed, or what had changed was taken back: the old version runs with its data.
  ///
  /// @param cancelled by the user
  record Untouched(Problem problem, boolean cancelled) implements UpgradeOutcome {}

  /// The new version was started and is no success. The way back is open.
  ///
  /// @param restorePoint complete up to the last write
  /// @param diagnosis what the app's log says, if it says anything known
  /// @param tellingLines of the app's log, without secrets
  record Failed(
      Failure failure,
      RestorePoint restorePoint,
      Optional<LogDoctor.Diagnosis> diagnosis,
      List<String> tellingLines)
      implements UpgradeOutcome {}

  /// Why it is no success.
  sealed interface Failure {}

  record DidNotStart(Verdict verdict) implements Failure {}

  /// It runs, but records are missing: a wrong or empty database, for example.
  record RecordsMissing(SortedMap<String, Long> byTable) implements Failure {}

  /// It runs from another image than the one that was downloaded.
  record OtherImage(String expected, String found) implements Failure {}

  record Broken(Problem problem) implements Failure {}
}
