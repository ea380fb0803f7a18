package io.github.nocobasewizard.ui.kit;

import java.util.List;
import javafx.beans.DefaultProperty;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The frame of every page: a column that scrolls (title and body, at most 880 wide, spare room below)
/// and an [ActionBar] that does not. The root of a page's FXML.
///
/// A child that should fill the rest, such as a [LogDrawer], gets `VBox.vgrow="ALWAYS"`.
@DefaultProperty("content")
public final class PageFrame extends BorderPane {
  private static final double MARGIN = 40;

  private final Column column = new Column();
  private final ScrollPane scroll = new ScrollPane(column);

  public PageFrame() {
    getStyleClass().add("page-frame");
    scroll.getStyleClass().add("page-scroll");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    // The bar appears inside the right margin, so that the column never jumps.
    scroll
        .viewportBoundsProperty()
        .addListener(
            (_, _, bounds) -> column.reserve(Math.max(0, scroll.getWidth() - bounds.getWidth())));
    setCenter(scroll);
  }

  /// What the page shows, from the header down.
  public ObservableList<Node> getContent() {
    return column.getChildren();
  }

  public @Nullable ActionBar getBar() {
    return getBottom() instanceof ActionBar bar ? bar : null;
  }

  public void setBar(@Nullable ActionBar bar) {
    setBottom(bar);
  }

  /// Scrolls back to the title, as when a page changes what it shows.
  public void scrollToTop() {
    scroll.setVvalue(0);
  }

  /// A column that is never squeezed: where the window is low it scrolls, and only children that grow
  /// may be smaller than they would like.
  private static final class Column extends VBox {
    Column() {
      getStyleClass().add("page-column");
      setFillWidth(true);
      reserve(0);
    }

    void reserve(double barWidth) {
      setPadding(new Insets(32, MARGIN - barWidth, 16, MARGIN));
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double anyWidth) {
      // The scroll pane also asks without a width when it decides about its bar.
      double width = anyWidth < 0 ? getWidth() : anyWidth;
      double wished = computePrefHeight(width);
      double inner = width - getInsets().getLeft() - getInsets().getRight();
      for (Node child : getManagedChildren()) {
        if (grows(child)) {
          wished -= child.prefHeight(inner) - child.minHeight(inner);
        }
      }
      return wished;
    }

    /// As a VBox does, but where the room is short a VBox would squeeze every child down to its
    /// minimum; here only those that grow give way.
    @Override
    protected void layoutChildren() {
      double left = getInsets().getLeft();
      double width = getWidth() - left - getInsets().getRight();
      List<Node> growing = getManagedChildren().stream().filter(Column::grows).toList();
      double spare = getHeight() - computePrefHeight(getWidth());
      double y = getInsets().getTop();
      for (Node child : getManagedChildren()) {
        Insets margin = VBox.getMargin(child) == null ? Insets.EMPTY : VBox.getMargin(child);
        double inner = width - margin.getLeft() - margin.getRight();
        double height = child.prefHeight(inner);
        if (grows(child)) {
          height = Math.max(child.minHeight(inner), height + spare / growing.size());
          height = Math.min(child.maxHeight(inner), height);
        }
        double area = margin.getTop() + snapSizeY(height) + margin.getBottom();
        layoutInArea(child, left, y, width, area, 0, margin, true, true, HPos.LEFT, VPos.TOP);
        y += area;
      }
    }

    private static boolean grows(Node child) {
      return VBox.getVgrow(child) == Priority.ALWAYS;
    }
  }
}
