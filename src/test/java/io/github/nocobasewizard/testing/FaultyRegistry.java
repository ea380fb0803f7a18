package io.github.nocobasewizard.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A registry on this computer whose faults are chosen at run time. The engine takes it without any
/// configuration, because it is on a loopback address: `127.0.0.1:<port>/library/postgres:16`.
///
/// It serves images of its own ([ScratchImage]), and forwards everything else to another registry:
/// the one in `TEST_REGISTRY_UPSTREAM`, e.g. `http://127.0.0.1:5000`, or Docker Hub.
public final class FaultyRegistry implements AutoCloseable {
  private static final String UPSTREAM = "TEST_REGISTRY_UPSTREAM";
  private static final String DOCKER_HUB = "https://registry-1.docker.io";
  private static final List<String> PASSED_ON =
      List.of("accept", "range", "if-range", "user-agent");
  private static final List<String> PASSED_BACK =
      List.of(
          "content-type",
          "content-length",
          "content-range",
          "accept-ranges",
          "docker-content-digest",
          "docker-distribution-api-version",
          "etag",
          "link");

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).executor(executor).build();
  private final String upstream;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, ScratchImage> own = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Active active = new Active(Fault.none());

  /// What goes wrong, with which requests, how often.
  ///
  /// @param paths requests whose path has a match
  /// @param times how many requests it hits; then all is well
  /// @param status the answer instead of the right one; 0 for none
  /// @param hang no answer at all
  /// @param cutAfter bytes of a body after which the connection breaks; -1 for none
  /// @param kilobytesPerSecond speed of each body; 0 for no limit
  public record Fault(
      Pattern paths, int times, int status, boolean hang, long cutAfter, int kilobytesPerSecond) {
    private static final Pattern ALL_BUT_THE_GREETING = Pattern.compile("^/v2/.+");

    public static Fault none() {
      return new Fault(ALL_BUT_THE_GREETING, 0, 0, false, -1, 0);
    }

    public static Fault status(int status) {
      return new Fault(ALL_BUT_THE_GREETING, Integer.MAX_VALUE, status, false, -1, 0);
    }

    public static Fault hanging() {
      return new Fault(ALL_BUT_THE_GREETING, Integer.MAX_VALUE, 0, true, -1, 0);
    }

    public static Fault cutAfter(long bytes) {
      return new Fault(ALL_BUT_THE_GREETING, Integer.MAX_VALUE, 0, false, bytes, 0);
    }

    public static Fault slow(int kilobytesPerSecond) {
      return new Fault(ALL_BUT_THE_GREETING, Integer.MAX_VALUE, 0, false, -1, kilobytesPerSecond);
    }

    /// @param regex e.g. `/blobs/` or `/manifests/`
    public Fault only(String regex) {
      return new Fault(Pattern.compile(regex), times, status, hang, cutAfter, kilobytesPerSecond);
    }

    public Fault times(int count) {
      return new Fault(paths, count, status, hang, cutAfter, kilobytesPerSecond);
    }
  }

  /// A fault at work; whoever hangs waits for its end.
  private static final class Active {
    private final Fault fault;
    private final AtomicInteger hits = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    Active(Fault fault) {
      this.fault = fault;
    }

    boolean strikes(String path) {
      return fault.paths().matcher(path).find() && hits.getAndIncrement() < fault.times();
    }
  }

  private FaultyRegistry(String upstream) throws IOException {
    this.upstream = upstream;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A registry without faults.
  public static FaultyRegistry start() throws IOException {
    return new FaultyRegistry(Optional.ofNullable(System.getenv(UPSTREAM)).orElse(DOCKER_HUB));
  }

  /// `127.0.0.1:<port>`
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on, also for answers that are under way, it is this that goes wrong.
  public void fault(Fault fault) {
    Active before = active;
    active = new Active(fault);
    before.over.countDown();
  }

  /// From now on all is well.
  public void heal() {
    fault(Fault.none());
  }

  /// Serves this image under `repository:tag`.
  public void serve(String repository, String tag, ScratchImage image) {
    own.put(repository + ":" + tag, image);
  }

  /// Bytes of bodies that have been sent.
  public long bytesSent() {
    return bytes.get();
  }

  /// Answers that are under way now.
  public int openAnswers() {
    return open.get();
  }

  /// Method and path of all requests so far, e.g. `GET /v2/library/postgres/manifests/16`.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    heal();
    server.stop(0);
    client.shutdownNow();
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    open.incrementAndGet();
    try (exchange) {
      Active now = active;
      boolean faulty = now.strikes(path);
      if (faulty && now.fault.hang()) {
        now.over.await();
      } else if (faulty && now.fault.status() != 0) {
        refuse(exchange, now.fault.status());
      } else {
        answer(exchange, path, faulty);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, String path, boolean faulty)
      throws IOException, InterruptedException {
    if (path.equals("/v2/")) {
      send(exchange, 200, "{}".getBytes(StandardCharsets.UTF_8), false);
      return;
    }
    Optional<ScratchImage.Content> content =
        own.entrySet().stream()
            .flatMap(entry -> find(entry.getKey(), entry.getValue(), path).stream())
            .findFirst();
    if (content.isPresent()) {
      exchange.getResponseHeaders().set("Content-Type", content.get().mediaType());
      exchange.getResponseHeaders().set("Docker-Content-Digest", content.get().digest());
      send(exchange, 200, content.get().bytes(), faulty);
    } else {
      forward(exchange, faulty);
    }
  }

  private static Optional<ScratchImage.Content> find(String name, ScratchImage image, String path) {
    int colon = name.lastIndexOf(':');
    String root = "/v2/" + name.substring(0, colon);
    if (path.equals(root + "/manifests/" + name.substring(colon + 1))) {
      return Optional.of(image.manifest());
    }
    return image.contents().stream()
        .filter(content ->
            path.equals(root + "/blobs/" + content.digest())
                || path.equals(root + "/manifests/" + content.digest()))
        .findFirst();
  }

  private void refuse(HttpExchange exchange, int status) throws IOException, InterruptedException {
    String code = status == 429 ? "TOOMANYREQUESTS" : "UNKNOWN";
    String text = status == 429 ? "You have reached your pull rate limit" : "a fault on purpose";
    String body = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, text);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, body.getBytes(StandardCharsets.UTF_8), false);
  }

  private void forward(HttpExchange exchange, boolean faulty)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        ask(exchange, URI.create(upstream + exchange.getRequestURI()));
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (PASSED_BACK.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, values);
          }
        });
    long length = response.headers().firstValueAsLong("content-length").orElse(0);
    try (InputStream body = response.body()) {
      send(exchange, response.statusCode(), body, length, faulty);
    }
  }

  /// Asks the other registry: with a token if it wants one, and wherever it sends us. The engine must
  /// not follow redirects by itself, it would leave the faults behind.
  private HttpResponse<InputStream> ask(HttpExchange exchange, URI address)
      throws IOException, InterruptedException {
    String repository = address.getPath().replaceFirst("/(manifests|blobs|tags)/.*$", "");
    HttpResponse<InputStream> response = request(exchange, address, tokens.get(repository));
    if (response.statusCode() == 401) {
      String challenge = response.headers().firstValue("www-authenticate").orElse("");
      response.body().close();
      tokens.put(repository, token(challenge));
      response = request(exchange, address, tokens.get(repository));
    }
    Optional<String> elsewhere = response.headers().firstValue("location");
    if (response.statusCode() / 100 == 3 && elsewhere.isPresent()) {
      response.body().close();
      response = request(exchange, address.resolve(elsewhere.get()), null);
    }
    return response;
  }

  private HttpResponse<InputStream> request(
      HttpExchange exchange, URI address, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private String token(String challenge) throws IOException, InterruptedException {
    String realm = parameter(challenge, "realm");
    String query =
        "?service=" + parameter(challenge, "service") + "&scope=" + parameter(challenge, "scope");
    HttpRequest request = HttpRequest.newBuilder(URI.create(realm + query)).build();
    String body = client.send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).path("token").asText();
  }

  private static String parameter(String challenge, String name) {
    Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
    return value.find() ? value.group(1) : "";
  }

  private void send(HttpExchange exchange, int status, byte[] body, boolean faulty)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    send(exchange, status, new ByteArrayInputStream(body), body.length, faulty);
  }

  private void send(
      HttpExchange exchange, int status, InputStream body, long length, boolean faulty)
      throws IOException, InterruptedException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    OutputStream out = exchange.getResponseBody();
    byte[] buffer = new byte[8192];
    long sent = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      Fault fault = active.fault;
      if (faulty && fault.cutAfter() >= 0 && sent + count > fault.cutAfter()) {
        out.write(buffer, 0, (int) (fault.cutAfter() - sent));
        out.flush();
        return; // Closing with bytes missing closes the connection.
      }
      out.write(buffer, 0, count);
      out.flush();
      sent += count;
      bytes.addAndGet(count);
      if (faulty && fault.kilobytesPerSecond() > 0) {
        // Slowness on purpose; ends early when the fault does.
        long micros = count * 1_000_000L / 1024 / fault.kilobytesPerSecond();
        active.over.await(micros, TimeUnit.MICROSECONDS);
      }
    }
  }
}
