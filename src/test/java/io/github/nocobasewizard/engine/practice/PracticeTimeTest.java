package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PracticeTimeTest {
  /// A clock that only moves when somebody sleeps.
  private static final class StandingClock implements PracticeTime.Ticker {
    private Instant now = Instant.parse("2026-06-01T08:00:00Z");

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now = now.plus(duration);
    }
  }

  private final StandingClock clock = new StandingClock();

  @Test
  void timePassesFasterAtAHigherSpeed() {
    PracticeTime time = PracticeTime.atSpeed(50, clock);
    Instant begin = time.now();

    time.pass(Duration.ofSeconds(20), Cancellation.none());

    assertThat(Duration.between(begin, time.now())).isEqualTo(Duration.ofMillis(400));
    assertThat(time.fraction(begin, Duration.ofSeconds(40))).isEqualTo(0.5);
  }

  @Test
  void aWishToStopIsHeardWhileTimePasses() {
    PracticeTime time = PracticeTime.atSpeed(1, clock);
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    Instant begin = time.now();

    assertThatThrownBy(() -> time.pass(Duration.ofHours(1), cancellation))
        .isInstanceOf(CancellationException.class);

    assertThat(time.now()).isEqualTo(begin);
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    assertThat(VersionNumber.isOlder("2.2.9", "2.2.12")).isTrue();
    assertThat(VersionNumber.isOlder("2.2.12", "2.2.9")).isFalse();
    assertThat(VersionNumber.isOlder("2.3.0-beta.1", "2.3.0")).isTrue();
    assertThat(VersionNumber.isOlder("2.2.15", "2.2.15")).isFalse();
  }
}
