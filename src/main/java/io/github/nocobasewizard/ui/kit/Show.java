package io.github.nocobasewizard.ui.kit;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// Shows a node only while something holds; a hidden node takes no room.
public final class Show {
  private Show() {}

  public static void when(ObservableValue<Boolean> condition, Node... nodes) {
    for (Node node : nodes) {
      node.visibleProperty().bind(condition);
      node.managedProperty().bind(condition);
    }
  }
}
