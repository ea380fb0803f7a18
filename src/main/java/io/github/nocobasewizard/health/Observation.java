package io.github.nocobasewizard.health;

import io.github.nocobasewizard.engine.WebClient;
import java.time.Duration;
import java.util.Optional;

/// What one look at the app has shown.
public sealed interface Observation {

  /// Nobody speaks HTTP there (yet).
  record NoAnswer(WebClient.Why why, String details) implements Observation {}

  /// The web server answers, the app behind it does not.
  record WebServerOnly(int status) implements Observation {}

  /// The app says that it is at work, and on what.
  record AtWork(String code, String message) implements Observation {}

  /// The app says that it has failed.
  record InError(String code, String message) implements Observation {}

  /// Page and API answer.
  ///
  /// @param version as the app reports it
  record Healthy(Optional<String> version, Duration took) implements Observation {}
}
