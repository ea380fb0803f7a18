package io.github.nocobasewizard.engine.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Something that answers like an engine, for answers that a real one gives too rarely.
final class FakeEngine implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();

  interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  FakeEngine() throws IOException {
    this(200, "OK");
  }

  /// One that is not ready yet.
  FakeEngine(String words) throws IOException {
    this(503, words);
  }

  private FakeEngine(int status, String greeting) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.start();
    on("/_ping", status, greeting);
  }

  DockerAddress address() {
    return DockerAddress.usualPlace("tcp://127.0.0.1:" + server.getAddress().getPort());
  }

  EngineHttp http() {
    return new EngineHttp(() -> List.of(address()));
  }

  /// Method and address of all requests so far.
  List<String> requests() {
    return requests;
  }

  /// What came as `X-Registry-Auth`.
  List<String> logins() {
    return logins;
  }

  FakeEngine on(String path, int status, String body) {
    return on(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  FakeEngine on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String login = exchange.getRequestHeaders().getFirst("X-Registry-Auth");
            if (login != null) {
              logins.add(login);
            }
            handler.answer(exchange);
          }
        });
    return this;
  }

  /// Takes requests and says nothing.
  FakeEngine silentOn(String path) {
    return on(path, exchange -> hang());
  }

  /// Until this fake is closed.
  void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
