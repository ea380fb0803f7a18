package io.github.nocobasewizard.ui.kit;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/// Names on the left, values or fields on the right, in two aligned columns.
public final class KeyValue extends GridPane {
  public KeyValue() {
    this(176);
  }

  /// @param nameWidth the width of the left column in pixels
  public KeyValue(double nameWidth) {
    getStyleClass().add("key-value");
    var values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(160);
    getColumnConstraints().addAll(new ColumnConstraints(nameWidth), values);
  }

  public KeyValue add(String name, Node value) {
    int row = getRowCount();
    var constraints = new RowConstraints(32, USE_COMPUTED_SIZE, USE_COMPUTED_SIZE);
    constraints.setValignment(VPos.CENTER);
    getRowConstraints().add(constraints);
    add(new Prose(name, "muted"), 0, row);
    add(value, 1, row);
    return this;
  }

  public KeyValue add(String name, String value) {
    return add(name, new Prose(value));
  }
}
