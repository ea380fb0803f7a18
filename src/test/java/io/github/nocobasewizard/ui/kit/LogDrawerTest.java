package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class LogDrawerTest extends UiTest {
  private final LogLines lines = new LogLines(Platform::runLater);
  private LogDrawer drawer;

  @BeforeEach
  void open() {
    show(() -> {
      drawer = new LogDrawer(TEXTS);
      drawer.show(lines.lines());
      VBox.setVgrow(drawer, Priority.ALWAYS);
      return new VBox(drawer);
    });
  }

  @Test
  void foldedItIsOneLineHighAndShowsTheLatest() {
    lines.add("first");
    lines.add("second");
    settle();
    assertThat(drawer.getHeight()).isEqualTo(42);
    assertThat(robot.lookup(".latest-line").queryLabeled().getText()).isEqualTo("second");
  }

  @Test
  void openItFillsTheRestAndFollowsAFlood() throws TimeoutException {
    robot.clickOn(".log-toggle");
    for (int i = 0; i < 50_000; i++) {
      lines.add("line " + i);
    }
    settle();
    settle();
    assertThat(drawer.getHeight()).isGreaterThan(600);
    waitUntil(() -> lastShown().equals("line 49999"));
    assertThat(lines.lines()).hasSizeLessThanOrEqualTo(LogLines.BOUND);
  }

  @Test
  void followsAlsoWhenTheScreenIsDrawnLongAfterTheLinesCame() throws TimeoutException {
    robot.clickOn(".log-toggle");
    ui(() -> {
      // All that the lines set off is done before the next drawing.
      for (int i = 0; i < 40; i++) {
        lines.add("line " + i);
      }
    });
    for (int i = 0; i < 50; i++) {
      ui(() -> {});
    }
    ui(() -> {
      for (int i = 40; i < 3_000; i++) {
        lines.add("line " + i);
      }
    });
    waitUntil(() -> lastShown().equals("line 2999"));
  }

  @Test
  void whoScrollsUpStaysWhereTheyAre() {
    robot.clickOn(".log-toggle");
    for (int i = 0; i < 500; i++) {
      lines.add("line " + i);
    }
    settle();
    robot.moveTo(drawer);
    robot.scroll(20, VerticalDirection.UP);
    settle();
    settle();
    String before = lastShown();
    assertThat(before).isNotEqualTo("line 499");
    for (int i = 500; i < 600; i++) {
      lines.add("line " + i);
    }
    settle();
    settle();
    assertThat(lastShown()).isEqualTo(before);
  }

  @Test
  void onlyTheLatestLineIsBold() throws TimeoutException {
    robot.clickOn(".log-toggle");
    for (int i = 0; i < 5; i++) {
      lines.add("line " + i);
      settle();
      settle();
    }
    waitUntil(() -> lastShown().equals("line 4"));
    var bold = robot.from(drawer).lookup(".latest").queryAllAs(IndexedCell.class);
    assertThat(bold.stream().filter(c -> !c.isEmpty()).map(IndexedCell::getText))
        .containsExactly("line 4");
    waitUntil(() -> boldest().equals(List.of("line 4")));
  }

  @Test
  void savingHandsOverAllLines() {
    var saved = new AtomicReference<List<String>>();
    ui(() -> drawer.setOnSave(saved::set));
    lines.add("one");
    lines.add("two");
    robot.clickOn(".log-toggle");
    settle();
    Button save = robot.from(drawer).lookup("Save…").queryButton();
    robot.clickOn(save);
    settle();
    assertThat(saved.get()).containsExactly("one", "two");
  }

  @Test
  void wordsAreSearchedWithTheKeyboardAlone() throws TimeoutException {
    for (int i = 0; i < 400; i++) {
      lines.add(i % 100 == 50 ? "line " + i + " has the Needle" : "line " + i);
    }
    settle();
    press(KeyCode.SHORTCUT, KeyCode.F);
    robot.write("needle");
    waitUntil(() -> hits().equals("1 of 4") && selected().startsWith("line 50 "));
    press(KeyCode.ENTER);
    waitUntil(() -> hits().equals("2 of 4") && selected().startsWith("line 150 "));
    press(KeyCode.SHIFT, KeyCode.ENTER);
    press(KeyCode.SHIFT, KeyCode.ENTER);
    waitUntil(() -> hits().equals("4 of 4") && selected().startsWith("line 350 "));
    press(KeyCode.ESCAPE);
    assertThat(ui(() -> robot.lookup(".log-search").query().isVisible())).isFalse();
    assertThat(ui(() -> robot.lookup(".log-lines").query().isFocused())).isTrue();
  }

  @Test
  void errorsAndWarningsHaveASignAndAreSpoken() throws TimeoutException {
    robot.clickOn(".log-toggle");
    lines.add("[error] it broke");
    lines.add("[warn] it may break");
    lines.add("it works");
    waitUntil(() -> lastShown().equals("it works"));
    assertThat(ui(() -> spoken("error"))).isEqualTo("Error: [error] it broke");
    assertThat(ui(() -> spoken("warning"))).isEqualTo("Warning: [warn] it may break");
    assertThat(ui(() -> robot.lookup(".log-lines .icon-view").match(Node::isVisible).queryAll()))
        .hasSize(2);
  }

  /// As they are drawn, not as they are marked.
  private List<String> boldest() {
    return ui(() ->
        robot.lookup(".log-lines .list-cell").queryAllAs(IndexedCell.class).stream()
            .filter(cell -> !cell.isEmpty() && cell.getFont().getStyle().contains("Bold"))
            .map(IndexedCell::getText)
            .toList());
  }

  private String hits() {
    return ui(() -> robot.lookup(".log-search .label").queryLabeled().getText());
  }

  private String selected() {
    return ui(() -> {
      Object line =
          robot.lookup(".log-lines").queryListView().getSelectionModel().getSelectedItem();
      return line == null ? "" : line.toString();
    });
  }

  private String spoken(String level) {
    return robot.lookup(".log-lines ." + level).query().getAccessibleText();
  }

  /// The list is drawn when the machine gets to it.
  private static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
  }

  private String lastShown() {
    return ui(() -> {
      ListView<?> list = robot.lookup(".log-lines").queryListView();
      var flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
      IndexedCell<?> cell = flow.getLastVisibleCell();
      return cell == null ? "nothing drawn yet" : cell.getText();
    });
  }
}
