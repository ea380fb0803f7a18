package io.github.nocobasewizard.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests to the engine, each over a connection of its own and each with a limit on how long the
/// answer may take. No version of the interface is asked for: the engine answers in its own.
final class EngineHttp {
  private static final Logger LOG = LoggerFactory.getLogger(EngineHttp.class);
  private static final Duration FOR_CONNECTING = Duration.ofSeconds(5);
  private static final Duration FOR_PING = Duration.ofSeconds(5);
  private static final Duration FOR_ANSWER = Duration.ofSeconds(60);

  private final Supplier<List<DockerAddress>> candidates;
  private final Predicate<DockerAddress> present;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /// The address that has answered. It is kept for good: an upgrade that began with one engine must
  /// never go on with another one, which would only look like a computer without installations.
  private volatile @Nullable DockerAddress found;

  EngineHttp(Supplier<List<DockerAddress>> candidates) {
    this(candidates, EngineHttp::present);
  }

  /// @param present tells whether there is anything at an address, without connecting
  EngineHttp(Supplier<List<DockerAddress>> candidates, Predicate<DockerAddress> present) {
    this.candidates = candidates;
    this.present = present;
  }

  /// A complete answer.
  record Answer(int status, byte[] body) {
    JsonNode json() throws EngineException {
      try {
        return Json.read(body);
      } catch (IOException e) {
        String text = new String(body, StandardCharsets.UTF_8);
        throw new EngineException(Reason.OTHER, "Docker", "no JSON: " + text, e);
      }
    }
  }

  JsonNode get(String path, String thing) throws EngineException {
    return call(request(Method.GET, path), thing, FOR_ANSWER).json();
  }

  Answer post(String path, @Nullable Object body, String thing) throws EngineException {
    return post(path, body, thing, FOR_ANSWER);
  }

  Answer post(String path, @Nullable Object body, String thing, Duration limit)
      throws EngineException {
    return call(jsonRequest(path, body), thing, limit);
  }

  void delete(String path, String thing) throws EngineException {
    call(request(Method.DELETE, path), thing, FOR_ANSWER);
  }

  /// @param thing what an error is about
  Answer call(Request request, String thing, Duration limit) throws EngineException {
    Answer answer = answer(address(), request, limit, Cancellation.none());
    if (answer.status() >= 400) {
      throw DockerErrors.call(thing, answer.status(), DockerErrors.message(answer.body()));
    }
    return answer;
  }

  /// Sends a request and returns as soon as the answer begins, whatever its status is.
  ///
  /// @throws EngineException `TIMEOUT` if that takes longer than `limit`
  /// @throws CancellationException when cancelled
  Exchange open(Request request, Duration limit, Cancellation cancellation) throws EngineException {
    DockerAddress address = address();
    DockerHttpClient client = client(address);
    boolean opened = false;
    try {
      Response response = within(limit, cancellation, address, () -> client.execute(request));
      opened = true;
      return new Exchange(client, response, address, executor);
    } finally {
      if (!opened) {
        closeAside(client);
      }
    }
  }

  /// The engine's address, looked for if none has answered yet.
  DockerAddress address() throws EngineException {
    DockerAddress known = found;
    if (known == null) {
      return find();
    }
    if (!present.test(known)) {
      throw nothingThere(known);
    }
    return known;
  }

  /// The address that has answered before.
  Optional<DockerAddress> knownAddress() {
    return Optional.ofNullable(found);
  }

  ExecutorService executor() {
    return executor;
  }

  static Request request(Method method, String path) {
    return Request.builder().method(method).path(path).build();
  }

