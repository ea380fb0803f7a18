package io.github.nocobasewizard.run;

/// Keeps others off an installation until it is closed.
public interface Hold extends AutoCloseable {
  /// Lets go. What cannot be removed then is removed by the next one.
  @Override
  void close();
}
