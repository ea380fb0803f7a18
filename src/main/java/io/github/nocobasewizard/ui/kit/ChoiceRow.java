package io.github.nocobasewizard.ui.kit;

import javafx.scene.Node;

/// A row of a `table` that is chosen as a whole, with any cells.
public final class ChoiceRow extends Choice {
  /// @param spoken what screen readers say
  public ChoiceRow(String spoken, Node... cells) {
    getStyleClass().add("version-row");
    head.getChildren().addAll(cells);
    setAccessibleText(spoken);
  }
}
