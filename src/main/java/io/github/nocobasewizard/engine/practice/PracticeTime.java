package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/// How fast the sample lives. Its durations are written as people are to see them; at speed 50 a
/// download of 20 seconds takes 0.4.
public final class PracticeTime {
  /// How soon a wish to stop is heard.
  private static final Duration SLICE = Duration.ofMillis(30);

  private final double speed;
  private final Ticker ticker;

  /// A clock that one can wait on.
  public interface Ticker {
    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /// The clock on the wall.
    Ticker SYSTEM =
        new Ticker() {
          @Override
          public Instant now() {
            return Instant.now();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
          }
        };
  }

  private PracticeTime(double speed, Ticker ticker) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed " + speed);
    }
    this.speed = speed;
    this.ticker = ticker;
  }

  /// A pace that people can follow.
  public static PracticeTime realistic() {
    return atSpeed(1);
  }

  /// @param speed 1 for people; higher is faster
  public static PracticeTime atSpeed(double speed) {
    return new PracticeTime(speed, Ticker.SYSTEM);
  }

  public static PracticeTime atSpeed(double speed, Ticker ticker) {
    return new PracticeTime(speed, ticker);
  }

  Instant now() {
    return ticker.now();
  }

  /// When something that takes `duration` in the sample, begun at `start`, is over.
  Instant after(Instant start, Duration duration) {
    return start.plusNanos((long) (duration.toNanos() / speed));
  }

  /// How much of `whole` has passed since `start`, 0 to 1.
  double fraction(Instant start, Duration whole) {
    double real = whole.toNanos() / speed;
    double passed = Duration.between(start, now()).toNanos();
    return real <= 0 ? 1 : Math.clamp(passed / real, 0, 1);
  }

  /// What a duration of the sample is on the wall's clock.
  Duration onTheWall(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() / speed));
  }

  /// Lets time go by.
  ///
  /// @throws CancellationException when cancelled
  void pass(Duration duration, Cancellation cancellation) {
    passUntil(after(now(), duration), cancellation);
  }

  void passUntil(Instant end, Cancellation cancellation) {
    cancellation.check();
    Duration rest = Duration.between(now(), end);
    while (rest.isPositive()) {
      try {
        ticker.sleep(rest.compareTo(SLICE) < 0 ? rest : SLICE);
      } catch (InterruptedException e) {
        throw new ProgramEnding();
      }
      cancellation.check();
      rest = Duration.between(now(), end);
    }
  }
}
