package io.github.nocobasewizard.ui.upgrade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/// How fast a download goes: the mean of the last seconds, because what came before says little about
/// what comes next.
final class DownloadRate {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /// Less than this says nothing yet.
  private static final Duration LEAST = Duration.ofSeconds(2);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long bytes) {}

  void add(Instant at, long bytes) {
    if (!samples.isEmpty() && bytes < samples.getLast().bytes()) {
      // The engine has begun to count anew.
      samples.clear();
    }
    samples.addLast(new Sample(at, bytes));
    Instant oldest = at.minus(WINDOW);
    while (samples.size() > 2 && samples.getFirst().at().isBefore(oldest)) {
      samples.removeFirst();
    }
  }

  void clear() {
    samples.clear();
  }

  /// Bytes per second; empty while too little is known.
  OptionalDouble perSecond() {
    if (samples.size() < 2) {
      return OptionalDouble.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    Duration span = Duration.between(first.at(), last.at());
    return span.compareTo(LEAST) < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((last.bytes() - first.bytes()) * 1000.0 / span.toMillis());
  }
}
