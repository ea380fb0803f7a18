package io.github.nocobasewizard.engine;

/// Tells the user something outside the window, as the system's other programs do.
@FunctionalInterface
public interface Notices {
  /// Never fails, and does not wait until the user has seen it: what the system does not show is in
  /// the window, too.
  void show(String title, String text);
}
