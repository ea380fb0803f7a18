package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nocobasewizard.engine.WebClient.Answer;
import io.github.nocobasewizard.engine.WebClient.NoAnswer;
import io.github.nocobasewizard.engine.WebClient.Response;
import io.github.nocobasewizard.engine.WebClient.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkWebClientTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final JdkWebClient client = new JdkWebClient();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.start();
  }

  @AfterEach
  void stopServer() {
    end.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void givesStatusAndBodyOfAnyAnswer() {
    answer("/api/__health_check", 200, "ok");
    answer("/api/app:getInfo", 503, "{\"error\":{\"code\":\"APP_COMMANDING\",\"message\":\"漢字\"}}");

    assertThat(response("/api/__health_check").status()).isEqualTo(200);
    assertThat(response("/api/__health_check").body()).isEqualTo("ok");
    assertThat(response("/api/app:getInfo").status()).isEqualTo(503);
    assertThat(response("/api/app:getInfo").body()).contains("漢字");
    assertThat(response("/").status()).isEqualTo(404);
  }

  @Test
  void doesNotFollowRedirects() {
    server.createContext(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/new");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(response("/old").status()).isEqualTo(302);
  }

  @Test
  void readsNoMoreThanNeeded() {
    answer("/large", 200, "x".repeat(10_000_000));

    assertThat(response("/large").body()).hasSize(64 * 1024);
  }

  @Test
  void saysThatTheConnectionWasRefused() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(why(client.get(URI.create("http://127.0.0.1:" + port + "/"), LONG)))
        .isEqualTo(Why.REFUSED);
  }

  /// As Docker's port does while nothing listens in the container.
  @Test
  void saysThatTheConnectionWasClosedWithoutAnAnswer() throws IOException {
    try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      executor.execute(() -> {
        try {
          while (true) {
            try (Socket socket = closing.accept()) {
              socket.getInputStream().read();
            }
          }
        } catch (IOException e) {
          // Closed.
        }
      });
      URI address = URI.create("http://127.0.0.1:" + closing.getLocalPort() + "/");

      assertThat(why(client.get(address, LONG))).isEqualTo(Why.CLOSED);
    }
  }

  @Test
  void saysThatThereWasNoAnswerInTime() {
    server.createContext("/silent", exchange -> hang());

    assertThat(why(client.get(address("/silent"), SHORT))).isEqualTo(Why.TIMEOUT);
  }

  @Test
  void countsTheBodyAsPartOfTheAnswer() {
    server.createContext(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          hang();
        });

    assertThat(why(client.get(address("/half"), SHORT))).isEqualTo(Why.TIMEOUT);
  }

  @Test
  void saysThatTheNameIsUnknown() {
    assertThat(why(client.get(URI.create("http://no-such-host.invalid/"), LONG)))
        .isEqualTo(Why.UNKNOWN_HOST);
  }

  @Test
  void neverThrows() {
    assertThat(client.get(URI.create("ftp://127.0.0.1/"), LONG)).isInstanceOf(NoAnswer.class);
    assertThat(client.get(URI.create("not-a-web-address"), LONG)).isInstanceOf(NoAnswer.class);
    assertThat(client.get(address("/"), Duration.ZERO)).isInstanceOf(NoAnswer.class);
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Response response(String path) {
    Answer answer = client.get(address(path), LONG);
    assertThat(answer).isInstanceOf(Response.class);
    return (Response) answer;
  }

  private static Why why(Answer answer) {
    assertThat(answer).isInstanceOf(NoAnswer.class);
    return ((NoAnswer) answer).why();
  }
}
