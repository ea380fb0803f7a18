package io.github.nocobasewizard.engine;

import java.time.Duration;

/// Thrown on a thread that was interrupted, which happens only when the program ends.
///
/// Neither a failure nor a wish to cancel, and therefore no exception that somebody could answer by
/// taking back what was done: from here on nothing is decided any more. What was under way stays as
/// after a power failure, and the next start of the program finds it in the journal.
public final class ProgramEnding extends Error {
  private static final long serialVersionUID = 1L;

  /// Leaves the thread interrupted, so that its next wait ends as well.
  public ProgramEnding() {
    super("the program ends", null, false, false);
    Thread.currentThread().interrupt();
  }

  /// Lets time go by.
  ///
  /// @throws ProgramEnding at once, if the thread is or becomes interrupted
  public static void orPause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new ProgramEnding();
    }
  }
}
