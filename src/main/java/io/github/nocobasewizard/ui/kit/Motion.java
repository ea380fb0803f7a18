package io.github.nocobasewizard.ui.kit;

import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.WritableValue;
import javafx.scene.Node;
import javafx.util.Duration;

/// The few movements of the window. Where the system asks for less motion there is none.
public final class Motion {
  /// Set to `true` to stand still, as the picture tests do.
  public static final String STILL = "wizard.still";

  private static final Duration FADE = Duration.millis(120);
  private static final Duration GLIDE = Duration.millis(200);

  private Motion() {}

  public static boolean allowed() {
    return !Platform.getPreferences().isReducedMotion() && !Boolean.getBoolean(STILL);
  }

  /// Lets a page appear.
  public static void fadeIn(Node node) {
    if (!allowed()) {
      node.setOpacity(1);
      return;
    }
    // The first frame of the movement comes later: until then the page must not stand there whole.
    node.setOpacity(0);
    var fade = new FadeTransition(FADE, node);
    fade.setFromValue(0);
    fade.setToValue(1);
    fade.play();
  }

  /// Moves a value to `end`, as bars do. Playing it twice at once is the caller's to prevent by
  /// stopping the one returned.
  public static Timeline glide(WritableValue<Number> value, double end) {
    var timeline =
        new Timeline(
            new KeyFrame(
                allowed() ? GLIDE : Duration.ZERO,
                new KeyValue(value, end, Interpolator.EASE_OUT)));
    timeline.play();
    return timeline;
  }
}
