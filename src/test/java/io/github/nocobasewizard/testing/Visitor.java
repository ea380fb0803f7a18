package io.github.nocobasewizard.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Asks a NocoBase ten times a second whether it is healthy, and remembers the longest time without
/// that answer.
public final class Visitor implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final AtomicLong last = new AtomicLong(System.nanoTime());
  private final AtomicLong longest = new AtomicLong();
  private final Thread asking;

  private Visitor(URI address) {
    HttpClient http = NocoBaseApi.client();
    HttpRequest question =
        HttpRequest.newBuilder(address.resolve("/api/__health_check"))
            .timeout(Duration.ofSeconds(3))
            .build();
    asking =
        Thread.ofVirtual()
            .start(() -> {
              while (!Thread.interrupted()) {
                ask(http, question);
                LockSupport.parkNanos(AGAIN.toNanos());
              }
            });
  }

  public static Visitor of(URI address) {
    return new Visitor(address);
  }

  private void ask(HttpClient http, HttpRequest question) {
    try {
      if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
        long now = System.nanoTime();
        longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
      }
    } catch (IOException e) {
      // No answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Between two answers, the next one included.
  public Duration longestWait() {
    long now = System.nanoTime();
    Eventually.await("the next answer", () -> last.get() > now);
    return Duration.ofNanos(longest.get());
  }

  @Override
  public void close() {
    asking.interrupt();
  }
}
