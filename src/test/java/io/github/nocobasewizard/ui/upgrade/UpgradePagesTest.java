package io.github.nocobasewizard.ui.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.kit.ProgressBlock;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.WayBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What the last look and the upgrade at work do when they are used.
class UpgradePagesTest extends UiTest {
  private final List<Object> done = new ArrayList<>();
  private final List<StepModel> steps = Side.upgradeSteps(TEXTS);

  private void open(Page page) {
    steps.get(3).state.set(StepModel.State.HERE);
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(page);
      return shell.root();
    });
  }

  private Button button(String text) {
    return robot.lookup(node -> node instanceof Button b && text.equals(b.getText())).queryButton();
  }

  @Test
  void enterStartsTheUpgradeOnceThereIsAWayBack() {
    var model = UpgradeSamples.reviewWaiting("Testing, 72 %");
    model.upgrade = () -> done.add("upgrade");
    open(new ReviewController(TEXTS, model, steps));
    press(KeyCode.ENTER);
    assertThat(done).isEmpty();
    ui(() -> model.wayBack.set(new WayBack.Ready(Instant.parse("2026-11-23T14:00:00Z"), true)));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("upgrade");
  }

  @Test
  void enterNeverCancelsARun() {
    var model = UpgradeSamples.downloading();
    model.requestCancel = () -> done.add("cancel");
    open(new RunningController(TEXTS, model, steps));
    press(KeyCode.ENTER);
    press(KeyCode.ESCAPE);
    assertThat(done).isEmpty();
    robot.clickOn("Cancel upgrade");
    robot.clickOn("Cancelling…");
    assertThat(done).containsExactly("cancel");
  }

  @Test
  void cancellingIsSwitchedOffWhileTheDataIsUpdated() {
    open(new RunningController(TEXTS, UpgradeSamples.starting(false), steps));
    assertThat(button("Cancel upgrade").isDisabled()).isTrue();
    assertThat(steps.get(3).detail.get()).isEqualTo("4 of 5");
  }

  @Test
  void theStepOfTheDataUpdateIsNamedAndTheTimeComparedWithWhatIsUsual() {
    open(new RunningController(TEXTS, UpgradeSamples.migrating(), steps));
    assertThat(robot.lookup("Updating the data, step 12").tryQuery()).isPresent();
    assertThat(robot.lookup("20251118-workflow-node-index/@nocobase/plugin-workflow").tryQuery())
        .isPresent();
    assertThat(robot.lookup("48\u00A0s so far, about 2\u00A0minutes expected").tryQuery())
        .isPresent();
  }

  @Test
  void earlierStartsHereTellWhatIsUsual() {
    open(new RunningController(TEXTS, UpgradeSamples.starting(false), steps));
    assertThat(robot.lookup("48\u00A0s so far, usually takes about 1\u00A0minute here").tryQuery())
        .isPresent();
  }

  @Test
  void theStepListFollowsThePhases() {
    var model = UpgradeSamples.downloading();
    open(new RunningController(TEXTS, model, steps));
    assertThat(steps.get(3).detail.get()).isEqualTo("1 of 5");
    ui(() ->
        model.accept(
            new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, Instant.parse("2026-11-23T14:08:42Z"))));
    assertThat(steps.get(3).detail.get()).isEqualTo("2 of 5");
  }

  @Test
  void goingBackSaysThatThePresentIsBackedUpAndHowFarThatIs() {
    var clock = new UpgradeSamples.HandClock(Instant.parse("2026-11-23T14:12:00Z"));
    var model =
        new RunningModel(RunningModel.Kind.GO_BACK, "2.2.15", "2.2.0", clock, Runnable::run);
    model.keepsPresent.set(true);
    open(new RunningController(TEXTS, model, steps));
    ui(() -> {
      model.accept(new RunEvent.PhaseStarted(Phase.RESTORE_STOP, clock.instant()));
      model.accept(new RunEvent.PhaseStarted(Phase.BACKUP_DATABASE, clock.instant()));
      var bytes = new RunEvent.Bytes(12_000_000, 40_000_000);
      model.accept(new RunEvent.PhaseProgress(Phase.BACKUP_DATABASE, 0.3, bytes));
    });
    var said = robot.lookup(".progress-block").queryAs(ProgressBlock.class);
    assertThat(said.getHeading()).isEqualTo("Stop NocoBase and back up the present state");
    assertThat(said.getLine().replaceAll("\\h", " ")).isEqualTo("12 MB of 40 MB");
  }

  @Test
  void theLogUnfoldsAndThePhasesMakeRoom() {
    var model = UpgradeSamples.starting(false);
    open(new RunningController(TEXTS, model, steps));
    robot.clickOn("Details");
    settle();
    assertThat(model.logOpen.get()).isTrue();
    assertThat(robot.lookup("Last changes saved").tryQuery()).isPresent();
  }
}
