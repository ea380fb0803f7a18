package io.github.nocobasewizard.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.LogFollower;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows a container's log on a thread of its own.
final class LogFollowing implements LogFollower {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollowing.class);

  /// The answer begins with the first line, and a silent container has none.
  private static final Duration FOR_THE_FIRST_LINE = Duration.ofDays(1);

  private final Cancellation closing = new Cancellation();
  private final Consumer<LogLine> lines;
  private volatile boolean closed;

  private LogFollowing(Consumer<LogLine> lines) {
    this.lines = lines;
  }

  static LogFollower start(
      EngineHttp http, String containerId, Instant since, Consumer<LogLine> lines)
      throws EngineException {
    boolean terminal =
        http.get("/containers/" + containerId + "/json", containerId)
            .path("Config")
            .path("Tty")
            .asBoolean();
    LogFollowing following = new LogFollowing(lines);
    http.executor()
        .execute(() -> following.run(http, containerId, path(containerId, since), terminal));
    return following;
  }

  @Override
  public void close() {
    closed = true;
    closing.cancel();
  }

  private static String path(String containerId, Instant since) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("follow", "true");
    parameters.put("stdout", "true");
    parameters.put("stderr", "true");
    parameters.put("timestamps", "true");
    parameters.put(
        "since", String.format(Locale.ROOT, "%d.%09d", since.getEpochSecond(), since.getNano()));
    return "/containers/" + containerId + "/logs" + EngineHttp.query(parameters);
  }

  private void run(EngineHttp http, String containerId, String path, boolean terminal) {
    try (Exchange exchange =
            http.open(EngineHttp.request(Method.GET, path), FOR_THE_FIRST_LINE, closing);
        var _ = closing.onCancel(exchange::closeAside)) {
      exchange.requireSuccess(containerId);
      if (terminal) {
        readRaw(exchange.body());
      } else {
        readFrames(exchange.body());
      }
    } catch (EngineException | IOException | CancellationException e) {
      // The log is only looked at: who follows it learns from the container's state what happened.
      LOG.debug("the log of {} ended (closed: {})", containerId, closed, e);
    }
  }

  private void readFrames(InputStream body) throws IOException {
    LogLines output = new LogLines(false, this::pass);
    LogLines errors = new LogLines(true, this::pass);
    FrameReader frames = new FrameReader(body);
    for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
      (frame.error() ? errors : output).add(frame.content());
    }
    output.finish();
    errors.finish();
  }

  private void readRaw(InputStream body) throws IOException {
    LogLines output = new LogLines(false, this::pass);
    byte[] buffer = new byte[8192];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      output.add(Arrays.copyOf(buffer, count));
    }
    output.finish();
  }

  /// Nothing comes after closing, even if it was already under way.
  private void pass(LogLine line) {
    if (!closed) {
      lines.accept(line);
    }
  }
}
