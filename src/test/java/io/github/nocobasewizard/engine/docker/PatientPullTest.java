package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which failures of a download are tried again, and how often. Time passes only by being waited for.
class PatientPullTest {
  private static final Duration STALL_LIMIT = Duration.ofSeconds(90);

  private final List<Duration> pauses = new ArrayList<>();
  private final List<PullProgress> told = new ArrayList<>();
  private final Deque<PatientPull.Attempt> attempts = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-11-23T06:00:00Z");

  @Test
  void aNetworkThatIsAwayForAMomentIsNoFailure() throws Exception {
    attempts.add(failing(Reason.REGISTRY_UNREACHABLE));
    attempts.add(failing(Reason.DOWNLOAD_BROKEN));
    attempts.add(failing(Reason.REGISTRY_ERROR));
    attempts.add(_ -> {});
    run();
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(told.getFirst().message())
        .isEqualTo("Trying again in 2 s: REGISTRY_UNREACHABLE it is");
  }

  @Test
  void afterThreeMoreTriesItIsOne() {
    for (int n = 0; n < 4; n++) {
      attempts.add(failing(Reason.REGISTRY_UNREACHABLE));
    }
    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
    assertThat(pauses).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"IMAGE_NOT_FOUND", "REGISTRY_DENIED", "REGISTRY_LIMIT", "NO_SPACE", "ENGINE_LOST"})
  void whatWillNotBeBetterInAMinuteIsToldAtOnce(Reason reason) {
    attempts.add(failing(reason));
    assertThat(failure().reason()).isEqualTo(reason);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aDownloadThatGetsFurtherEachTimeGoesOn() throws Exception {
    for (int layers = 1; layers <= 12; layers++) {
      attempts.add(gettingTo(layers, Duration.ofMinutes(3)));
    }
    attempts.add(_ -> {});
    run();
    assertThat(pauses).hasSize(12).allMatch(pause -> pause.equals(Duration.ofSeconds(2)));
  }

  @Test
  void aSilentRegistryIsNotWaitedForAgain() {
    attempts.add(_ -> {
      now = now.plus(STALL_LIMIT);
      throw new EngineException(Reason.REGISTRY_UNREACHABLE, "x", "nothing for 90 s");
    });
    assertThat(failure().reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
    assertThat(pauses).isEmpty();
  }

  @Test
  void cancellingEndsTheWait() {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() ->
            new PatientPull(Duration.ofDays(1))
                .run(
                    failing(Reason.REGISTRY_UNREACHABLE), _ -> cancellation.cancel(), cancellation))
        .isInstanceOf(CancellationException.class);
  }

  private static PatientPull.Attempt failing(Reason reason) {
    return _ -> {
      throw new EngineException(reason, "nocobase/nocobase:2.2.15-full", reason + " it is");
    };
  }

  /// A layer more is complete, then the network is away.
  private PatientPull.Attempt gettingTo(int layers, Duration after) {
    return progress -> {
      now = now.plus(after);
      progress.accept(new PullProgress(1, 100, 20, layers - 1, false, ""));
      progress.accept(new PullProgress(50, 100, 20, layers, false, ""));
      throw new EngineException(Reason.DOWNLOAD_BROKEN, "x", "unexpected EOF");
    };
  }

  private EngineException failure() {
    return catchThrowableOfType(EngineException.class, this::run);
  }

  private void run() throws EngineException {
    Consumer<PullProgress> listener = told::add;
    new PatientPull(STALL_LIMIT, () -> now, (pause, _) -> pauses.add(pause))
        .run(progress -> attempts.removeFirst().run(progress), listener, Cancellation.none());
  }
}
