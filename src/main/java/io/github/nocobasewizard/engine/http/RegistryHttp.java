package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// HTTP as all registries need it: bounded in time and size, cancellable, patient with a busy
/// server, never showing one server's credentials to another.
public final class RegistryHttp {
  static final String USER_AGENT = "nocobase-upgrade-wizard";

  private static final long LARGEST_BODY = 32L << 20;
  private static final int MOST_REDIRECTS = 5;
  private static final int LONGEST_EXCERPT = 400;

  private final LazyClient client;
  private final RegistryPatience patience;

  public RegistryHttp(ProxySelector proxies, RegistryPatience patience) {
    this.client =
        new LazyClient(
            HttpClient.newBuilder()
                .connectTimeout(patience.connect())
                .proxy(proxies)
                // Followed by hand: the client would carry the credentials along to another server.
                .followRedirects(HttpClient.Redirect.NEVER));
    this.patience = patience;
  }

  /// Sends a request and waits for the whole answer. A busy or broken server is asked again, within
  /// bounds; an answer below 500 other than 429 is the caller's to judge.
  ///
  /// @param thing for the exception: the image or repository that this is about
  Reply send(Request request, String thing, Cancellation cancellation) throws EngineException {
    for (int attempt = 1; ; attempt++) {
      Optional<Duration> pause;
      try {
        Reply reply = follow(request, cancellation);
        if (!reply.isTemporary()) {
          return reply;
        }
        pause = patience.pauseAfter(reply, attempt);
        if (pause.isEmpty()) {
          throw failure(reply, thing);
        }
      } catch (IOException e) {
        pause = isFinal(e) ? Optional.empty() : patience.pauseAfterBreak(attempt);
        if (pause.isEmpty()) {
          throw broken(request, e);
        }
      }
      patience.pause(pause.get(), cancellation);
    }
  }

  private Reply follow(Request request, Cancellation cancellation) throws IOException {
    Request current = request;
    for (int redirects = 0; ; redirects++) {
      Reply reply = once(current, cancellation);
      Optional<URI> target = reply.redirect();
      if (target.isEmpty() || current.form().isPresent() || redirects == MOST_REDIRECTS) {
        return reply;
      }
      if (!target.get().getScheme().equals("https") && !isSafePlain(target.get())) {
        throw new ProtocolException("redirect to an unprotected address: " + target.get());
      }
      current = current.redirectedTo(target.get());
    }
  }

  private Reply once(Request request, Cancellation cancellation) throws IOException {
    cancellation.check();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client
            .get()
            .sendAsync(
                request.toHttp(patience.answer()),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
    try (var _ = cancellation.onCancel(() -> answer.cancel(true))) {
      HttpResponse<byte[]> response =
          answer.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
      // There is none when a proxy wants a sign-in before it opens a tunnel.
      byte[] body = Objects.requireNonNullElseGet(response.body(), () -> new byte[0]);
      return new Reply(request, response.statusCode(), response.headers(), body);
    } catch (ExecutionException e) {
      cancellation.check();
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw (HttpTimeoutException) new HttpTimeoutException("no whole answer in time").initCause(e);
    } catch (InterruptedException _) {
      throw new ProgramEnding();
    } finally {
      answer.cancel(true);
    }
  }

  // No use in asking again at once: nobody is there, or nobody whom we trust.
  private static boolean isFinal(IOException e) {
    return e instanceof ConnectException
        || e instanceof HttpTimeoutException
        || e instanceof SSLException
        || e instanceof ProtocolException;
  }

  private static EngineException broken(Request request, IOException e) {
    Reason reason =
        e instanceof ProtocolException ? Reason.REGISTRY_ERROR : Reason.REGISTRY_UNREACHABLE;
    String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
    String details = request.method() + " " + request.withoutQuery() + ": " + words;
    return new EngineException(reason, request.uri().getAuthority(), details, e);
  }

  /// What an answer that is not wanted means.
  static EngineException failure(Reply reply, String thing) {
    Reason reason =
        switch (reply.status()) {
          case 401, 403 -> Reason.REGISTRY_DENIED;
          case 404 -> Reason.IMAGE_NOT_FOUND;
          case 429 -> Reason.REGISTRY_LIMIT;
          default -> Reason.REGISTRY_ERROR;
        };
    return new EngineException(reason, thing, reply.describe());
  }

  /// Registries on this computer are spoken to without encryption, as Docker does; all others with.
  static boolean isSafePlain(URI uri) {
    return "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("::1");
  }

  static boolean isSameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getAuthority().equalsIgnoreCase(other.getAuthority());
  }

  /// @param form a body of that type, sent by POST
  record Request(String method, URI uri, Map<String, String> headers, Optional<String> form) {
    static Request get(URI uri) {
      return new Request("GET", uri, Map.of("Accept", "application/json"), Optional.empty());
    }

    static Request head(URI uri) {
      return new Request("HEAD", uri, Map.of(), Optional.empty());
    }

    static Request post(URI uri, String form) {
      return new Request("POST", uri, Map.of("Accept", "application/json"), Optional.of(form))
          .with("Content-Type", "application/x-www-form-urlencoded");
    }

    Request with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Request(method, uri, more, form);
    }

    Request redirectedTo(URI target) {
      Map<String, String> kept = new LinkedHashMap<>(headers);
      if (!isSameServer(uri, target)) {
        kept.remove("Authorization");
      }
      return new Request(method, target, kept, form);
    }

    private HttpRequest toHttp(Duration timeout) {
      HttpRequest.Builder http =
          HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", USER_AGENT);
      if (uri.getScheme().equals("http")) {
        // No upgrade to HTTP/2 in plain text: small registries stumble over the header.
        http.version(HttpClient.Version.HTTP_1_1);
      }
      headers.forEach(http::header);
      return http.method(
              method, form.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
          .build();
    }

    String withoutQuery() {
      return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
  }

  /// @param body not to be changed; answers are never compared
  @SuppressWarnings("ArrayRecordComponent")
  record Reply(Request request, int status, HttpHeaders headers, byte[] body) {
    boolean isOk() {
      return status == 200;
    }

    boolean isTemporary() {
      return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }

    Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    Optional<URI> redirect() {
      return switch (status) {
        case 301, 302, 303, 307, 308 -> header("Location").flatMap(this::resolve);
        default -> Optional.empty();
      };
    }

    /// An address as this answer names it, absolute or not; empty if it is none.
    Optional<URI> resolve(String address) {
      try {
        URI uri = request.uri().resolve(address.strip());
        return uri.getScheme() == null || uri.getHost() == null
            ? Optional.empty()
            : Optional.of(uri);
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    String describe() {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      String excerpt =
          text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) + "…" : text;
      return String.format(
              Locale.ROOT,
              "%s %s: HTTP %d %s",
              request.method(),
              request.withoutQuery(),
              status,
              excerpt)
          .strip();
    }
  }
}
