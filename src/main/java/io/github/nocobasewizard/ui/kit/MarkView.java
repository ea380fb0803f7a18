package io.github.nocobasewizard.ui.kit;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Draws a [Mark], 20 px, or 16 px with the style class `s`.
public final class MarkView extends StackPane {
  private Mark mark = Mark.TODO;

  public MarkView() {
    getStyleClass().add("state-mark");
    setMouseTransparent(true);
    setMark(mark);
  }

  public MarkView(Mark mark) {
    this();
    setMark(mark);
  }

  public Mark getMark() {
    return mark;
  }

  public void setMark(Mark mark) {
    this.mark = mark;
    var icon = mark.icon();
    if (icon != null) {
      getChildren().setAll(new IconView(icon, mark.tint()));
    } else if (mark == Mark.BUSY) {
      getChildren().setAll(new BusyRing(getStyleClass().contains("s") ? 14 : 18));
    } else {
      var ring = new Region();
      ring.getStyleClass().add("ring");
      getChildren().setAll(ring);
    }
  }
}
