package io.github.nocobasewizard.engine;

/// How far work is, on the program's icon in the taskbar or dock, where the system has that.
///
/// Nothing of it fails or waits: all of it is in the window, too. Called from one thread.
public interface TaskbarProgress {
  /// @param fraction how much is done, 0 to 1
  void show(double fraction);

  /// Nothing is at work any more, and the user is wanted, as far as the system has a sign for that.
  void attention();

  /// As if there had been nothing.
  void remove();

  /// For a system that has no such thing.
  static TaskbarProgress none() {
    return new TaskbarProgress() {
      @Override
      public void show(double fraction) {}

      @Override
      public void attention() {}

      @Override
      public void remove() {}
    };
  }
}
