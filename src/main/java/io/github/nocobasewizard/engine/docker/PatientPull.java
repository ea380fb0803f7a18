package io.github.nocobasewizard.engine.docker;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tries a download again when the network or the registry was in the way for a moment. Layers that
/// are complete are kept by the engine, so that each try goes on where the last one ended.
///
/// What will not be better in a minute (no such version, no right to it, the limit of downloads, no
/// room) is told at once. So is a try that was long and got nowhere: then somebody has to look.
final class PatientPull {
  private static final Set<Reason> PASSING =
      EnumSet.of(
          Reason.REGISTRY_UNREACHABLE,
          Reason.REGISTRY_ERROR,
          Reason.DOWNLOAD_BROKEN,
          Reason.TIMEOUT);

  /// Parts of the stall limit: with one of 90 s these are 2, 5 and 15 s.
  private static final List<Integer> PAUSES = List.of(45, 18, 6);

  private final Duration stallLimit;
  private final InstantSource clock;
  private final Sleep sleep;

  /// Waits; replaced in tests.
  interface Sleep {
    /// @throws java.util.concurrent.CancellationException when cancelled
    void pause(Duration pause, Cancellation cancellation);
  }

  /// One try.
  interface Attempt {
    void run(Consumer<PullProgress> progress) throws EngineException;
  }

  /// @param stallLimit how long nothing may arrive
  PatientPull(Duration stallLimit) {
    this(stallLimit, InstantSource.system(), PatientPull::sleep);
  }

  PatientPull(Duration stallLimit, InstantSource clock, Sleep sleep) {
    this.stallLimit = stallLimit;
    this.clock = clock;
    this.sleep = sleep;
  }

  void run(Attempt attempt, Consumer<PullProgress> progress, Cancellation cancellation)
      throws EngineException {
    int failures = 0;
    while (true) {
      Try now = new Try(progress);
      try {
        attempt.run(now);
        return;
      } catch (EngineException e) {
        failures = now.gotSomewhere() ? 1 : failures + 1;
        boolean hopeless = now.tookLong() && !now.gotSomewhere();
        if (!PASSING.contains(e.reason()) || hopeless || failures > PAUSES.size()) {
          throw e;
        }
        Duration pause = stallLimit.dividedBy(PAUSES.get(failures - 1));
        now.tellOf(e, pause);
        sleep.pause(pause, cancellation);
      }
    }
  }

  /// What one try has seen.
  private final class Try implements Consumer<PullProgress> {
    private final Consumer<PullProgress> listener;
    private final Instant begun = clock.instant();
    private PullProgress last = new PullProgress(0, 0, 0, 0, false, "");
    private int layersBefore = -1;

    Try(Consumer<PullProgress> listener) {
      this.listener = listener;
    }

    @Override
    public void accept(PullProgress progress) {
      if (layersBefore < 0 && progress.downloaded() > 0) {
        layersBefore = progress.layersDone();
      }
      last = progress;
      listener.accept(progress);
    }

    /// Whether a layer is complete that was not before: the next try has less to do.
    boolean gotSomewhere() {
      return layersBefore >= 0 && last.layersDone() > layersBefore;
    }

    boolean tookLong() {
      return Duration.between(begun, clock.instant()).compareTo(stallLimit) >= 0;
    }

    void tellOf(EngineException failure, Duration pause) {
      listener.accept(
          new PullProgress(
              last.downloaded(),
              last.total(),
              last.layers(),
              last.layersDone(),
              last.unpacking(),
              PullProgress.AGAIN + " in " + pause.toSeconds() + " s: " + failure.details()));
    }
  }

  private static void sleep(Duration pause, Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (var _ = cancellation.onCancel(cancelled::countDown)) {
      boolean over = cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      if (over) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      throw new ProgramEnding();
    }
  }
}
