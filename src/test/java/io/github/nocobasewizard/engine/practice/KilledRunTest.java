package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ProgramEnding;
import io.github.nocobasewizard.restore.InterruptedRestore;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.testing.Killer;
import io.github.nocobasewizard.testing.Killer.Killed;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import java.nio.file.Files;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The program dies at every boundary of a run: before each line of the journal, before each effect
/// on the engine and after it. Its next start ends the run in exactly one of two states: the new
/// version with its data, or the old version with its data.
@Timeout(300)
class KilledRunTest {
  private static final List<String> DIRECT = List.of("2.2.15-full");
  private static final List<String> BY_A_STOP = List.of("2.2.8-full", "2.2.15-full");

  @TempDir Path temporary;
  private final AtomicInteger worlds = new AtomicInteger();

  /// A sample whose backup lacks the last record: going back must not lose it.
  private final class Case implements AutoCloseable {
    final Path folder = temporary.resolve("world-" + worlds.incrementAndGet());
    final Journey first;
    final RestorePoint backup;
    final State old;

    Case() throws Exception {
      first = new Journey(folder);
      backup = first.backUp();
      first.world.addRecord("orders");
      old = State.of(first);
    }

    /// The program is started once more.
    Journey start(Killer killer) {
      return new Journey(folder, first.world, killer);
    }

    @Override
    public void close() throws Exception {
      first.close();
    }
  }

  private enum Choice {
    FINISH,
    GO_BACK,
    /// One at odd boundaries, the other one at even ones.
    IN_TURN;

    Choice at(int boundary) {
      return this != IN_TURN ? this : boundary % 2 == 0 ? GO_BACK : FINISH;
    }
  }

  @Test
  void anUpgradeIsFinishedFromEveryBoundary() throws Exception {
    killUpgrades(DIRECT, Choice.FINISH);
  }

  @Test
  void anUpgradeIsTakenBackFromEveryBoundary() throws Exception {
    killUpgrades(DIRECT, Choice.GO_BACK);
  }

  @Test
  void anUpgradeByAStopEndsInOneOfTheTwoStatesFromEveryBoundary() throws Exception {
    killUpgrades(BY_A_STOP, Choice.IN_TURN);
  }

  private void killUpgrades(List<String> targets, Choice choice) throws Exception {
    AtomicInteger boundaries = new AtomicInteger();
    State upgraded = upgraded(targets, Killer.counting(boundaries));
    atEach(
        boundaries.get(),
        boundary -> {
          try (Case here = new Case()) {
            UpgradePlan plan = plan(here.first, here, targets);
            Journey dying = here.start(Killer.at(boundary));
            assertThrows(Killed.class, () -> dying.upgrade(plan));
            endUpgrade(here, choice.at(boundary), upgraded, "killed at boundary " + boundary);
          }
        });
  }

  private State upgraded(List<String> targets, Killer killer) throws Exception {
    try (Case here = new Case()) {
      Journey journey = here.start(killer);
      UpgradeOutcome outcome = journey.upgrade(plan(journey, here, targets));
      assertThat(outcome).isInstanceOf(UpgradeOutcome.Upgraded.class);
      return State.of(journey);
    }
  }

  private static UpgradePlan plan(Journey journey, Case here, List<String> targets)
      throws Exception {
    return journey.plan(here.backup, targets.toArray(String[]::new));
  }

  @FunctionalInterface
  private interface AtBoundary {
    void run(int boundary) throws Exception;
  }

