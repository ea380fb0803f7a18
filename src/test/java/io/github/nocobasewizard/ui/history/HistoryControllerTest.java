package io.github.nocobasewizard.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.kit.Fold;
import io.github.nocobasewizard.ui.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// The history with mouse and keyboard.
class HistoryControllerTest extends UiTest {
  private final List<String> done = new ArrayList<>();

  private HistoryModel open() {
    var model = HistorySamples.some(HistorySamples.usual(), TEXTS);
    model.showLog = row -> done.add("log of " + row.what());
    model.saveReport = row -> done.add("report of " + row.what());
    model.export = rows -> done.add("export " + rows.size());
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new HistoryController(TEXTS, model));
      return shell.root();
    });
    return model;
  }

  private List<Fold> folds() {
    return robot.lookup(".fold").queryAllAs(Fold.class).stream().toList();
  }

  @Test
  void oneRowIsUnfoldedAtATime() {
    var model = open();
    robot.clickOn("Tobias");
    settle();
    assertThat(folds()).filteredOn(Fold::isExpanded).containsExactly(folds().getLast());
    robot.clickOn("Went back to 2.2.0-full");
    settle();
    assertThat(folds()).filteredOn(Fold::isExpanded).containsExactly(folds().get(2));
    assertThat(model.unfolded.get()).isEqualTo(model.rows.get(2).id());
    robot.clickOn("Show log").clickOn("Save report…");
    assertThat(done)
        .containsExactly("log of Went back to 2.2.0-full", "report of Went back to 2.2.0-full");
  }

  @Test
  void arrowsUnfoldAndFold() {
    open();
    robot.clickOn("Export…");
    press(KeyCode.TAB);
    press(KeyCode.RIGHT);
    assertThat(folds().getFirst().isExpanded()).isTrue();
    press(KeyCode.LEFT);
    assertThat(folds().getFirst().isExpanded()).isFalse();
    press(KeyCode.SPACE);
    assertThat(folds().getFirst().isExpanded()).isTrue();
  }

  @Test
  void whatIsLookedForIsShownAndExported() {
    var model = open();
    robot.clickOn(".custom-text-field").write("tobias");
    settle();
    assertThat(folds()).hasSize(1);
    robot.clickOn("Export…");
    assertThat(done).containsExactly("export 1");
    robot.clickOn(".custom-text-field").write(" nobody");
    settle();
    robot.clickOn("Show everything");
    settle();
    assertThat(model.shown()).hasSize(5);
  }

  @Test
  void theRowsOfOneInstallationAreShown() {
    var model = open();
    robot.clickOn(".combo-box");
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(model.installation.get()).isEqualTo("my-project");
    robot.clickOn(".combo-box");
    press(KeyCode.UP);
    press(KeyCode.ENTER);
    assertThat(model.installation.get()).isNull();
  }
}
