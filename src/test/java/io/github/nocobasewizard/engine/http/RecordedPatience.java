package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down how long it was told to wait, and does not wait.
final class RecordedPatience {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  final List<Duration> pauses = new CopyOnWriteArrayList<>();

  RegistryPatience patience() {
    return patience(Duration.ofSeconds(30));
  }

  RegistryPatience patience(Duration answer) {
    return new RegistryPatience(
        Duration.ofSeconds(10),
        answer,
        4,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        () -> NOW,
        this::write);
  }

  private void write(Duration time, Cancellation cancellation) {
    pauses.add(time);
  }
}
