package io.github.nocobasewizard.ui.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.restore.RestoreModel.Owner;
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
    model.chooseInstallation = owner -> done.add("choose " + owner.name());
    model.rename = (point, name) -> done.add("name " + point.id() + " " + name);
    model.keep = (point, kept) -> done.add((kept ? "keep " : "let go ") + point.id());
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
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("let go 2");
  }

  @Test
  void rowsAreLowFromTheirFirstDrawingOn() {
    var model = open();
    double height =
        ui(() -> {
          model.points.setAll(List.copyOf(model.points));
          stage.getScene().getRoot().applyCss();
          stage.getScene().getRoot().layout();
          return stage.getScene().lookup(".table").getLayoutBounds().getHeight()
              / model.points.size();
        });
    assertThat(height).isLessThan(100);
  }

  private void openMenu(int row) {
    // New rows come into being with the next picture that is drawn.
    Eventually.await("row " + row, () -> robot.lookup(".row-menu").queryAll().size() > row);
    robot.clickOn(robot.lookup(".row-menu").nth(row).<Node>query());
    settle();
  }

  @Test
  void aNameIsGivenAndTakenAway() {
    open();
    openMenu(0);
    robot.clickOn("Name…");
    settle();
    robot.write(" Before the price list ");
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("name 1 Before the price list");
  }

  @Test
  void whatARunStillNeedsCannotBeDeleted() {
    var model = open();
    var point = model.points.getFirst();
    ui(() -> model.show(List.of(RestoreSamples.needed(point))));
    openMenu(0);
    robot.clickOn("Delete (still needed as the way back)");
    settle();
    assertThat(robot.lookup(".dialog").tryQuery()).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void twoInstallationsOfOneNameAreToldApartByTheirFolders() {
    var model = open();
    assertThat(model.label(RestoreSamples.SHOP)).isEqualTo("my-project");
    ui(() -> model.installations.add(new Owner("z", "my-project", "D:\\other")));
    assertThat(model.label(RestoreSamples.SHOP))
        .isEqualTo("my-project (C:\\Users\\Anna\\my-project)");
    assertThat(model.label(RestoreSamples.OTHER)).isEqualTo("customer-administration-production");
  }

  @Test
  void deletingAsksFirstAndNamesWhatGoes() {
    open();
    openMenu(2);
    robot.clickOn("Delete…");
    settle();
    assertThat(done).isEmpty();
    assertThat(robot.lookup(".dialog .prose").queryAllAs(Prose.class))
        .anySatisfy(words -> assertThat(words.getText()).contains("318 MB", "40,007 records"));
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
    ui(() -> model.installation.set(RestoreSamples.OTHER));
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
