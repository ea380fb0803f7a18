package io.github.nocobasewizard.engine.practice;

import java.time.Instant;

/// A helper container that only waits, to be used for its mounts.
///
/// @param storage what is mounted there
record Idle(StorageFolder storage) implements Inside {
  @Override
  public void start(Box box, Instant now) {
    // It sleeps.
  }

  @Override
  public void startedLongAgo(Box box) {
    // It sleeps.
  }

  @Override
  public void stop() {
    // Nothing to end.
  }

  @Override
  public void settle(Instant now) {
    // Nothing happens by itself.
  }
}
