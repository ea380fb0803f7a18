package io.github.nocobasewizard.health;

import java.time.Duration;
import java.util.OptionalInt;

/// What became of a start.
public sealed interface Verdict {

  /// Page and API answer, steadily, with the version expected.
  record Healthy(String version) implements Verdict {}

  /// The program ends again and again.
  record CrashLoop(int restarts, OptionalInt exitCode, boolean outOfMemory) implements Verdict {}

  /// The app itself says that it has failed, and stays there.
  record AppError(String code, String message) implements Verdict {}

  /// It runs, but reports another version than the one it was started from.
  record OtherVersion(String expected, String reported) implements Verdict {}

  /// It sets itself up as if there were no data: another database than before, or an empty one.
  record FreshInstall() implements Verdict {}

  /// Nothing has moved for a long time.
  record Stuck(Duration quietFor, String lastMessage) implements Verdict {}

  /// The container is gone or was stopped by somebody.
  record NotRunning(String status) implements Verdict {}

  default boolean good() {
    return this instanceof Healthy;
  }
}
