package io.github.nocobasewizard.testing;

import static io.github.nocobasewizard.testing.FakeRegistryServer.PASSWORD;
import static io.github.nocobasewizard.testing.FakeRegistryServer.USER;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
  private static final int TLS_GREETING = 0x16;
  private static final String TOKEN = "token-of-anybody";
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

  private final ServerSocket server;
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
  private volatile Door door = Door.OPEN;
  private volatile boolean listsDenied;

  /// How it lets people in.
  public enum Door {
    OPEN,
    /// With [FakeRegistryServer#USER] and [FakeRegistryServer#PASSWORD].
    BASIC,
    /// With a token that anybody gets for the asking, as Docker Hub has it.
    TOKEN
  }

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
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    executor.execute(this::accept);
  }

  /// A registry without faults.
  public static FaultyRegistry start() throws IOException {
    return new FaultyRegistry(Optional.ofNullable(System.getenv(UPSTREAM)).orElse(DOCKER_HUB));
  }

  /// `127.0.0.1:<port>`
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
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

  public void door(Door kind) {
    door = kind;
  }

  /// As some do: pull yes, list no.
  public void deniesLists() {
    listsDenied = true;
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
  public void close() throws IOException {
    server.close();
    heal();
    client.shutdownNow();
    executor.shutdownNow();
  }

  /// A request without a body, and the connection that it came by.
  private record Question(
      String method, String path, Map<String, List<String>> headers, Socket by) {
    OutputStream out() throws IOException {
      return by.getOutputStream();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        executor.execute(() -> serve(connection));
      } catch (IOException | RejectedExecutionException e) {
        return; // Closed.
      }
    }
  }

  /// One request by connection: so a fault can be as rude as it likes.
  private void serve(Socket connection) {
    try (connection) {
      Optional<Question> question = read(connection);
      if (question.isPresent()) {
        requests.add(question.get().method() + " " + question.get().path());
        open.incrementAndGet();
        try {
          handle(question.get());
        } finally {
          open.decrementAndGet();
        }
      }
    } catch (IOException e) {
      // The engine has gone away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Question> read(Socket connection) throws IOException {
    var in = new BufferedInputStream(connection.getInputStream());
    in.mark(1);
    if (in.read() == TLS_GREETING) {
      // The engine tries TLS first; who does not hang up here is waited for.
      return Optional.empty();
    }
    in.reset();
    var head = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    String first = head.readLine();
    if (first == null) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = head.readLine(); line != null && !line.isEmpty(); line = head.readLine()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    String[] words = first.split(" ");
    return Optional.of(new Question(words[0], words[1], headers, connection));
  }

  private void handle(Question question) throws IOException, InterruptedException {
    Active now = active;
    boolean faulty = now.strikes(question.path());
    if (faulty && now.fault.hang()) {
      awaitEndOf(now, question.by());
    } else if (faulty && now.fault.status() != 0) {
      refuse(question, now.fault.status());
    } else {
      answer(question, faulty);
    }
  }

  /// Until the fault is over or the engine has gone away.
  private static void awaitEndOf(Active fault, Socket connection) throws IOException {
    connection.setSoTimeout(50);
    while (fault.over.getCount() > 0) {
      try {
        if (connection.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // Still there.
      }
    }
  }

  private void answer(Question question, boolean faulty) throws IOException, InterruptedException {
    String path = question.path();
    if (path.startsWith("/token?")) {
      sendJson(question, "{\"token\":\"" + TOKEN + "\"}");
      return;
    }
    if (!mayEnter(question)) {
      showTheDoor(question);
      return;
    }
    if (path.equals("/v2/")) {
      sendJson(question, "{}");
      return;
    }
    if (path.contains("/tags/list") && listsDenied) {
      refuse(question, 403);
      return;
    }
    List<String> tags = tags(path);
    if (!tags.isEmpty()) {
      sendJson(question, "{\"tags\":[\"" + String.join("\",\"", tags) + "\"]}");
      return;
    }
    Optional<ScratchImage.Content> content =
        own.entrySet().stream()
            .flatMap(entry -> find(entry.getKey(), entry.getValue(), path).stream())
            .findFirst();
    if (content.isPresent()) {
      Map<String, String> headers =
          Map.of(
              "Content-Type", content.get().mediaType(),
              "Docker-Content-Digest", content.get().digest());
      send(question, 200, headers, content.get().bytes(), faulty);
    } else if (own.keySet().stream().anyMatch(name -> path.startsWith(root(name) + "/"))) {
      sendError(question, 404, "MANIFEST_UNKNOWN", "manifest unknown");
    } else {
      forward(question, faulty);
    }
  }

  private boolean mayEnter(Question question) {
    String key = question.headers().getOrDefault("authorization", List.of("")).getFirst();
    return switch (door) {
      case OPEN -> true;
      case BASIC -> key.equals("Basic " + encoded(USER + ":" + PASSWORD));
      case TOKEN -> key.equals("Bearer " + TOKEN);
    };
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void showTheDoor(Question question) throws IOException, InterruptedException {
    String challenge =
        door == Door.BASIC
            ? "Basic realm=\"test\""
            : "Bearer realm=\"http://" + address() + "/token\",service=\"test\"";
    byte[] body = "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}".getBytes(StandardCharsets.UTF_8);
    send(question, 401, Map.of("WWW-Authenticate", challenge), body, false);
  }

  /// Of own images; empty if the path asks for something else.
  private List<String> tags(String path) {
    return own.keySet().stream()
        .filter(name -> path.matches(Pattern.quote(root(name)) + "/tags/list(\\?.*)?"))
        .map(name -> name.substring(name.lastIndexOf(':') + 1))
        .sorted()
        .toList();
  }

  private void sendJson(Question question, String json) throws IOException, InterruptedException {
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    send(question, 200, headers, json.getBytes(StandardCharsets.UTF_8), false);
  }

  /// @param name repository and tag
  private static String root(String name) {
    return "/v2/" + name.substring(0, name.lastIndexOf(':'));
  }

  private static Optional<ScratchImage.Content> find(String name, ScratchImage image, String path) {
    String root = root(name);
    if (path.equals(root + "/manifests/" + name.substring(name.lastIndexOf(':') + 1))) {
      return Optional.of(image.manifest());
    }
    return image.contents().stream()
        .filter(content ->
            path.equals(root + "/blobs/" + content.digest())
                || path.equals(root + "/manifests/" + content.digest()))
        .findFirst();
  }

  private void refuse(Question question, int status) throws IOException, InterruptedException {
    switch (status) {
      case 429 ->
          sendError(question, status, "TOOMANYREQUESTS", "You have reached your pull rate limit");
      case 401 -> sendError(question, status, "UNAUTHORIZED", "authentication required");
      case 403 ->
          sendError(question, status, "DENIED", "requested access to the resource is denied");
      case 404 -> sendError(question, status, "MANIFEST_UNKNOWN", "manifest unknown");
      default -> sendError(question, status, "UNKNOWN", "a fault on purpose");
    }
  }

  private void sendError(Question question, int status, String code, String words)
      throws IOException, InterruptedException {
    String body = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, words);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    send(question, status, headers, body.getBytes(StandardCharsets.UTF_8), false);
  }

  private void forward(Question question, boolean faulty) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = ask(question, URI.create(upstream + question.path()));
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED_BACK) {
      response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    try (InputStream body = response.body()) {
      send(question, response.statusCode(), headers, body, faulty);
    }
  }

  /// Asks the other registry: with a token if it wants one, and wherever it sends us. The engine must
  /// not follow redirects by itself, it would leave the faults behind.
  private HttpResponse<InputStream> ask(Question question, URI address)
      throws IOException, InterruptedException {
    String repository = address.getPath().replaceFirst("/(manifests|blobs|tags)/.*$", "");
    HttpResponse<InputStream> response = request(question, address, tokens.get(repository));
    if (response.statusCode() == 401) {
      String challenge = response.headers().firstValue("www-authenticate").orElse("");
      response.body().close();
      tokens.put(repository, token(challenge));
      response = request(question, address, tokens.get(repository));
    }
    Optional<String> elsewhere = response.headers().firstValue("location");
    if (response.statusCode() / 100 == 3 && elsewhere.isPresent()) {
      response.body().close();
      response = request(question, address.resolve(elsewhere.get()), null);
    }
    return response;
  }

  private HttpResponse<InputStream> request(Question question, URI address, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(question.method(), HttpRequest.BodyPublishers.noBody());
    for (String name : PASSED_ON) {
      question
          .headers()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
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

  private void send(
      Question question, int status, Map<String, String> headers, byte[] body, boolean faulty)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Length", String.valueOf(body.length));
    send(question, status, all, new ByteArrayInputStream(body), faulty);
  }

  private void send(
      Question question, int status, Map<String, String> headers, InputStream body, boolean faulty)
      throws IOException, InterruptedException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " as chosen\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Connection: close\r\n\r\n");
    question.out().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!question.method().equals("HEAD")) {
      sendBody(question.out(), body, faulty);
    }
  }

  private void sendBody(OutputStream out, InputStream body, boolean faulty)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[8192];
    long sent = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      Active now = active;
      long left = faulty && now.fault.cutAfter() >= 0 ? now.fault.cutAfter() - sent : count;
      out.write(buffer, 0, (int) Math.min(count, left));
      if (left < count) {
        return; // The connection is closed with bytes missing.
      }
      sent += count;
      bytes.addAndGet(count);
      if (faulty && now.fault.kilobytesPerSecond() > 0) {
        // Slowness on purpose; ends early when the fault does.
        long micros = count * 1_000_000L / 1024 / now.fault.kilobytesPerSecond();
        now.over.await(micros, TimeUnit.MICROSECONDS);
      }
    }
  }
}
