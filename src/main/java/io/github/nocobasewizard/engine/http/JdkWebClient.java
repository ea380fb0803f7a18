package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// [WebClient] with the JDK's HTTP client.
///
/// HTTP/1.1 only: an upgrade to HTTP/2 would be one more thing that a proxy can get wrong.
public final class JdkWebClient implements WebClient {
  private static final int LONGEST_BODY = 64 * 1024;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final LazyClient client;

  /// With the system's proxies.
  public JdkWebClient() {
    this(ProxySelector.getDefault());
  }

  public JdkWebClient(ProxySelector proxies) {
    client =
        new LazyClient(
            HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .proxy(proxies)
                .executor(executor));
  }

  @Override
  public Answer get(URI address, Duration timeout) {
    // The client's own time-out ends with the head of the answer; this one includes the body.
    Future<Answer> answer = executor.submit(() -> exchange(address, timeout));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new NoAnswer(Why.TIMEOUT, "no answer within " + timeout);
    } catch (ExecutionException e) {
      return noAnswer(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NoAnswer(Why.OTHER, "interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private Answer exchange(URI address, Duration timeout) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).GET().build();
    HttpResponse<InputStream> response = client.get().send(request, BodyHandlers.ofInputStream());
    // There is none when a proxy wants a sign-in before it opens a tunnel.
    try (@Nullable InputStream body = response.body()) {
      String text =
          body == null ? "" : new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
      return new Response(response.statusCode(), text, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static NoAnswer noAnswer(Throwable failure) {
    return new NoAnswer(why(failure), String.valueOf(failure));
  }

  private static Why why(Throwable failure) {
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return Why.UNKNOWN_HOST;
    }
    return switch (failure) {
      case HttpTimeoutException _ -> Why.TIMEOUT;
      case ConnectException _ -> Why.REFUSED;
      // What it says differs: reset, "header parser received no bytes", end of file.
      case IOException _ -> Why.CLOSED;
      default -> Why.OTHER;
    };
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
