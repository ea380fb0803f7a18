package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The log goes on where it was cut off: nothing is lost, nothing comes twice.
class LogFollowingTest {
  private static final String T = "2026-11-23T06:00:0";
  private final ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();

  @Test
  void goesOnWhenTheContainerIsStartedAgain() throws Exception {
    String first = out(T + "1Z first\n") + out(T + "2Z second\n");
    List<String> logs = List.of(first, first, first + out(T + "3Z third\n"));
    try (FakeEngine engine = answering(logs);
        var _ = LogFollowing.start(engine.http(), "app", Instant.EPOCH, lines::add)) {
      Eventually.await("the third line", () -> texts().contains("third"));
      assertThat(texts()).containsExactly("first", "second", "third");
      assertThat(engine.requests().getLast()).contains("since=1795413602.000000000");
    }
  }

  @Test
  void aLineThatWasCutOffComesWhole() throws Exception {
    // The connection breaks within standard output's line, which is older than the last of the
    // other.
    String broken = out(T + "1Z be") + err(T + "2Z other\n") + "\u0001\u0000";
    String whole = out(T + "1Z before the end\n") + err(T + "2Z other\n");
    try (FakeEngine engine = answering(List.of(broken, whole));
        var _ = LogFollowing.start(engine.http(), "app", Instant.EPOCH, lines::add)) {
      Eventually.await("the whole line", () -> texts().contains("before the end"));
      assertThat(texts()).containsExactly("other", "before the end");
    }
  }

  @Test
  void aLineInSeveralPiecesComesOnce() throws Exception {
    String pieces = out(T + "1Z one ") + out(T + "2Z line\n");
    try (FakeEngine engine = answering(List.of(pieces, pieces, pieces + out(T + "3Z next\n")));
        var _ = LogFollowing.start(engine.http(), "app", Instant.EPOCH, lines::add)) {
      Eventually.await("the next line", () -> texts().contains("next"));
      assertThat(texts()).containsExactly("one line", "next");
    }
  }

  @Test
  void linesOfOneInstantAreAllPassedOn() throws Exception {
    String same = out(T + "1Z one\n") + out(T + "1Z two\n") + err(T + "1Z three\n");
    try (FakeEngine engine = answering(List.of(same, same + out(T + "2Z end\n")));
        var _ = LogFollowing.start(engine.http(), "app", Instant.EPOCH, lines::add)) {
      Eventually.await("the end", () -> texts().contains("end"));
      assertThat(texts()).containsExactly("one", "two", "three", "end");
    }
  }

  @Test
  void endsWhenTheContainerIsGone() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeEngine engine =
            new FakeEngine()
                .on("/containers/app/json", 200, "{\"Config\":{\"Tty\":false}}")
                .on(
                    "/containers/app/logs",
                    exchange -> {
                      asked.incrementAndGet();
                      send(exchange, 404, "{\"message\":\"No such container: app\"}");
                    })
                .on("/containers/other/json", 200, "{\"Config\":{\"Tty\":false}}")
                .on("/containers/other/logs", exchange -> send(exchange, 200, ""));
        var _ = LogFollowing.start(engine.http(), "app", Instant.EPOCH, lines::add);
        var _ = LogFollowing.start(engine.http(), "other", Instant.EPOCH, lines::add)) {
      // Two rounds of another follower: time enough for this one to have asked again.
      Eventually.await("two more rounds", () -> rounds(engine, "other") >= 3);
      assertThat(asked).hasValue(1);
    }
  }

  private static long rounds(FakeEngine engine, String container) {
    return engine.requests().stream().filter(it -> it.contains(container + "/logs")).count();
  }

  private List<String> texts() {
    return lines.stream().map(LogLine::text).toList();
  }

  /// Each request gets the next of these logs; the last one for ever.
  private static FakeEngine answering(List<String> logs) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    return new FakeEngine()
        .on("/containers/app/json", 200, "{\"Config\":{\"Tty\":false}}")
        .on(
            "/containers/app/logs",
            exchange ->
                send(exchange, 200, logs.get(Math.min(asked.getAndIncrement(), logs.size() - 1))));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String out(String text) {
    return frame(1, text);
  }

  private static String err(String text) {
    return frame(2, text);
  }

  private static String frame(int stream, String text) {
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {(byte) stream, 0, 0, 0, 0, 0, 0, (byte) text.length()});
    frame.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return frame.toString(StandardCharsets.ISO_8859_1);
  }
}
