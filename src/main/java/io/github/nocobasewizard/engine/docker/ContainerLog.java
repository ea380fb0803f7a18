package io.github.nocobasewizard.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads the log of a container as the engine sends it.
final class ContainerLog {
  private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(30);

  private ContainerLog() {}

  /// @param terminal whether the container has one: then there is one stream only, without frames
  static void read(
      InputStream body, boolean terminal, Consumer<LogLine> output, Consumer<LogLine> errors)
      throws IOException {
    LogLines toOutput = new LogLines(false, output);
    LogLines toErrors = new LogLines(true, errors);
    if (terminal) {
      byte[] buffer = new byte[8192];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        toOutput.add(Arrays.copyOf(buffer, count));
      }
    } else {
      FrameReader frames = new FrameReader(body);
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        (frame.error() ? toErrors : toOutput).add(frame.content());
      }
    }
    toOutput.finish();
    toErrors.finish();
  }

  static boolean hasTerminal(EngineHttp http, String containerId) throws EngineException {
    return http.get("/containers/" + containerId + "/json", containerId)
        .path("Config")
        .path("Tty")
        .asBoolean();
  }

  /// @param more parameters of this request
  static String path(String containerId, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("stdout", "true");
    parameters.put("stderr", "true");
    parameters.put("timestamps", "true");
    parameters.putAll(more);
    return "/containers/" + containerId + "/logs" + EngineHttp.query(parameters);
  }

  static List<LogLine> last(EngineHttp http, String containerId, int lines) throws EngineException {
    boolean terminal = hasTerminal(http, containerId);
    String path = path(containerId, Map.of("tail", Integer.toString(lines)));
    List<LogLine> all = new ArrayList<>();
    try (Exchange exchange =
        http.open(EngineHttp.request(Method.GET, path), FOR_THE_ANSWER, Cancellation.none())) {
      exchange.requireSuccess(containerId);
      read(exchange.body(), terminal, all::add, all::add);
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Reason.ENGINE_LOST, containerId, String.valueOf(e.getMessage()), e);
    }
    all.sort(Comparator.comparing(LogLine::time, Comparator.nullsFirst(Comparator.naturalOrder())));
    return all;
  }
}
