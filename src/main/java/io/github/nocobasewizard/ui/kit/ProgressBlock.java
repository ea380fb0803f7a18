package io.github.nocobasewizard.ui.kit;

import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The one bar of a page: what runs now, what is known about the rest, the bar, and a line below it.
///
/// Progress is a fraction from 0 to 1; a negative one means that the length is unknown, never that a
/// percentage is made up.
public final class ProgressBlock extends VBox {
  private final BusyRing ring = new BusyRing();
  private final Prose heading = new Prose("", "heading");
  private final Prose rest = new Prose("", "muted", "end");
  private final ProgressBar bar = new ProgressBar(0);
  private final Prose line = new Prose("", "muted");
  private final Prose lineEnd = new Prose("", "muted", "end");
  private final DoubleProperty progress = new SimpleDoubleProperty(this, "progress", 0);
  private @Nullable Timeline gliding;

  public ProgressBlock() {
    getStyleClass().add("progress-block");
    HBox.setHgrow(heading, Priority.ALWAYS);
    HBox.setHgrow(line, Priority.ALWAYS);
    setBusy(false);
    var top = new HBox(8, ring, heading, rest);
    top.setAlignment(Pos.CENTER_LEFT);
    var below = new HBox(16, line, lineEnd);
    Show.when(line.textProperty().isNotEmpty(), below);
    bar.setMaxWidth(Double.MAX_VALUE);
    VBox.setMargin(bar, new Insets(12, 0, 0, 0));
    VBox.setMargin(below, new Insets(8, 0, 0, 0));
    getChildren().addAll(top, bar, below);
    progress.addListener((_, _, now) -> show(now.doubleValue()));
  }

  private void show(double fraction) {
    if (gliding != null) {
      gliding.stop();
      gliding = null;
    }
    if (fraction < 0) {
      // JavaFX's bar of unknown length always moves; without motion an empty track is honest, too.
      bar.setProgress(Motion.allowed() ? -1 : 0);
    } else if (getScene() == null
        || !Motion.allowed()
        || bar.getProgress() < 0
        || fraction < bar.getProgress()) {
      // Falling back or beginning anew is not progress, so it does not glide.
      bar.setProgress(fraction);
    } else {
      gliding = Motion.glide(bar.progressProperty(), fraction);
    }
  }

  public DoubleProperty progressProperty() {
    return progress;
  }

  public double getProgress() {
    return progress.get();
  }

  public void setProgress(double value) {
    progress.set(value);
  }

  public String getHeading() {
    return heading.getText();
  }

  public void setHeading(String value) {
    heading.setText(value);
    bar.setAccessibleText(value);
  }

  /// The right end of the heading: time left, or how long it usually takes.
  public String getRest() {
    return rest.getText();
  }

  public void setRest(String value) {
    rest.setText(value);
  }

  public String getLine() {
    return line.getText();
  }

  public void setLine(String value) {
    line.setText(value);
  }

  /// The right end of the line below the bar, such as the speed.
  public String getLineEnd() {
    return lineEnd.getText();
  }

  public void setLineEnd(String value) {
    lineEnd.setText(value);
  }

  /// Whether a ring turns before the heading, for work that says little about how far it is.
  public boolean isBusy() {
    return ring.isManaged();
  }

  public void setBusy(boolean busy) {
    ring.setManaged(busy);
    ring.setVisible(busy);
  }

  /// A bar that has stopped for good is grey.
  public boolean isStopped() {
    return bar.getStyleClass().contains("stopped");
  }

  public void setStopped(boolean stopped) {
    bar.getStyleClass().remove("stopped");
    if (stopped) {
      bar.getStyleClass().add("stopped");
    }
  }
}
