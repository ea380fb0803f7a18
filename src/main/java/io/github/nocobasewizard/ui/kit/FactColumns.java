package io.github.nocobasewizard.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Facts side by side: a small name above each value. They wrap where the window is narrow.
public final class FactColumns extends FlowPane {
  public FactColumns() {
    super(32, 8);
    getStyleClass().add("fact-columns");
  }

  public FactColumns add(String name, String value) {
    var label = new Label(value);
    label.setMinWidth(USE_PREF_SIZE);
    return add(name, label);
  }

  public FactColumns add(String name, Node value) {
    var label = new Label(name);
    label.getStyleClass().addAll("small", "muted");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(value);
    getChildren().add(new VBox(label, value));
    return this;
  }
}
