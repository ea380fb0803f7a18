package io.github.nocobasewizard.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server on this computer that answers as a test wants, and misbehaves on request.
public final class LocalServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);

  private LocalServer(HttpServer server) {
    this.server = server;
  }

  /// @param answers what it says when nothing else was asked of it
  public static LocalServer start(Function<Request, Answer> answers) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LocalServer server = new LocalServer(http);
      http.setExecutor(server.workers);
      http.createContext("/", exchange -> server.handle(exchange, answers));
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://" + host());
  }

  /// With port, as in an image reference.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The next requests are answered with these, one each; then all is as before.
  public void answerNext(Answer... answers) {
    next.addAll(List.of(answers));
  }

  /// All requests so far.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Waits until a request got [Answer#hang].
  public void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    workers.close();
  }

  private void handle(HttpExchange exchange, Function<Request, Answer> answers) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(body, StandardCharsets.UTF_8));
      requests.add(request);
      Answer asked = next.poll();
      send(exchange, asked == null ? answers.apply(request) : asked);
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    switch (answer.trouble()) {
      case HANG -> {
        hanging.countDown();
        await(closed);
      }
      case CUT -> {
        exchange.sendResponseHeaders(answer.status(), body.length + 1000);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
      }
      case NONE -> {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
          exchange.getResponseBody().write(body);
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What somebody asked.
  public record Request(String method, URI uri, Headers headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.getFirst(name));
    }

    public Optional<String> parameter(String name) {
      String query = uri.getQuery();
      return query == null
          ? Optional.empty()
          : List.of(query.split("&")).stream()
              .filter(pair -> pair.startsWith(name + "="))
              .map(pair -> pair.substring(name.length() + 1))
              .findFirst();
    }
  }

  enum Trouble {
    NONE,
    HANG,
    CUT
  }

  /// What it says.
  public record Answer(int status, String body, Map<String, String> headers, Trouble trouble) {
    public static Answer json(String body) {
      return of(200, body).with("Content-Type", "application/json");
    }

    public static Answer of(int status, String body) {
      return new Answer(status, body, Map.of(), Trouble.NONE);
    }

    public static Answer status(int status) {
      return of(status, "");
    }

    /// 429, come back after so many seconds.
    public static Answer tooMany(int seconds) {
      return of(429, "{\"detail\":\"Rate limit exceeded\"}")
          .with("Retry-After", String.valueOf(seconds));
    }

    /// What a captive portal or a proxy may say.
    public static Answer garbage() {
      return of(200, "<html><body>Please sign in to the guest network</body></html>")
          .with("Content-Type", "text/html");
    }

    /// Takes the request and says nothing until the server closes.
    public static Answer hang() {
      return new Answer(200, "", Map.of(), Trouble.HANG);
    }

    /// Breaks off in the middle of the answer.
    public static Answer cut() {
      return new Answer(200, "{\"count\":", Map.of(), Trouble.CUT);
    }

    public Answer with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Answer(status, body, more, trouble);
    }
  }
}
