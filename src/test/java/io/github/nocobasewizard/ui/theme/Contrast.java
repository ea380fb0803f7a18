package io.github.nocobasewizard.ui.theme;

import javafx.scene.paint.Color;

/// Contrast as WCAG 2 computes it, and what it asks for.
public final class Contrast {
  /// For texts of a usual size.
  public static final double TEXT = 4.5;

  /// For large texts, and for icons and frames.
  public static final double PART = 3;

  private Contrast() {}

  /// From 1 (the same) to 21 (black on white).
  public static double between(Color a, Color b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
