package io.github.nocobasewizard.engine.docker;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Calls for an end when nothing has happened for too long.
final class Watchdog implements AutoCloseable {
  private final Runnable end;
  private final Future<?> watch;
  private volatile long limitNanos;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean barked;

  Watchdog(Duration limit, Runnable end, ExecutorService executor) {
    this.limitNanos = limit.toNanos();
    this.end = end;
    this.watch = executor.submit(this::watch);
  }

  /// Something has happened; from now on `limit` holds.
  void alive(Duration limit) {
    limitNanos = limit.toNanos();
    lastNanos = System.nanoTime();
  }

  /// Whether it was this that called for the end.
  boolean barked() {
    return barked;
  }

  @Override
  public void close() {
    watch.cancel(true);
  }

  private void watch() {
    try {
      long left = limitNanos;
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = lastNanos + limitNanos - System.nanoTime();
      }
      barked = true;
      end.run();
    } catch (InterruptedException e) {
      // Closed: there is nothing left to watch.
    }
  }
}
