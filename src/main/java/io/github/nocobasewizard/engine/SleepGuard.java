package io.github.nocobasewizard.engine;

/// Keeps the computer from going to sleep, and from being shut down where the system allows that.
@FunctionalInterface
public interface SleepGuard {
  /// Begins to. Never fails and never waits: what cannot be held off is covered by the journal.
  ///
  /// @return to be closed when the work is over; when this program ends, however it ends, so does the
  ///     holding off
  Awake begin();

  /// The computer is kept awake until this is closed.
  @FunctionalInterface
  interface Awake extends AutoCloseable {
    @Override
    void close();
  }

  /// Leaves the computer alone.
  static SleepGuard none() {
    return () -> () -> {};
  }
}
