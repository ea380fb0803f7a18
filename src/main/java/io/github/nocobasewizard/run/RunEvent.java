package io.github.nocobasewizard.run;

import java.time.Duration;
import java.time.Instant;

/// What a run tells whoever watches it: the window, a test, or nobody.
public sealed interface RunEvent {

  /// One stop of an upgrade is headed for; its phases follow.
  ///
  /// @param number from 1
  /// @param of how many there are
  /// @param version as a tag
  record LegStarted(int number, int of, String version) implements RunEvent {}

  /// Going back has failed; the state before is put back by the same phases.
  ///
  /// @param version as a tag
  record TurnedRound(String version) implements RunEvent {}

  record PhaseStarted(Phase phase, Instant at) implements RunEvent {}

  /// @param fraction of this phase, 0 to 1; NaN if it cannot be told
  record PhaseProgress(Phase phase, double fraction, Detail detail) implements RunEvent {}

  record PhaseDone(Phase phase, Duration took, Detail detail) implements RunEvent {}

  /// A line for the Details drawer. Free of secrets.
  record Log(Instant at, Level level, String text) implements RunEvent {}

  enum Level {
    INFO,
    WARNING,
    ERROR,
    /// The app's own log.
    APP
  }

  /// The parts of a run, as the pages list them.
  enum Phase {
    BACKUP_DATABASE,
    BACKUP_STORAGE,
    BACKUP_FILES,
    PROOF_RESTORE,
    PROOF_COMPARE,
    SEAL,
    DOWNLOAD,
    STOP_AND_SAVE,
    WRITE_VERSION,
    START,
    CHECK,
    RESTORE_STOP,
    RESTORE_DATABASE,
    RESTORE_STORAGE,
    RESTORE_FILES,
    RESTORE_START
  }

  /// What there is to say of a phase, as values; the window puts them into words.
  sealed interface Detail {}

  record Nothing() implements Detail {
    public static final Nothing TO_SAY = new Nothing();
  }

  /// @param total -1 if not known
  record Bytes(long done, long total) implements Detail {}

  record Download(long done, long total, int layers, int layersDone, boolean unpacking)
      implements Detail {}

  record Files(long count, long bytes) implements Detail {}

  record Tables(int tables, long records) implements Detail {}

  record AppState(AppPhase phase, String message) implements Detail {}

  enum AppPhase {
    /// The app's container is being made or its web server is not up yet.
    STARTING,
    /// The web server answers, the app itself does not.
    WEB_SERVER_UP,
    /// The app says that it is at work, and at what.
    WORKING,
    /// The app answers like always.
    ANSWERING
  }
}
