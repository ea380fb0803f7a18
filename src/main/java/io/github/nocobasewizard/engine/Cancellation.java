package io.github.nocobasewizard.engine;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/// A request to stop one piece of work: given by the user, honoured by whoever does the work.
///
/// Thread-safe. Once cancelled it stays so.
public final class Cancellation {
  private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /// Work that nobody can cancel.
  public static Cancellation none() {
    return new Cancellation();
  }

  public void cancel() {
    cancelled = true;
    for (Runnable action : actions) {
      if (actions.remove(action)) {
        action.run();
      }
    }
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /// @throws CancellationException once cancelled
  public void check() {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
  }

  /// Runs `action` when cancelled (at once if that has already happened), at most once. Close the
  /// handle to withdraw it.
  public Handle onCancel(Runnable action) {
    // A wrapper, so that the same Runnable may be registered twice.
    Runnable once = action::run;
    actions.add(once);
    if (cancelled && actions.remove(once)) {
      action.run();
    }
    return () -> actions.remove(once);
  }

  /// Withdraws what `onCancel` registered.
  public interface Handle extends AutoCloseable {
    @Override
    void close();
  }
}
