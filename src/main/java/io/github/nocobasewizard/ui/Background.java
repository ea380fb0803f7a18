package io.github.nocobasewizard.ui;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Runs work off the UI thread and brings results, errors and progress back to it.
///
/// ```java
/// background
///     .call(() -> finder.find())
///     .onSuccess(model::show)
///     .onFailure(model::fail)
///     .finallyDo(() -> model.searching.set(false))
///     .start();
/// ```
///
/// Nothing else in the user interface starts threads, so that the window never waits and tests can run
/// everything on one thread.
public interface Background {
  /// Runs `work` elsewhere.
  void run(Runnable work);

  /// Runs `work` on the UI thread, later; for progress reported from elsewhere.
  void ui(Runnable work);

  /// Describes work that yields a value; nothing happens before [Job#start()].
  default <T> Job<T> call(Callable<T> work) {
    return new Job<>(this, work);
  }

  /// Work and what follows it. All that follows happens on the UI thread.
  final class Job<T> {
    private static final Logger LOG = System.getLogger(Background.class.getName());

    private final Background background;
    private final Callable<T> work;
    private Consumer<? super T> onSuccess = _ -> {};
    private Consumer<? super Exception> onFailure =
        e -> LOG.log(Level.ERROR, "Background work failed and nobody took care of it", e);
    private Runnable finallyDo = () -> {};

    private Job(Background background, Callable<T> work) {
      this.background = background;
      this.work = work;
    }

    public Job<T> onSuccess(Consumer<? super T> next) {
      onSuccess = next;
      return this;
    }

    public Job<T> onFailure(Consumer<? super Exception> next) {
      onFailure = next;
      return this;
    }

    /// Runs after success and after failure.
    public Job<T> finallyDo(Runnable next) {
      finallyDo = next;
      return this;
    }

    public void start() {
      background.run(() -> {
        T value;
        try {
          value = work.call();
        } catch (Exception e) {
          if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
          }
          background.ui(() -> end(() -> onFailure.accept(e)));
          return;
        }
        background.ui(() -> end(() -> onSuccess.accept(value)));
      });
    }

    private void end(Runnable next) {
      try {
        next.run();
      } finally {
        finallyDo.run();
      }
    }
  }
}
