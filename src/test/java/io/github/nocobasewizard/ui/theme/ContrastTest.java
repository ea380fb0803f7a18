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
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textCanBeReadOnEverySurfaceItStandsOn(String sheet) {
    var colors = colors(sheet);
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset", "bg-overlay")) {
      check(colors, "fg-default", surface, Contrast.TEXT);
      check(colors, "fg-muted", surface, Contrast.TEXT);
    }
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset")) {
      check(colors, "fg-subtle", surface, Contrast.TEXT);
    }
    for (String tint : List.of("accent", "success", "warning", "danger")) {
      check(colors, "fg-default", tint + "-subtle", Contrast.TEXT);
      check(colors, "fg-muted", tint + "-subtle", Contrast.TEXT);
      check(colors, tint + "-fg", tint + "-subtle", Contrast.TEXT);
    }
    for (String surface :
        List.of("bg-default", "bg-inset", "accent-subtle", "danger-subtle", "warning-subtle")) {
      check(colors, "accent-fg", surface, Contrast.TEXT);
    }
    for (String button :
        List.of(
            "accent-emphasis",
            "accent-hover",
            "accent-pressed",
            "danger-emphasis",
            "danger-hover")) {
      check(colors, "fg-emphasis", button, Contrast.TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void partsStandOutFromWhatTheyStandOn(String sheet) {
    var colors = colors(sheet);
    for (String surface : List.of("bg-default", "bg-subtle", "bg-inset", "danger-subtle")) {
      check(colors, "border-control", surface, Contrast.PART);
    }
    check(colors, "accent-emphasis", "bg-default", Contrast.PART);
    check(colors, "accent-emphasis", "accent-subtle", Contrast.PART);
    for (String tint : List.of("success", "warning", "danger")) {
      check(colors, tint + "-emphasis", "bg-default", Contrast.PART);
      check(colors, tint + "-emphasis", tint + "-subtle", Contrast.PART);
    }
    check(colors, "fg-emphasis", "success-emphasis", Contrast.PART);
    check(colors, "progress-fill", "progress-track", Contrast.PART);
    check(colors, "fg-subtle", "progress-track", Contrast.PART);
  }

  @Test
  void bothSheetsNameTheSameColours() {
    assertThat(colors("dark").keySet()).isEqualTo(colors("light").keySet());
  }

  private static void check(Map<String, Color> colors, String on, String surface, double least) {
    double ratio = Contrast.between(color(colors, on), color(colors, surface));
    assertThat(ratio).as("%s on %s: %.2f", on, surface, ratio).isGreaterThanOrEqualTo(least);
  }

  private static Color color(Map<String, Color> colors, String name) {
    assertThat(colors).containsKey("-color-" + name);
    return colors.get("-color-" + name);
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
