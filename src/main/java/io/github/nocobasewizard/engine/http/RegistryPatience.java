package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long a registry is waited for, and how often it is asked again.
///
/// @param connect until a connection stands
/// @param answer until a whole answer is there
/// @param attempts in all, for one request
/// @param firstPause before the second attempt; doubles with each one
/// @param longestPause what a busy server may ask for; if it asks for more, the request fails
/// @param clock against which a server's dates are read
/// @param sleep waits; replaced in tests
public record RegistryPatience(
    Duration connect,
    Duration answer,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    InstantSource clock,
    Sleep sleep) {
  // A number that great is a moment in seconds since 1970, not a time to wait.
  private static final long LEAST_EPOCH_SECOND = 1_000_000_000;

  /// Waits; returns early when cancelled.
  @FunctionalInterface
  public interface Sleep {
    void forTime(Duration time, Cancellation cancellation) throws InterruptedException;
  }

  public static RegistryPatience standard() {
    return new RegistryPatience(
        Duration.ofSeconds(10),
        Duration.ofSeconds(45),
        4,
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        InstantSource.system(),
        RegistryPatience::sleep);
  }

  private static void sleep(Duration time, Cancellation cancellation) throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (var _ = cancellation.onCancel(cancelled::countDown)) {
      var _ = cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void pause(Duration time, Cancellation cancellation) {
    try {
      sleep.forTime(time, cancellation);
    } catch (InterruptedException _) {
      throw new ProgramEnding();
    }
    cancellation.check();
  }

  /// How long to wait after a connection that broke; empty to give up.
  Optional<Duration> pauseAfterBreak(int attempt) {
    return attempt < attempts
        ? Optional.of(firstPause.multipliedBy(1L << (attempt - 1)))
        : Optional.empty();
  }

  /// How long to wait after a 429 or 5xx answer; empty to give up.
  Optional<Duration> pauseAfter(RegistryHttp.Reply reply, int attempt) {
    Optional<Duration> asked = askedFor(reply);
    return asked.isPresent()
        ? asked.filter(pause -> attempt < attempts && pause.compareTo(longestPause) <= 0)
        : pauseAfterBreak(attempt);
  }

  /// Docker Hub says `Retry-After`, or only `X-RateLimit-Reset` (seconds since 1970) beside
  /// `X-RateLimit-Remaining: 0`.
  private Optional<Duration> askedFor(RegistryHttp.Reply reply) {
    return reply
        .header("Retry-After")
        .or(() -> reply.status() == 429 ? reply.header("X-RateLimit-Reset") : Optional.empty())
        .flatMap(this::read);
  }

  private Optional<Duration> read(String value) {
    String text = value.strip();
    try {
      if (text.chars().allMatch(Character::isDigit)) {
        long seconds = Long.parseLong(text);
        return Optional.of(
            seconds < LEAST_EPOCH_SECOND
                ? Duration.ofSeconds(seconds)
                : until(Instant.ofEpochSecond(seconds)));
      }
      return Optional.of(
          until(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private Duration until(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
