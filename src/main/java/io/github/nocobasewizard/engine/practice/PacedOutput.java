package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/// Lets bytes through at such a pace that all of them together take as long as they are meant to.
final class PacedOutput extends OutputStream {
  private static final int CHUNK = 16 * 1024;

  /// Shorter waits are saved up: no system sleeps as short as a fast sample asks for.
  private static final Duration SHORTEST = Duration.ofMillis(2);

  private final OutputStream out;
  private final long total;
  private final Duration whole;
  private final PracticeTime time;
  private final Cancellation cancellation;
  private final Instant start;
  private long done;

  PacedOutput(
      OutputStream out, long total, Duration whole, PracticeTime time, Cancellation cancellation) {
    this.out = out;
    this.total = Math.max(1, total);
    this.whole = whole;
    this.time = time;
    this.cancellation = cancellation;
    this.start = time.now();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int chunk = Math.min(CHUNK, length - written);
      out.write(bytes, offset + written, chunk);
      written += chunk;
      done += chunk;
      keepPace();
    }
  }

  private void keepPace() {
    cancellation.check();
    long share = (long) (whole.toNanos() * Math.min(1, (double) done / total));
    Instant due = time.after(start, Duration.ofNanos(share));
    if (Duration.between(time.now(), due).compareTo(SHORTEST) >= 0) {
      time.passUntil(due, cancellation);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
