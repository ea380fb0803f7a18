package io.github.nocobasewizard.ui.kit;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The turning ring that says "this is being worked on". It turns only while it is in a window, so
/// that a page left behind costs nothing.
///
/// Own, because AtlantaFX's RingProgressIndicator draws a fading tail and keeps animating when hidden.
public final class BusyRing extends StackPane {
  private final RotateTransition turning;

  public BusyRing() {
    this(18);
  }

  /// @param size of the ring in pixels, line included
  public BusyRing(double size) {
    double radius = (size - 2.5) / 2;
    var track = new Circle(radius);
    track.getStyleClass().add("track");
    var arc = new Arc(0, 0, radius, radius, -45, 180);
    arc.setType(ArcType.OPEN);
    arc.getStyleClass().add("arc");
    // One group turning about the common centre: an arc's own bounds are not centred.
    var turner = new Group(track, arc);
    getStyleClass().add("busy-ring");
    setMinSize(size, size);
    setPrefSize(size, size);
    setMaxSize(size, size);
    getChildren().add(turner);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    setMouseTransparent(true);
    turning = new RotateTransition(Duration.seconds(1), turner);
    turning.setByAngle(360);
    turning.setInterpolator(Interpolator.LINEAR);
    turning.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((_, _, scene) -> turn(scene));
  }

  private void turn(@Nullable Scene scene) {
    if (scene != null && Motion.allowed()) {
      turning.play();
    } else {
      turning.stop();
    }
  }
}
