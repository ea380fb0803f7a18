package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// Segments with the keyboard alone.
class SegmentsTest extends UiTest {
  private final List<String> done = new ArrayList<>();
  private Segments segments;

  private void open(NodeOrientation orientation) {
    show(() -> {
      segments = new Segments(List.of("Stable", "Beta", "Alpha"));
      segments.setChosen(1);
      var after = new Button("After");
      after.setDefaultButton(true);
      after.setOnAction(_ -> done.add("entered"));
      var all = new VBox(new Button("Before"), segments, after);
      all.setNodeOrientation(orientation);
      return all;
    });
    ui(() -> stage.getScene().getRoot().getChildrenUnmodifiable().getFirst().requestFocus());
  }

  private String focused() {
    return ui(() -> ((Labeled) stage.getScene().getFocusOwner()).getText());
  }

  @Test
  void tabComesToTheChosenOneAndLeavesAgain() {
    open(NodeOrientation.LEFT_TO_RIGHT);
    press(KeyCode.TAB);
    assertThat(focused()).isEqualTo("Beta");
    press(KeyCode.TAB);
    assertThat(focused()).isEqualTo("After");
    press(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).isEqualTo("Beta");
    press(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).isEqualTo("Before");
    assertThat(segments.getChosen()).isEqualTo(1);
  }

  @Test
  void theArrowsChooseAndEnterIsThePagesOwn() {
    open(NodeOrientation.LEFT_TO_RIGHT);
    press(KeyCode.TAB);
    press(KeyCode.RIGHT);
    assertThat(segments.getChosen()).isEqualTo(2);
    press(KeyCode.RIGHT);
    assertThat(focused()).isEqualTo("Alpha");
    press(KeyCode.HOME);
    assertThat(segments.getChosen()).isZero();
    assertThat(focused()).isEqualTo("Stable");
    press(KeyCode.ENTER);
    assertThat(done).containsExactly("entered");
  }

  @Test
  void fromRightToLeftTheArrowsPointTheOtherWay() {
    open(NodeOrientation.RIGHT_TO_LEFT);
    press(KeyCode.TAB);
    press(KeyCode.LEFT);
    assertThat(segments.getChosen()).isEqualTo(2);
  }
}
