package io.github.nocobasewizard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.shell.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
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
    if (opened.shell().page() instanceof Page page) {
      page.hidden();
    }
    scene.setRoot(new Group());
    return faults;
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
