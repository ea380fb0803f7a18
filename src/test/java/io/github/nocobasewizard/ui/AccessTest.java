package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.shell.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;

/// Every page for those who use the keyboard or a screen reader.
class AccessTest {
  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  static Stream<Screen> screens() {
    return Screens.all().stream().filter(screen -> !screen.name().startsWith("kit-"));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void whatTakesTheFocusHasANameAndEnterOneMeaning(Screen screen) {
    assertThat(UiTest.ui(() -> faults(screen))).isEmpty();
  }

  private static List<String> faults(Screen screen) {
    var opened = screen.show().apply(UiTest.TEXTS);
    var scene = new Scene(opened.shell().root(), 1000, 720);
    layOut(scene);
    opened.then().run();
    layOut(scene);
    List<String> faults = new ArrayList<>();
    seen(scene.getRoot())
        .filter(node -> node.isFocusTraversable() && name(node, scene).isBlank())
        .forEach(node -> faults.add("has no name: " + PageInspection.describe(node)));
    List<String> main =
        seen(scene.getRoot())
            .filter(node -> node instanceof Button button && button.isDefaultButton())
            .map(PageInspection::describe)
            .toList();
    if (main.size() > 1) {
      faults.add("Enter presses one of " + main);
    }
    trap(scene).ifPresent(node -> faults.add("keeps Tab: " + PageInspection.describe(node)));
    if (opened.shell().page() instanceof Page page) {
      page.hidden();
    }
    scene.setRoot(new Group());
    return faults;
  }

  /// The first control that Tab comes to and does not leave again.
  private static Optional<Node> trap(Scene scene) {
    Set<Node> visited = new HashSet<>();
    Node now = scene.getRoot();
    do {
      Node before = now;
      Event.fireEvent(
          before,
          new KeyEvent(KeyEvent.KEY_PRESSED, "\t", "", KeyCode.TAB, false, false, false, false));
      now = scene.getFocusOwner();
      if (now == null || now == before) {
        return Optional.ofNullable(now).filter(node -> !isAlone(node, scene));
      }
    } while (visited.add(now));
    return Optional.empty();
  }

  /// Whether Tab has nowhere else to go, on the page or in the dialog above it.
  private static boolean isAlone(Node node, Scene scene) {
    Node room = node;
    while (room != scene.getRoot() && !room.getStyleClass().contains("dialog")) {
      room = room.getParent();
    }
    return seen(room).filter(each -> each.isFocusTraversable() && !each.isDisabled()).count() == 1;
  }

  private static void layOut(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  private static Stream<Node> seen(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    Stream<Node> inner =
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(AccessTest::seen)
            : Stream.empty();
    return Stream.concat(Stream.of(node), inner);
  }

  private static String name(Node node, Scene scene) {
    if (node.getAccessibleText() != null) {
      return node.getAccessibleText();
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      return labeled.getText();
    }
    return seen(scene.getRoot())
        .filter(other -> other instanceof Label label && label.getLabelFor() == node)
        .map(other -> ((Label) other).getText())
        .findFirst()
        .orElse("");
  }
}
