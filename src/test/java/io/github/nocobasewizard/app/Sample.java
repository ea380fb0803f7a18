package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import java.nio.file.Path;
import java.time.Clock;

/// The practice installation as the world around the program.
final class Sample {
  private Sample() {}

  /// @param home where data and backups go
  static Composition.Outside around(PracticeWorld world, Path home) {
    return new Composition.Outside(
        world.engine(),
        world.compose(),
        world.web(),
        world.registry(),
        home.resolve("data"),
        () -> home.resolve("backups"),
        StartWatch.Limits.STANDARD,
        Clock.systemDefaultZone(),
        true);
  }
}