  static Request jsonRequest(String path, @Nullable Object body) {
    Request.Builder builder = Request.builder().method(Method.POST).path(path);
    if (body != null) {
      builder.putHeader("Content-Type", "application/json").bodyBytes(Json.bytes(body));
    }
    return builder.build();
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private synchronized DockerAddress find() throws EngineException {
    if (found != null) {
      return found;
    }
    List<EngineException> failures = new ArrayList<>();
    for (DockerAddress candidate : candidates.get()) {
      try {
        ping(candidate);
        found = candidate;
        return candidate;
      } catch (EngineException e) {
        failures.add(e);
      }
    }
    throw noneAnswers(failures);
  }

  private void ping(DockerAddress address) throws EngineException {
    if (!present.test(address)) {
      throw nothingThere(address);
    }
    Answer answer = answer(address, request(Method.GET, "/_ping"), FOR_PING, Cancellation.none());
    if (answer.status() != 200) {
      // Docker Desktop answers so while it starts and while it is paused.
      String words = DockerErrors.message(answer.body());
      throw new EngineException(
          Reason.ENGINE_UNREACHABLE, address.toString(), "HTTP " + answer.status() + " " + words);
    }
  }

  private static EngineException nothingThere(DockerAddress address) {
    return new EngineException(
        Reason.ENGINE_UNREACHABLE, address.toString(), "there is no such socket or pipe");
  }

  private static EngineException noneAnswers(List<EngineException> failures) {
    String details =
        failures.stream()
            .map(failure -> failure.thing() + ": " + failure.details())
            .collect(Collectors.joining("\n"));
    // "You may not" leads to a better next action than "nobody there", whatever came first.
    Optional<EngineException> forbidden =
        failures.stream()
            .filter(failure -> failure.reason() == Reason.ENGINE_FORBIDDEN)
            .findFirst();
    return new EngineException(
        forbidden.isPresent() ? Reason.ENGINE_FORBIDDEN : Reason.ENGINE_UNREACHABLE,
        forbidden.map(EngineException::thing).orElse("Docker"),
        details);
  }

  private Answer answer(
      DockerAddress address, Request request, Duration limit, Cancellation cancellation)
      throws EngineException {
    DockerHttpClient client = client(address);
    try {
      return within(limit, cancellation, address, () -> readAnswer(client, request));
    } finally {
      closeAside(client);
    }
  }

  private static Answer readAnswer(DockerHttpClient client, Request request) throws IOException {
    try (Response response = client.execute(request)) {
      return new Answer(response.getStatusCode(), response.getBody().readAllBytes());
    }
  }

  /// Runs a request on a thread of its own, because docker-java has no way to give one up: over unix
  /// sockets and pipes its time-outs do nothing. Who gives up closes the client, which ends it.
  private <T> T within(
      Duration limit, Cancellation cancellation, DockerAddress address, Callable<T> request)
      throws EngineException {
    CompletableFuture<T> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return request.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            executor);
    try (var _ = cancellation.onCancel(() -> answer.cancel(false))) {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new EngineException(
          Reason.TIMEOUT, address.toString(), "no answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw DockerErrors.connection(address.toString(), e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw new CancellationException("cancelled");
    } catch (InterruptedException e) {
      throw new ProgramEnding();
    }
  }

  private static DockerHttpClient client(DockerAddress address) throws EngineException {
    var builder =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .connectionTimeout(FOR_CONNECTING);
    if (address.certificates() != null) {
      builder.sslConfig(new TlsFolder(address.certificates()));
    }
    try {
      return builder.build();
    } catch (RuntimeException e) {
      // ssh:// among others: docker-java cannot speak it; so it is no engine for us.
      throw DockerErrors.unreachable(address.toString(), e);
    }
  }

  /// Closing may block for a moment, and the caller may be the window.
  private void closeAside(DockerHttpClient client) {
    executor.execute(() -> {
      try {
        client.close();
      } catch (IOException e) {
        LOG.debug("closing a connection", e);
      }
    });
  }

  private static boolean present(DockerAddress address) {
    if (address.pipeName().isPresent()) {
      // docker-java knocks ten seconds at a pipe that does not exist.
      String[] pipes = new File("\\\\.\\pipe\\").list();
      return pipes == null || Arrays.asList(pipes).contains(address.pipeName().get());
    }
    return address.socketFile().map(Files::exists).orElse(true);
  }
}