  /// Most of a case is waiting, so a few are run side by side.
  private static void atEach(int boundaries, AtBoundary test) throws Exception {
    assertThat(boundaries).isGreaterThan(10);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> cases = new ArrayList<>();
      for (int at = 1; at <= boundaries; at++) {
        int boundary = at;
        cases.add(() -> {
          test.run(boundary);
          return true;
        });
      }
      for (Future<Boolean> each : threads.invokeAll(cases)) {
        each.get();
      }
    }
  }

  private static void endUpgrade(Case here, Choice choice, State upgraded, String when)
      throws Exception {
    Journey next = here.start(Killer.never());
    if (next.unfinished().isEmpty()) {
      // Nothing was begun yet: all is as it was.
      assertThat(State.of(next)).as(when).isEqualTo(here.old);
      return;
    }
    Interrupted found = next.interruptedUpgrade();
    if (choice == Choice.FINISH) {
      assertThat(next.finish(found)).as(when).isInstanceOf(UpgradeOutcome.Upgraded.class);
    } else if (found.position() == Interrupted.Position.BEFORE && !found.onTheWay()) {
      assertThat(next.takeBack(found)).as(when).isInstanceOf(UpgradeOutcome.Untouched.class);
    } else {
      assertThat(next.goBack(found.kept().getFirst()))
          .as(when)
          .isInstanceOf(RestoreOutcome.WentBack.class);
    }
    assertThat(State.of(next)).as(when).isEqualTo(choice == Choice.FINISH ? upgraded : here.old);
    assertThat(next.unfinished()).as(when).isEmpty();
  }

  /// Closing the window interrupts what runs. That is neither a failure nor a wish to take things back.
  @ParameterizedTest
  @EnumSource(
      value = RunEvent.Phase.class,
      names = {"DOWNLOAD", "STOP_AND_SAVE", "WRITE_VERSION", "START", "CHECK"})
  void anUpgradeInAWindowThatIsClosedIsFoundAndFinished(RunEvent.Phase phase) throws Exception {
    State upgraded = upgraded(DIRECT, Killer.never());
    try (Case here = new Case()) {
      UpgradePlan plan = plan(here.first, here, DIRECT);
      Journey closed = here.start(Killer.never());
      closed.endIn(phase);
      assertThrows(ProgramEnding.class, () -> closed.upgrade(plan));
      assertThat(Thread.interrupted()).isTrue();
      endUpgrade(here, Choice.FINISH, upgraded, "closed in " + phase);
    }
  }

  // ---- going back

  @Test
  void goingBackIsFinishedFromEveryBoundary() throws Exception {
    killGoingBack(Choice.FINISH);
  }

  @Test
  void goingBackIsTurnedRoundFromEveryBoundary() throws Exception {
    killGoingBack(Choice.GO_BACK);
  }

  private void killGoingBack(Choice choice) throws Exception {
    AtomicInteger boundaries = new AtomicInteger();
    try (Case here = new Case()) {
      RestorePlan plan = upgradedAndUsed(here);
      assertThat(here.start(Killer.counting(boundaries)).goBack(plan))
          .isInstanceOf(RestoreOutcome.WentBack.class);
    }
    atEach(
        boundaries.get(),
        boundary -> {
          try (Case here = new Case()) {
            RestorePlan plan = upgradedAndUsed(here);
            State before = State.of(here.first);
            Journey dying = here.start(Killer.at(boundary));
            assertThrows(Killed.class, () -> dying.goBack(plan));
            endGoingBack(here, choice, before, "killed at boundary " + boundary);
          }
        });
  }

  /// The new version runs and has a record that the old one lacks.
  private static RestorePlan upgradedAndUsed(Case here) throws Exception {
    var upgraded = (UpgradeOutcome.Upgraded) here.first.upgrade(plan(here.first, here, DIRECT));
    here.first.world.addRecord("orders");
    return new RestorePlan(
        here.first.find(), upgraded.waysBack().getFirst(), new RestorePlan.Present.ToBeKept());
  }

  private static void endGoingBack(Case here, Choice choice, State before, String when)
      throws Exception {
    Journey next = here.start(Killer.never());
    if (next.unfinished().isEmpty()) {
      assertThat(State.of(next)).as(when).isEqualTo(before);
      return;
    }
    InterruptedRestore found = next.interruptedRestore();
    boolean turns = choice == Choice.GO_BACK && found.backToPresent().isPresent();
    RestorePlan plan = turns ? found.backToPresent().orElseThrow() : found.finish();
    assertThat(next.goBack(plan)).as(when).isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(State.of(next)).as(when).isEqualTo(turns ? before : here.old);
    assertThat(next.unfinished()).as(when).isEmpty();
  }

  @Test
  void goingBackThatCannotBeBegunAgainLeavesTheAppRunning() throws Exception {
    try (Case here = new Case()) {
      RestorePlan plan = upgradedAndUsed(here);
      State before = State.of(here.first);
      Journey dying = here.start(Killer.once(() -> !State.app(here.first).running()));
      assertThrows(Killed.class, () -> dying.goBack(plan));
      for (String name : plan.point().manifest().checksums().keySet()) {
        Files.writeString(plan.point().file(name), "damaged meanwhile");
      }

      Journey next = here.start(Killer.never());
      InterruptedRestore found = next.interruptedRestore();

      assertThat(next.goBack(found.finish())).isInstanceOf(RestoreOutcome.Untouched.class);
      assertThat(State.of(next)).isEqualTo(before);
    }
  }

  // ---- once more

  @Test
  void finishingThatIsCutOffItselfEndsInOneOfTheTwoStates() throws Exception {
    State upgraded = upgraded(DIRECT, Killer.never());
    AtomicInteger boundaries = new AtomicInteger();
    try (Case here = new Case()) {
      cutOffWhileWriting(here);
      Interrupted found = here.first.interruptedUpgrade();
      here.start(Killer.counting(boundaries)).finish(found);
    }
    atEach(
        boundaries.get(),
        boundary -> {
          try (Case here = new Case()) {
            cutOffWhileWriting(here);
            Interrupted found = here.first.interruptedUpgrade();
            Journey dying = here.start(Killer.at(boundary));
            assertThrows(Killed.class, () -> dying.finish(found));
            endUpgrade(here, Choice.IN_TURN.at(boundary), upgraded, "killed again at " + boundary);
          }
        });
  }

  /// The file names the new version, the old one is stopped.
  private static void cutOffWhileWriting(Case here) throws Exception {
    var plan = plan(here.first, here, DIRECT);
    Journey dying =
        here.start(Killer.once(() -> here.first.composeFile().contains(":2.2.15-full")));
    assertThrows(Killed.class, () -> dying.upgrade(plan));
  }
}
