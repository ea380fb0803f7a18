package io.github.nocobasewizard.ui.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Cancel;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Kind;
import io.github.nocobasewizard.ui.upgrade.RunningModel.State;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Step;
import io.github.nocobasewizard.ui.upgrade.UpgradeSamples.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningModelTest {
  private static final Instant START = Instant.parse("2026-11-23T14:05:10Z");

  private final HandClock clock = new HandClock(START);
  private final RunningModel model =
      new RunningModel(Kind.UPGRADE, "2.2.0", "2.2.15", clock, Runnable::run);

  @Test
  void eachStopBeginsItsPhasesAnewButTheDownload() {
    model.accept(new RunEvent.LegStarted(1, 2, "2.2.8-full"));
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    model.accept(new RunEvent.PhaseDone(Phase.DOWNLOAD, Duration.ZERO, RunEvent.Nothing.TO_SAY));
    model.accept(new RunEvent.PhaseStarted(Phase.CHECK, clock.instant()));
    model.accept(new RunEvent.PhaseDone(Phase.CHECK, Duration.ZERO, RunEvent.Nothing.TO_SAY));
    assertThat(model.heading()).isEqualTo("2.2.8-full");

    model.accept(new RunEvent.LegStarted(2, 2, "2.2.15-full"));

    assertThat(model.heading()).isEqualTo("2.2.15-full");
    assertThat(model.steps)
        .extracting(RunningModel.Step::state)
        .startsWith(RunningModel.State.DONE, RunningModel.State.TODO)
        .endsWith(RunningModel.State.TODO);
  }

  @Test
  void theWholeGrowsWithEachPhaseAndEachStop() {
    List<Double> seen = new ArrayList<>();
    model.whole.subscribe(whole -> seen.add(whole.doubleValue()));
    model.usual.set(new RunningModel.Usual(Duration.ofMinutes(2), true));
    for (int stop = 1; stop <= 2; stop++) {
      model.accept(new RunEvent.LegStarted(stop, 2, "2.2.15-full"));
      for (Phase phase : Kind.UPGRADE.phases()) {
        if (phase != Phase.DOWNLOAD || stop == 1) {
          model.accept(new RunEvent.PhaseStarted(phase, clock.instant()));
          model.accept(new RunEvent.PhaseProgress(phase, 0.5, RunEvent.Nothing.TO_SAY));
          model.accept(new RunEvent.PhaseDone(phase, Duration.ZERO, RunEvent.Nothing.TO_SAY));
        }
      }
    }
    assertThat(seen).first().isEqualTo(0.0);
    assertThat(seen).last().isEqualTo(1.0);
    assertThat(seen).isSorted();
  }

  @Test
  void aStartThatTellsNothingIsMeasuredByWhatIsUsual() {
    model.accept(new RunEvent.PhaseStarted(Phase.START, clock.instant()));
    assertThat(model.whole.get()).isZero();
    model.usual.set(new RunningModel.Usual(Duration.ofMinutes(2), true));
    clock.pass(Duration.ofMinutes(1));
    model.tick();
    double half = model.whole.get();
    assertThat(half).isPositive();
    clock.pass(Duration.ofHours(1));
    model.tick();
    assertThat(model.whole.get()).isGreaterThan(half).isLessThan(2 * half);
  }

  @Test
  void howMuchOfTheRestorePointIsReadIsToldBeforeTheFirstPhase() {
    model.accept(new RunEvent.PhaseProgress(Phase.SEAL, 0.25, new RunEvent.Bytes(5, 20)));
    assertThat(model.number()).isZero();
    assertThat(model.fraction.get()).isEqualTo(0.25);
    assertThat(model.detail.get()).isEqualTo(new RunEvent.Bytes(5, 20));

    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    assertThat(model.fraction.get()).isNegative();
    model.accept(new RunEvent.PhaseProgress(Phase.SEAL, 0.5, new RunEvent.Bytes(10, 20)));
    assertThat(model.detail.get()).isEqualTo(RunEvent.Nothing.TO_SAY);
  }

  @Test
  void aDownloadTellsItsSpeedAndTheTimeLeftOfTheLastSeconds() {
    var model = UpgradeSamples.downloading();
    assertThat(model.fraction.get()).isCloseTo(0.46, within(0.001));
    assertThat(model.speed.get()).isCloseTo(8.4e6, within(1e3));
    assertThat(model.left.get()).isEqualTo(Duration.ofSeconds(84));
    assertThat(model.number()).isEqualTo(1);
    assertThat(model.soFar.get()).isEqualTo(Duration.ofSeconds(71));
  }

  @Test
  void aSpeedIsNotMadeUpFromTooLittle() {
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    download(1_000_000);
    assertThat(model.speed.get()).isNegative();
    clock.pass(Duration.ofMillis(300));
    download(9_000_000);
    assertThat(model.speed.get()).isNegative();
    assertThat(model.left.get()).isNull();
  }

  @Test
  void aDownloadThatStandsStillPromisesNoTime() {
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    for (int i = 0; i < 20; i++) {
      download(5_000_000);
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(model.speed.get()).isZero();
    assertThat(model.left.get()).isNull();
  }

  @Test
  void anUnknownLengthIsNoPercentage() {
    assertThat(UpgradeSamples.downloadBegins().fraction.get()).isNegative();
  }

  @Test
  void phasesGoFromToDoToDone() {
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    clock.pass(Duration.ofSeconds(5));
    model.tick();
    assertThat(model.steps)
        .startsWith(new Step(Phase.DOWNLOAD, State.NOW, Duration.ofSeconds(5)))
        .extracting(Step::state)
        .containsExactly(State.NOW, State.TODO, State.TODO, State.TODO, State.TODO);
    model.accept(
        new RunEvent.PhaseDone(Phase.DOWNLOAD, Duration.ofSeconds(6), RunEvent.Nothing.TO_SAY));
    model.accept(new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, clock.instant()));
    assertThat(model.steps)
        .extracting(Step::state)
        .containsExactly(State.DONE, State.NOW, State.TODO, State.TODO, State.TODO);
    assertThat(model.steps.getFirst().time()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void partsOfAPhaseAndLateProgressChangeNothing() {
    model.accept(new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, clock.instant()));
    model.accept(new RunEvent.PhaseStarted(Phase.BACKUP_DATABASE, clock.instant()));
    assertThat(model.phase.get()).isEqualTo(Phase.STOP_AND_SAVE);
    download(5_000_000);
    assertThat(model.detail.get()).isEqualTo(RunEvent.Nothing.TO_SAY);
  }

  @Test
  void cancellingIsHeardOnceAndOnlyWhereItIsSafe() {
    List<String> wishes = new ArrayList<>();
    model.requestCancel = () -> wishes.add("stop");
    model.accept(new RunEvent.PhaseStarted(Phase.WRITE_VERSION, clock.instant()));
    model.cancelRun();
    model.cancelRun();
    assertThat(wishes).containsExactly("stop");
    assertThat(model.cancel.get()).isEqualTo(Cancel.CANCELLING);
  }

  @Test
  void onceTheNewVersionStartsCancellingIsNotPossible() {
    List<String> wishes = new ArrayList<>();
    model.requestCancel = () -> wishes.add("stop");
    model.accept(new RunEvent.PhaseStarted(Phase.START, clock.instant()));
    assertThat(model.cancel.get()).isEqualTo(Cancel.NOT_NOW);
    model.cancelRun();
    assertThat(wishes).isEmpty();
  }

  @Test
  void goingBackIsNeverCancelled() {
    assertThat(UpgradeSamples.goingBack(false).cancel.get()).isEqualTo(Cancel.NEVER);
  }

  @Test
  void logLinesCarryTheTimeOfDay() {
    model.accept(new RunEvent.Log(START, RunEvent.Level.APP, "one\ntwo"));
    assertThat(model.log.lines()).containsExactly("14:05:10  one", "14:05:10  two");
  }

  @Test
  void progressThatComesFasterThanTheScreenIsTakenOnce() {
    List<Runnable> later = new ArrayList<>();
    var slow = new RunningModel(Kind.UPGRADE, "2.2.0", "2.2.15", clock, later::add);
    slow.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    for (int i = 1; i <= 1000; i++) {
      slow.accept(
          new RunEvent.PhaseProgress(Phase.DOWNLOAD, i / 1000.0, new RunEvent.Bytes(i, 1000)));
    }
    assertThat(later).hasSize(2);
    later.forEach(Runnable::run);
    assertThat(slow.detail.get()).isEqualTo(new RunEvent.Bytes(1000, 1000));
  }

  @Test
  void progressThatOvertakesTheBeginOfItsPhaseIsNotLost() {
    List<Runnable> later = new ArrayList<>();
    var slow = new RunningModel(Kind.UPGRADE, "2.2.0", "2.2.15", clock, later::add);
    slow.accept(new RunEvent.PhaseProgress(Phase.DOWNLOAD, 1, RunEvent.Nothing.TO_SAY));
    slow.accept(new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, clock.instant()));
    // Takes the place of the one before, which is still to be handed over.
    slow.accept(
        new RunEvent.PhaseProgress(Phase.STOP_AND_SAVE, 0.5, new RunEvent.Bytes(500, 1000)));
    later.forEach(Runnable::run);
    assertThat(slow.phase.get()).isEqualTo(Phase.STOP_AND_SAVE);
    assertThat(slow.detail.get()).isEqualTo(new RunEvent.Bytes(500, 1000));
  }

  private void download(long done) {
    model.accept(
        new RunEvent.PhaseProgress(
            Phase.DOWNLOAD, done / 1e9, new RunEvent.Download(done, 1_000_000_000L, 12, 3, false)));
  }
}
