package io.github.nocobasewizard.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.LogFollower;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a container's log on a thread of its own.
///
/// The engine's answer ends whenever the container does, or the engine itself. So it is asked again
/// for what has come since, until the container is gone: a program that ends again and again is
/// heard to its last word. Every line is passed on once.
final class LogFollowing implements LogFollower {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollowing.class);

  /// The answer begins with the first line, and a silent container has none.
  private static final Duration FOR_THE_FIRST_LINE = Duration.ofDays(1);

  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(500);

  private final EngineHttp http;
  private final String containerId;
  private final Consumer<LogLine> lines;
  private final Cancellation closing = new Cancellation();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Known output;
  private final Known errors;

  private LogFollowing(
      EngineHttp http, String containerId, Instant since, Consumer<LogLine> lines) {
    this.http = http;
    this.containerId = containerId;
    this.lines = lines;
    this.output = new Known(since);
    this.errors = new Known(since);
  }

  /// What has been passed on of one of the two streams.
  private static final class Known {
    /// Time of the newest line.
    private Instant last;

    /// Lines up to here were passed on before the engine was asked this time; null the first time.
    private @Nullable Instant before;

    Known(Instant since) {
      last = since;
    }
  }

  static LogFollower start(
      EngineHttp http, String containerId, Instant since, Consumer<LogLine> lines)
      throws EngineException {
    boolean terminal = ContainerLog.hasTerminal(http, containerId);
    LogFollowing following = new LogFollowing(http, containerId, since, lines);
    http.executor().execute(() -> following.run(terminal));
    return following;
  }

  @Override
  public void close() {
    closed.countDown();
    closing.cancel();
  }

  private void run(boolean terminal) {
    Instant from = output.last;
    boolean there = true;
    while (there && !isClosed()) {
      boolean whole = false;
      try {
        read(from, terminal);
        whole = true;
      } catch (EngineException e) {
        there = e.reason() != EngineException.Reason.CONTAINER_NOT_FOUND;
        LOG.debug("the log of {} cannot be had", containerId, e);
      } catch (IOException | CancellationException e) {
        LOG.debug("the log of {} was cut off (closed: {})", containerId, isClosed(), e);
      }
      from = next(whole);
      there &= rest();
    }
  }

  /// Where to go on. A line that was cut off is not known yet, and may be older than the newest line
  /// of the other stream.
  private Instant next(boolean whole) {
    output.before = output.last;
    errors.before = errors.last;
    List<Instant> both = new ArrayList<>(List.of(output.last, errors.last));
    both.sort(Comparator.naturalOrder());
    return whole ? both.getLast() : both.getFirst();
  }

  private boolean rest() {
    try {
      return !closed.await(BEFORE_ASKING_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private static String path(String containerId, Instant since) {
    String seconds = String.format(Locale.ROOT, "%d.%09d", since.getEpochSecond(), since.getNano());
    return ContainerLog.path(containerId, Map.of("follow", "true", "since", seconds));
  }

  private void read(Instant from, boolean terminal) throws EngineException, IOException {
    try (Exchange exchange =
            http.open(
                EngineHttp.request(Method.GET, path(containerId, from)),
                FOR_THE_FIRST_LINE,
                closing);
        var _ = closing.onCancel(exchange::closeAside)) {
      exchange.requireSuccess(containerId);
      ContainerLog.read(
          exchange.body(), terminal, line -> pass(output, line), line -> pass(errors, line));
    }
  }

  /// Nothing comes after closing, even if it was already under way, and nothing twice.
  private void pass(Known known, LogLine line) {
    Instant time = line.time();
    boolean twice =
        time != null && known.before != null && !time.isAfter(Objects.requireNonNull(known.before));
    if (isClosed() || twice) {
      return;
    }
    if (time != null && time.isAfter(known.last)) {
      known.last = time;
    }
    lines.accept(line);
  }
}
