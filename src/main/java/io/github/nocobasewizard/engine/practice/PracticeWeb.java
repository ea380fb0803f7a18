package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.WebClient;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// The sample's app as a browser sees it. No network is used.
final class PracticeWeb implements WebClient {
  private static final Set<String> THIS_COMPUTER = Set.of("127.0.0.1", "localhost");
  private static final Duration TOOK = Duration.ofMillis(60);
  private static final String BAD_GATEWAY =
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

  private final Machine machine;
  private final PracticeTime time;

  PracticeWeb(Machine machine, PracticeTime time) {
    this.machine = machine;
    this.time = time;
  }

  @Override
  public Answer get(URI address, Duration timeout) {
    if (!"http".equals(address.getScheme()) || !THIS_COMPUTER.contains(address.getHost())) {
      return new NoAnswer(Why.UNKNOWN_HOST, "The sample has no network: " + address);
    }
    try {
      time.pass(TOOK, Cancellation.none());
    } catch (CancellationException e) {
      return new NoAnswer(Why.OTHER, "interrupted");
    }
    Machine.AtPort app = machine.at(address.getPort() < 0 ? 80 : address.getPort());
    String path = address.getPath() == null ? "/" : address.getPath();
    if (app.answer() instanceof AppAnswer.Nobody) {
      return new NoAnswer(Why.REFUSED, "Connection refused");
    }
    return path.startsWith("/api/") ? api(app, path) : response(200, "<html>NocoBase</html>");
  }

  private static Answer api(Machine.AtPort app, String path) {
    return switch (app.answer()) {
      case AppAnswer.AtWork(String code, String message) -> maintaining(code, message);
      case AppAnswer.Failed(String code, String message) -> maintaining(code, message);
      case AppAnswer.Ready() -> ready(app, path);
      case AppAnswer.WebServer() -> response(502, BAD_GATEWAY);
      case AppAnswer.Nobody() -> new NoAnswer(Why.REFUSED, "Connection refused");
    };
  }

  private static Answer maintaining(String code, String message) {
    return response(
        503,
        """
        {"error":{"status":503,"maintaining":true,"message":"%s","command":{"name":"start"},"code":"%s"}}\
        """
            .formatted(message.replace("\\", "\\\\").replace("\"", "\\\""), code));
  }

  private static Answer ready(Machine.AtPort app, String path) {
    return switch (path) {
      case "/api/__health_check" -> response(200, "ok");
      case "/api/app:getInfo" ->
          response(
              200,
              """
              {"data":{"database":{"dialect":"postgres"},"version":"%s","lang":"en-US","name":"main"}}\
              """
                  .formatted(app.version()));
      default -> response(404, "{\"errors\":[{\"message\":\"Not Found\"}]}");
    };
  }

  private static Answer response(int status, String body) {
    return new Response(status, body, TOOK);
  }
}
