package io.github.nocobasewizard.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what comes sooner or later, for as long as it takes but not for ever.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /// @param what for the message if it never comes
  public static void await(String what, Callable<Boolean> condition) {
    await(what, LIMIT, condition);
  }

  /// @param what for the message if it never comes
  public static void await(String what, Duration limit, Callable<Boolean> condition) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("did not happen within " + limit + ": " + what);
        }
        Thread.sleep(PAUSE);
      }
    } catch (Exception e) {
      throw new AssertionError("while waiting: " + what, e);
    }
  }
}
