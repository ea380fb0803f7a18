package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.kit.Motion;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.theme.Contrast;
import io.github.nocobasewizard.ui.theme.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who goes through the window by Tab sees where he is: each kind of control is drawn with and without
/// the focus, and enough points must differ by as much as WCAG 2.2 asks of a focus indicator (2.4.13).
@Timeout(180)
class FocusRingTest extends UiTest {
  /// Together they have every kind of control.
  private static final Set<String> SCREENS =
      Set.of(
          "start-found",
          "installation-several",
          "backup-own",
          "version",
          "failed-details",
          "restore",
          "settings",
          "help",
          "shell-dialog");

  private static final int MOST_STOPS = 40;
  private static final List<PseudoClass> FOCUS =
      Stream.of("focused", "focus-visible", "focus-within")
          .map(PseudoClass::getPseudoClass)
          .toList();

  private final Map<String, String> judged = new HashMap<>();

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void whateverTakesTheFocusShowsIt(Theme.Choice look) {
    Screens.all().stream()
        .filter(screen -> SCREENS.contains(screen.name()))
        .forEach(screen -> walk(screen, look));

    assertThat(judged).hasSizeGreaterThan(12);
    assertThat(judged.values()).filteredOn(fault -> !fault.isEmpty()).isEmpty();
  }

  private void walk(Screen screen, Theme.Choice look) {
    System.setProperty(Motion.STILL, "true");
    var opened = ui(() -> screen.show().apply(TEXTS));
    Scene scene =
        ui(() -> {
          var theme = new Theme(Locale.UK);
          theme.choice().set(look);
          var made = new Scene(opened.shell().root(), 1000, 720);
          theme.dress(made);
          stage.setScene(made);
          stage.show();
          stage.requestFocus();
          opened.then().run();
          return made;
        });
    settle();
    Set<Node> been = new HashSet<>();
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      press(KeyCode.TAB);
      Node owner = ui(scene::getFocusOwner);
      if (owner == null || !been.add(owner)) {
        break;
      }
      judged.computeIfAbsent(kind(owner), kind -> ui(() -> fault(kind, scene, owner)));
    }
    ui(() -> {
      if (opened.shell().page() instanceof Page page) {
        page.hidden();
      }
      scene.setRoot(new Group());
    });
  }

  private static String kind(Node node) {
    List<String> classes = new ArrayList<>(node.getStyleClass());
    return node.getClass().getSimpleName() + classes;
  }

  /// Empty if the focus is seen.
  private static String fault(String kind, Scene scene, Node owner) {
    Image with = scene.snapshot(null);
    FOCUS.forEach(state -> owner.pseudoClassStateChanged(state, false));
    Image without = scene.snapshot(null);
    FOCUS.forEach(state -> owner.pseudoClassStateChanged(state, true));
    Bounds place = owner.localToScene(owner.getLayoutBounds());
    int seen = differing(with, without, place);
    double wanted = Math.min(place.getWidth(), place.getHeight());
    return seen >= wanted
        ? ""
        : "%s: %d points of %.0f×%.0f show the focus"
            .formatted(kind, seen, place.getWidth(), place.getHeight());
  }

  /// A ring may lie a little outside.
  private static int differing(Image with, Image without, Bounds place) {
    int count = 0;
    for (int y = Math.max(0, (int) place.getMinY() - 4);
        y < Math.min(with.getHeight(), place.getMaxY() + 4);
        y++) {
      for (int x = Math.max(0, (int) place.getMinX() - 4);
          x < Math.min(with.getWidth(), place.getMaxX() + 4);
          x++) {
        Color one = with.getPixelReader().getColor(x, y);
        Color other = without.getPixelReader().getColor(x, y);
        if (Contrast.between(one, other) >= Contrast.PART) {
          count++;
        }
      }
    }
    return count;
  }
}
