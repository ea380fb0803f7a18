package io.github.nocobasewizard.ui.done;

import io.github.nocobasewizard.ui.kit.StateRow;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was proven at the end of a run, one roomy line each between hairlines.
public final class ProofList extends VBox {
  public ProofList() {
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /// Shows these rows, now and as they change; without rows it takes no room.
  public void follow(ObservableList<ProofRow> rows) {
    rows.addListener((ListChangeListener<ProofRow>) _ -> fill(rows));
    fill(rows);
  }

  private void fill(ObservableList<ProofRow> rows) {
    getChildren().clear();
    setVisible(!rows.isEmpty());
    for (ProofRow row : rows) {
      var line = new StateRow(row.mark(), row.name(), row.fact());
      line.getStyleClass().add("roomy");
      getChildren().addAll(hairline(), line);
    }
    getChildren().add(hairline());
  }

  private static Region hairline() {
    var line = new Region();
    line.getStyleClass().add("hairline");
    return line;
  }
}
