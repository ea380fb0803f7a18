package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.LogFollower;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Delivers the log of one container, line by line, until it is closed or the container removed.
final class LogFollowing implements Runnable, LogFollower {
  private static final Duration POLL = Duration.ofMillis(150);

  private final Machine machine;
  private final PracticeTime time;
  private final String container;
  private final Instant since;
  private final Consumer<LogLine> lines;
  private final Cancellation closed = new Cancellation();

  LogFollowing(
      Machine machine,
      PracticeTime time,
      String container,
      Instant since,
      Consumer<LogLine> lines) {
    this.machine = machine;
    this.time = time;
    this.container = container;
    this.since = since;
    this.lines = lines;
  }

  @Override
  public void run() {
    int known = 0;
    try {
      while (true) {
        known += deliver(machine.logAfter(container, known));
        time.pass(POLL, closed);
      }
    } catch (EngineException | CancellationException e) {
      // The container is gone, or nobody listens any more.
    }
  }

  private int deliver(List<LogLine> more) {
    for (LogLine line : more) {
      closed.check();
      Instant at = line.time();
      if (at == null || !at.isBefore(since)) {
        lines.accept(line);
      }
    }
    return more.size();
  }

  @Override
  public void close() {
    closed.cancel();
  }
}
