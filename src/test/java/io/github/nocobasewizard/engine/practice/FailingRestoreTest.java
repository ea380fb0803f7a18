package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.testing.Before;
import io.github.nocobasewizard.testing.Killer;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Going back from a newer version that runs, while one thing or another that Docker is asked for
/// fails: what is left is the old version with its data or the newer one with its data, as it was told,
/// and nothing between.
@Timeout(300)
class FailingRestoreTest {
  /// All of them take a minute.
  private static final int EVERY = Integer.getInteger("failures.every", 5);

  @TempDir Path temporary;

  /// What Docker is asked for, counted.
  private final class Case implements AutoCloseable {
    final Journey first;
    final State old;
    final State newer;
    final RestorePlan plan;
    private final Path folder;

    Case(int number) throws Exception {
      folder = temporary.resolve("world-" + number);
      first = new Journey(folder);
      first.world.addRecord("orders");
      old = State.of(first);
      var upgraded = (UpgradeOutcome.Upgraded) first.upgrade("2.2.15-full", first.backUp());
      first.world.addRecord("orders");
      newer = State.of(first);
      plan =
          new RestorePlan(
              first.find(), upgraded.waysBack().getFirst(), new RestorePlan.Present.ToBeKept());
    }

    /// @param before happens before Docker is asked for anything
    RestoreOutcome goBack(Before.Deed before) {
      return new Journey(
              folder,
              first.world,
              Before.any(ContainerEngine.class, first.world.engine(), before),
              Before.any(ComposeTool.class, first.world.compose(), before),
              Killer.never())
          .goBack(plan);
    }

    @Override
    public void close() throws Exception {
      first.close();
    }
  }

  @Test
  void whateverFailsNothingBetweenTheTwoIsLeft() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Case here = new Case(0)) {
      assertThat(here.goBack(asked::incrementAndGet)).isInstanceOf(RestoreOutcome.WentBack.class);
      assertThat(State.of(here.first)).isEqualTo(here.old);
    }
    List<Callable<Boolean>> cases = new ArrayList<>();
    for (int n = 1; n <= asked.get(); n += EVERY) {
      int failing = n;
      cases.add(() -> failsAt(failing));
    }
    assertThat(cases).hasSizeGreaterThan(20);
    // Most of a case is waiting.
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> each : threads.invokeAll(cases)) {
        each.get();
      }
    }
  }

  private boolean failsAt(int failing) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    String when = "failure " + failing;
    try (Case here = new Case(failing)) {
      RestoreOutcome outcome =
          here.goBack(() -> {
            if (asked.incrementAndGet() == failing) {
              throw new EngineException(EngineException.Reason.OTHER, "Docker", "not this time");
            }
          });
      State expected =
          switch (outcome) {
            case RestoreOutcome.WentBack back -> here.old;
            case RestoreOutcome.Untouched untouched -> here.newer;
            case RestoreOutcome.PutBack putBack -> here.newer;
            case RestoreOutcome.Failed failed -> throw new AssertionError(when + ": " + failed);
          };
      assertThat(State.of(here.first)).as(when + ": " + outcome).isEqualTo(expected);
      assertThat(here.first.unfinished()).as(when).isEmpty();
    }
    return true;
  }
}
