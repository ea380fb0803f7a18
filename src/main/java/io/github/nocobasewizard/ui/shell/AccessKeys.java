package io.github.nocobasewizard.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;

/// While Alt is held, each main button shows the key that presses it. Not on a Mac, where Alt writes
/// characters of its own.
///
/// The letters come from the button's own words. Where those have no Latin letter it is a digit, which
/// every keyboard has. What stands on many pages has the same key on each.
final class AccessKeys {
  private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

  private final Pane layer = new Pane();
  private final List<String> common;
  private final Supplier<List<Button>> buttons;

  /// @param common words of the buttons that stand on many pages
  /// @param buttons those that can be pressed now, the most wanted first
  AccessKeys(StackPane root, List<String> common, Supplier<List<Button>> buttons) {
    this.common = common;
    this.buttons = buttons;
    layer.setMouseTransparent(true);
    layer.setVisible(false);
    // An open dialog comes to the front by its view order.
    layer.setViewOrder(2 * ModalPane.Z_FRONT);
    root.getChildren().add(layer);
    if (!MAC) {
      root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
      root.addEventFilter(KeyEvent.KEY_RELEASED, this::released);
      // Alt+Tab goes to another window and never comes back with the key's release.
      root.sceneProperty()
          .flatMap(Scene::windowProperty)
          .flatMap(Window::focusedProperty)
          .orElse(false)
          .subscribe(_ -> hide());
    }
  }

  private void pressed(KeyEvent event) {
    // With Ctrl it is AltGr, which writes characters.
    boolean alone = !event.isControlDown() && !event.isMetaDown() && !event.isShiftDown();
    if (event.getCode() == KeyCode.ALT && alone) {
      show();
    } else {
      hide();
      if (event.isAltDown()
          && alone
          && keys(buttons.get(), common).get(event.getCode()) instanceof Button b) {
        event.consume();
        b.requestFocus();
        b.fire();
      }
    }
  }

  private void released(KeyEvent event) {
    if (event.getCode() == KeyCode.ALT) {
      hide();
    }
  }

  /// Each button with a key of its own.
  static Map<KeyCode, Button> keys(List<Button> buttons, List<String> common) {
    Map<String, KeyCode> same = new HashMap<>();
    for (String words : common) {
      key(words, same.values()).ifPresent(key -> same.put(words, key));
    }
    Map<KeyCode, Button> keys = new LinkedHashMap<>();
    for (Button button : buttons) {
      if (same.get(button.getText()) instanceof KeyCode key) {
        keys.putIfAbsent(key, button);
      }
    }
    for (Button button : buttons) {
      if (!keys.containsValue(button)) {
        key(button.getText(), keys.keySet()).ifPresent(key -> keys.put(key, button));
      }
    }
    return keys;
  }

  private static Optional<KeyCode> key(String words, Collection<KeyCode> taken) {
    Stream<Character> letters =
        words
            .toUpperCase(Locale.ROOT)
            .chars()
            .mapToObj(c -> (char) c)
            .filter(c -> c >= 'A' && c <= 'Z');
    Stream<Character> digits = IntStream.rangeClosed('1', '9').mapToObj(c -> (char) c);
    return Stream.concat(letters, digits)
        .map(c -> KeyCode.getKeyCode(c.toString()))
        .filter(key -> !taken.contains(key))
        .findFirst();
  }

  private void show() {
    layer.getChildren().clear();
    keys(buttons.get(), common).forEach(this::show);
    layer.setVisible(true);
  }

  private void show(KeyCode key, Button button) {
    var badge = new Label(key.getChar());
    badge.getStyleClass().add("access-key");
    Bounds place = layer.sceneToLocal(button.localToScene(button.getLayoutBounds()));
    badge.relocate(place.getMinX() - 4, place.getMinY() - 6);
    layer.getChildren().add(badge);
  }

  private void hide() {
    layer.setVisible(false);
    layer.getChildren().clear();
  }
}
