package io.github.nocobasewizard.ui.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// Going back, with mouse and keyboard.
class RestoreControllerTest extends UiTest {
  private final List<String> done = new ArrayList<>();

  private RestoreModel open() {
    var model = RestoreSamples.some(TEXTS);
    model.goBack = point -> done.add("back to " + point.id());
    model.delete = point -> done.add("delete " + point.id());
    model.openFolder = point -> done.add("open " + point.id());
    model.chooseInstallation = name -> done.add("choose " + name);
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new RestoreController(TEXTS, model, shell));
      return shell.root();
    });
    return model;
  }

  @Test
  void nothingGoesBackBeforeTheNameIsTyped() {
    open();
    press(KeyCode.ENTER);
    press(KeyCode.ENTER);
    robot.write("my-proj");
    press(KeyCode.ENTER);
    assertThat(done).isEmpty();
    robot.write("ect");
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("back to 1");
  }

  @Test
  void arrowsChooseAndAMenuStandsBesideEachPoint() {
    var model = open();
    robot.clickOn("Today, 14:08");
    press(KeyCode.DOWN);
    assertThat(model.chosen.get()).isEqualTo(model.points.get(1));
    press(KeyCode.TAB);
    press(KeyCode.SPACE);
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("open 2");
  }

  @Test
  void deletingAsksFirst() {
    open();
    robot.clickOn(robot.lookup(".row-menu").nth(2).<Node>query());
    settle();
    robot.clickOn("Delete…");
    settle();
    assertThat(done).isEmpty();
    robot.clickOn("Delete");
    settle();
    assertThat(done).containsExactly("delete 3");
  }

  @Test
  void anotherInstallationIsAskedFor() {
    var model = open();
    assertThat(done).isEmpty();
    robot.clickOn(".combo-box");
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("choose customer-administration-production");
    ui(() -> model.installation.set("customer-administration-production"));
    assertThat(done).hasSize(1);
  }

  @Test
  void aPointThatIsGoneIsNoLongerChosen() {
    var model = RestoreSamples.some(TEXTS);
    var points = List.copyOf(model.points);
    model.chosen.set(points.get(2));
    model.show(points);
    assertThat(model.chosen.get()).isEqualTo(points.get(2));
    model.show(points.subList(0, 2));
    assertThat(model.chosen.get()).isEqualTo(points.getFirst());
  }
}
