package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.scene.layout.VBox;

/// The steps of a run, drawn one below the other and joined by a line.
public final class StepList extends VBox {
  public StepList(List<StepModel> steps, Texts texts) {
    getStyleClass().add("step-list");
    for (int i = 0; i < steps.size(); i++) {
      getChildren().add(new StepRow(steps.get(i), i + 1, steps.size(), texts));
    }
  }
}
