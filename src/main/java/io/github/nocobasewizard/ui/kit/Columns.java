package io.github.nocobasewizard.ui.kit;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Children side by side in columns of equal width and height, whatever is in them.
///
/// Own, because JavaFX's HBox reckons its height as if children that grow did not, which leaves a gap
/// below texts that would wrap at their preferred width.
public final class Columns extends Pane {
  private double gap = 16;

  public double getGap() {
    return gap;
  }

  public void setGap(double value) {
    gap = value;
    requestLayout();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double columnWidth(double width) {
    int count = Math.max(1, getManagedChildren().size());
    double inner = width - snappedLeftInset() - snappedRightInset();
    return Math.floor((inner - gap * (count - 1)) / count);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    List<Node> children = getManagedChildren();
    double widest = children.stream().mapToDouble(child -> child.prefWidth(-1)).max().orElse(0);
    return snappedLeftInset()
        + widest * children.size()
        + gap * Math.max(0, children.size() - 1)
        + snappedRightInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double column = width < 0 ? -1 : columnWidth(width);
    return snappedTopInset()
        + getManagedChildren().stream().mapToDouble(c -> c.prefHeight(column)).max().orElse(0)
        + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    double column = columnWidth(getWidth());
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    double x = snappedLeftInset();
    for (Node child : getManagedChildren()) {
      // Not layoutInArea: cards keep to their own maximum height, but side by side all are equal.
      child.resizeRelocate(x, snappedTopInset(), column, height);
      x += column + gap;
    }
  }
}
