package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.done.DoneController;
import io.github.nocobasewizard.ui.done.DoneSamples;
import io.github.nocobasewizard.ui.failed.FailedController;
import io.github.nocobasewizard.ui.failed.FailedModel;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.failed.FailedSamples;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.unfinished.UnfinishedController;
import io.github.nocobasewizard.ui.unfinished.UnfinishedSamples;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// The pages on which a run ends, used with mouse and keyboard.
class OutcomePagesTest extends UiTest {
  private final List<Object> done = new ArrayList<>();

  private void open(Page page) {
    show(() -> {
      var shell = new Shell(TEXTS, done::add, () -> {});
      shell.show(page);
      return shell.root();
    });
  }

  @Test
  void enterOpensTheNewVersion() {
    var model = DoneSamples.warned(TEXTS);
    model.openNocoBase = () -> done.add("open");
    open(new DoneController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("open");
  }

  @Test
  void everyPartOfTheDonePageDoesItsDeed() {
    var model = DoneSamples.warned(TEXTS);
    model.goBack = () -> done.add("back");
    model.saveReport = () -> done.add("report");
    model.finish = () -> done.add("finish");
    open(new DoneController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    robot.clickOn("Go back…").clickOn("Save report…").clickOn("Finish");
    assertThat(done).containsExactly("back", "report", "finish");
  }

  @Test
  void enterGoesTheRecommendedWay() {
    open(page(failed()));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("second");
  }

  @Test
  void theMainButtonDoesTheChosenWay() {
    open(page(failed()));
    robot.clickOn("First way").clickOn("Do the first");
    assertThat(done).containsExactly("first");
  }

  @Test
  void nothingCanBePressedWhileGoingBack() {
    var model = failed();
    model.finish = () -> done.add("finish");
    model.tryAgain = () -> done.add("again");
    open(page(model));
    ui(() -> model.view.set(View.GOING_BACK));
    settle();
    robot.clickOn("Cancel");
    press(KeyCode.ENTER);
    press(KeyCode.ESCAPE);
    assertThat(done).isEmpty();
  }

  @Test
  void afterGoingBackEnterOpensTheOldVersion() {
    var model = FailedSamples.goingBack(TEXTS);
    model.openNocoBase = () -> done.add("open");
    open(page(model));
    ui(() -> model.view.set(View.WENT_BACK));
    settle();
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("open");
  }

  @Test
  void goingBackCanBeTriedAgain() {
    var model = FailedSamples.goingBack(TEXTS);
    model.tryAgain = () -> done.add("again");
    open(page(model));
    ui(() -> model.view.set(View.BACK_FAILED));
    settle();
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("again");
  }

  @Test
  void withoutAWayOnTheFailedPageFinishes() {
    var model = failed();
    model.waysOn.clear();
    model.finish = () -> done.add("finish");
    open(page(model));
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("finish");
  }

  @Test
  void safetyIsClaimedOnlyWhereItIsProven() {
    var model = failed();
    open(page(model));
    assertThat(robot.lookup("Your data is safe.").tryQuery()).isPresent();
    ui(() -> model.dataSafe.set(false));
    settle();
    assertThat(robot.lookup("Your data is safe.").tryQuery()).isEmpty();
  }

  @Test
  void whatHappenedUnfolds() {
    var model = UnfinishedSamples.upgrade(TEXTS);
    model.waysOn.setAll(options());
    open(new UnfinishedController(TEXTS, model, Side.upgradeSteps(TEXTS)));
    press(KeyCode.ENTER);
    robot.clickOn("Show what happened");
    settle();
    var drawer = robot.lookup(".log-drawer").queryAs(LogDrawer.class);
    assertThat(drawer.isVisible() && drawer.isExpanded()).isTrue();
    assertThat(done).containsExactly("second");
  }

  private FailedModel failed() {
    var model = FailedSamples.failed(TEXTS);
    model.waysOn.setAll(options());
    return model;
  }

  private List<Option> options() {
    return List.of(
        new Option("First way", "", "Do the first", false, () -> done.add("first")),
        new Option("Second way", "", "Do the second", true, () -> done.add("second")));
  }

  private static Page page(FailedModel model) {
    return new FailedController(TEXTS, model, Side.upgradeSteps(TEXTS));
  }
}
