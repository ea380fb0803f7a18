package io.github.nocobasewizard.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Computes contrast figures as WCAG 2 does, from the colours as they stand in the sheets.
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double PART = 3;

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textCanBeReadOnEverySurfaceItStandsOn(String sheet) {
    var colors = colors(sheet);
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset", "bg-overlay")) {
      check(colors, "fg-default", surface, TEXT);
      check(colors, "fg-muted", surface, TEXT);
    }
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset")) {
      check(colors, "fg-subtle", surface, TEXT);
    }
    for (String tint : List.of("accent", "success", "warning", "danger")) {
      check(colors, "fg-default", tint + "-subtle", TEXT);
      check(colors, "fg-muted", tint + "-subtle", TEXT);
      check(colors, tint + "-fg", tint + "-subtle", TEXT);
    }
    for (String surface :
        List.of("bg-default", "bg-inset", "accent-subtle", "danger-subtle", "warning-subtle")) {
      check(colors, "accent-fg", surface, TEXT);
    }
    for (String button :
        List.of(
            "accent-emphasis",
            "accent-hover",
            "accent-pressed",
            "danger-emphasis",
            "danger-hover")) {
      check(colors, "fg-emphasis", button, TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void partsStandOutFromWhatTheyStandOn(String sheet) {
    var colors = colors(sheet);
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset", "danger-subtle")) {
      check(colors, "border-control", surface, PART);
    }
    check(colors, "accent-emphasis", "bg-default", PART);
    check(colors, "accent-emphasis", "accent-subtle", PART);
    for (String tint : List.of("success", "warning", "danger")) {
      check(colors, tint + "-emphasis", "bg-default", PART);
      check(colors, tint + "-emphasis", tint + "-subtle", PART);
    }
    check(colors, "fg-emphasis", "success-emphasis", PART);
    check(colors, "progress-fill", "progress-track", PART);
    check(colors, "fg-subtle", "progress-track", PART);
  }

  @Test
  void bothSheetsNameTheSameColours() {
    assertThat(colors("dark").keySet()).isEqualTo(colors("light").keySet());
  }

  private static void check(Map<String, Color> colors, String on, String surface, double least) {
    double ratio = contrast(color(colors, on), color(colors, surface));
    assertThat(ratio).as("%s on %s: %.2f", on, surface, ratio).isGreaterThanOrEqualTo(least);
  }

  private static Color color(Map<String, Color> colors, String name) {
    assertThat(colors).containsKey("-color-" + name);
    return colors.get("-color-" + name);
  }

  private static double contrast(Color a, Color b) {
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

  private static Map<String, Color> colors(String sheet) {
    var result = new LinkedHashMap<String, Color>();
    try (var in = Theme.class.getResourceAsStream(sheet + ".css")) {
      String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var declaration = Pattern.compile("(-color-[\\w-]+):\\s*([^;]+);").matcher(css);
      while (declaration.find()) {
        result.put(declaration.group(1), Color.web(declaration.group(2)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }
}
