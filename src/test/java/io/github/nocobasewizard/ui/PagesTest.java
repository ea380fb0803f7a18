package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.backup.BackupController;
import io.github.nocobasewizard.ui.backup.BackupModel.View;
import io.github.nocobasewizard.ui.backup.BackupSamples;
import io.github.nocobasewizard.ui.installation.InstallationController;
import io.github.nocobasewizard.ui.installation.InstallationModel.Check;
import io.github.nocobasewizard.ui.installation.InstallationModel.State;
import io.github.nocobasewizard.ui.installation.InstallationSamples;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.start.StartController;
import io.github.nocobasewizard.ui.start.StartSamples;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What the first pages do when they are used.
class PagesTest extends UiTest {
  private final List<Object> done = new ArrayList<>();

  private void open(Page page) {
    show(() -> {
      var shell = new Shell(TEXTS, done::add, () -> done.add("practice ended"));
      shell.show(page);
      return shell.root();
    });
  }

  private Button button(String text) {
    return robot.lookup(node -> node instanceof Button b && text.equals(b.getText())).queryButton();
  }

  @Test
  void enterOnTheStartPageUpgrades() {
    var model = StartSamples.found();
    model.upgrade = () -> done.add("upgrade");
    open(new StartController(TEXTS, model));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("upgrade");
  }

  @Test
  void enterChoosesAFolderWhereNothingIsFound() {
    var model = StartSamples.empty();
    model.chooseFolder = () -> done.add("choose");
    open(new StartController(TEXTS, model));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("choose");
  }

  @Test
  void enterPressesTheButtonOfThePageInView() {
    var start = StartSamples.found();
    var backup = BackupSamples.choice(TEXTS);
    backup.start = () -> done.add("backup");
    show(() -> {
      var shell = new Shell(TEXTS, done::add, () -> {});
      shell.show(new StartController(TEXTS, start));
      start.upgrade =
          () -> shell.show(new BackupController(TEXTS, backup, Side.upgradeSteps(TEXTS)));
      return shell.root();
    });
    press(KeyCode.ENTER);
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("backup");
  }

  @Test
  void theSidePanelLeadsToPlaces() {
    open(new StartController(TEXTS, StartSamples.found()));
    robot.clickOn("History");
    assertThat(done).containsExactly(Place.HISTORY);
  }

  @Test
  void whereNothingIsFoundAFolderCanBeChosen() {
    var model = StartSamples.empty();
    model.chooseFolder = () -> done.add("choose");
    model.searchAgain = () -> done.add("search");
    open(new StartController(TEXTS, model));
    robot.clickOn("Choose a folder…").clickOn("Search again");
    assertThat(done).containsExactly("choose", "search");
  }

  @Test
  void onlyWhatHasBeenLookedAtIsCalledRunningOrNot() {
    open(
        new InstallationController(
            TEXTS, InstallationSamples.several(TEXTS), Side.upgradeSteps(TEXTS)));
    assertThat(labels("Running")).isEqualTo(1);
    assertThat(labels("Not running")).isZero();
  }

  private long labels(String text) {
    return robot
        .lookup(node -> node instanceof Label label && text.equals(label.getText()))
        .queryAll()
        .size();
  }

  @Test
  void aStopKeepsFromGoingOnUntilItIsGone() {
    var model = InstallationSamples.problems(TEXTS);
    open(new InstallationController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    assertThat(button("Continue").isDisabled()).isTrue();
    ui(() -> model.checks.setAll(new Check(State.PASSED, "Docker Desktop is running", "")));
    settle();
    assertThat(button("Continue").isDisabled()).isFalse();
  }

  @Test
  void aFixIsRunByItsButton() {
    var model = InstallationSamples.problems(TEXTS);
    var stop = model.checks.getFirst();
    var fix = stop.fix();
    model.checks.set(
        0,
        new Check(
            stop.state(),
            stop.title(),
            stop.detail(),
            new io.github.nocobasewizard.ui.installation.InstallationModel.Fix(
                fix.label(), true, null, null, () -> done.add("fixed")),
            null));
    open(new InstallationController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    robot.clickOn("Start Docker Desktop");
    assertThat(done).containsExactly("fixed");
  }

  @Test
  void passedChecksUnfold() {
    open(
        new InstallationController(
            TEXTS, InstallationSamples.problems(TEXTS), Side.upgradeSteps(TEXTS)));
    int before = robot.lookup(".state-row").queryAll().size();
    robot.clickOn("Show");
    settle();
    assertThat(robot.lookup(".state-row").queryAll()).hasSize(before + 4);
  }

  @Test
  void choosingAnotherInstallationTellsTheModel() {
    var model = InstallationSamples.several(TEXTS);
    open(new InstallationController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    robot.clickOn("test");
    settle();
    assertThat(model.chosen.get().project()).isEqualTo("test");
  }

  @Test
  void withoutABackupOneGoesOnOnlyAfterTheTick() {
    var model = BackupSamples.choice(TEXTS);
    model.continueWithOwn = () -> done.add("own");
    open(new BackupController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    robot.clickOn("I have my own backup");
    settle();
    var main = button("Continue without a backup");
    assertThat(main.isDisabled()).isTrue();
    CheckBox box = robot.lookup(".check-box").queryAs(CheckBox.class);
    ui(box::fire);
    settle();
    assertThat(main.isDisabled()).isFalse();
    robot.clickOn(main);
    assertThat(done).containsExactly("own");
  }

  @Test
  void theBackupPageFollowsItsModel() {
    var model = BackupSamples.running(TEXTS);
    model.cancel = () -> done.add("cancel");
    model.next = () -> done.add("next");
    open(new BackupController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    robot.clickOn("Cancel backup").clickOn("Choose the version");
    ui(() -> model.view.set(View.CHOICE));
    settle();
    assertThat(button("Back up now").isDefaultButton()).isTrue();
    assertThat(done).containsExactly("cancel", "next");
  }
}
