package io.github.nocobasewizard.ui.kit;

import javafx.geometry.NodeOrientation;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// One line of a file before and after: red with a minus, green with a plus, and the part that changes
/// underlined, so that the colours are not needed to see it.
public final class DiffBlock extends VBox {
  public DiffBlock() {
    getStyleClass().addAll("diff-block", "mono");
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
  }

  /// @param before what stands before the changed part in both lines, indentation included
  /// @param removed the part that goes
  /// @param added the part that comes
  /// @param after what follows in both lines
  public void show(String before, String removed, String added, String after) {
    getChildren()
        .setAll(
            line("−  ", before, removed, after, "removed", "first"),
            line("+  ", before, added, after, "added", "last"));
    setAccessibleText("− " + before + removed + after + "\n+ " + before + added + after);
  }

  private static TextFlow line(
      String sign, String before, String changed, String after, String... styleClasses) {
    var marked = new Text(changed);
    marked.getStyleClass().add("changed");
    var line = new TextFlow(new Text(sign + before), marked, new Text(after));
    line.getStyleClass().add("diff-line");
    line.getStyleClass().addAll(styleClasses);
    return line;
  }
}
