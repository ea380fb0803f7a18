package io.github.nocobasewizard.ui.kit;

import atlantafx.base.controls.ModalPane;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A question before something that cannot simply be undone: the question as title, what is lost as
/// text, Cancel and a button named by its deed. It may ask to type a name first.
///
/// Escape cancels. Enter confirms only where the button has the focus, or in the field once what is
/// typed there will do.
public final class ConfirmDialog extends VBox {
  private final Texts texts;
  private final Button cancel;
  private final Button confirm = new Button();
  private final TextField name = new TextField();
  private @Nullable String requiredName;
  private Runnable onConfirm = () -> {};
  private @Nullable ModalPane pane;
  private @Nullable Node focusBefore;

  /// @param deed what the main button says, such as "Go back to 2.2.0"
  public ConfirmDialog(Texts texts, String title, String text, String deed) {
    this.texts = texts;
    getStyleClass().add("dialog");
    setAccessibleRole(AccessibleRole.DIALOG);
    setAccessibleText(title);
    setMinWidth(480);
    setMaxSize(480, USE_PREF_SIZE);
    cancel = new Button(texts.get("dialog.cancel"));
    cancel.setMinWidth(96);
    cancel.setOnAction(_ -> close());
    confirm.setText(deed);
    // An underscore is part of a name such as my_project.
    confirm.setMnemonicParsing(false);
    confirm.setMinWidth(USE_PREF_SIZE);
    confirm.getStyleClass().add("accent");
    confirm.setOnAction(_ -> {
      close();
      onConfirm.run();
    });
    var buttons = new HBox(8, cancel, confirm);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox.setMargin(buttons, new Insets(24, 0, 0, 0));
    var words = new Prose(text, "muted");
    VBox.setMargin(words, new Insets(8, 0, 0, 0));
    getChildren().addAll(new Prose(title, "dialog-title"), words, buttons);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    // A filter, for fields use Tab up themselves.
    addEventFilter(KeyEvent.KEY_PRESSED, this::onTab);
  }

  /// Makes the main button red: something is taken away.
  public ConfirmDialog dangerous() {
    confirm.getStyleClass().setAll("button", "danger");
    return this;
  }

  /// Leaves Cancel out: there is nothing to decide, only to read.
  public ConfirmDialog notice() {
    cancel.setVisible(false);
    cancel.setManaged(false);
    return this;
  }

  /// Asks to type `expected` (spaces around it do not matter) before the main button can be used.
  public ConfirmDialog withTypedName(String expected) {
    requiredName = expected.strip();
    var ask = new Prose(texts.get("dialog.typeName", expected));
    VBox.setMargin(ask, new Insets(24, 0, 0, 0));
    VBox.setMargin(name, new Insets(8, 0, 0, 0));
    name.setAccessibleText(ask.getAccessibleText());
    confirm
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !name.getText().strip().equals(requiredName), name.textProperty()));
    getChildren().addAll(getChildren().size() - 1, List.of(ask, name));
    return this;
  }

  /// Asks for a text, which may be left empty; [#entered] has it afterwards.
  public ConfirmDialog withField(String label, String text) {
    var ask = new Prose(label);
    VBox.setMargin(ask, new Insets(24, 0, 0, 0));
    VBox.setMargin(name, new Insets(8, 0, 0, 0));
    name.setAccessibleText(label);
    name.setText(text);
    name.selectAll();
    getChildren().addAll(getChildren().size() - 1, List.of(ask, name));
    return this;
  }

  /// What was typed, without spaces around it.
  public String entered() {
    return name.getText().strip();
  }

  /// Something more to see or to choose, above the buttons.
  public ConfirmDialog withContent(Region content) {
    VBox.setMargin(content, new Insets(16, 0, 0, 0));
    getChildren().add(getChildren().size() - 1, content);
    return this;
  }

  /// Opens over `pane` and calls `onConfirm` if confirmed.
  public void show(ModalPane pane, Runnable onConfirm) {
    this.pane = pane;
    this.onConfirm = onConfirm;
    focusBefore = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
    pane.show(this);
    // The pane lays its content out first; before that nothing in it can take the focus.
    Platform.runLater(firstStop()::requestFocus);
  }

  /// Where nothing is typed, what changes nothing.
  private Node firstStop() {
    if (name.getParent() == this) {
      return name;
    }
    return cancel.isVisible() ? cancel : confirm;
  }

  /// Closes without confirming.
  public void close() {
    if (pane != null) {
      pane.hide(true);
    }
    if (focusBefore != null) {
      focusBefore.requestFocus();
    }
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> {
        if ((name.isFocused() || !cancel.isVisible()) && !confirm.isDisabled()) {
          confirm.fire();
        }
        // It must not reach the page's main button, which Enter would press otherwise.
        event.consume();
      }
      case ESCAPE -> {
        close();
        event.consume();
      }
      default -> {}
    }
  }

  /// Keeps Tab inside: what lies behind the dialog is out of reach.
  private void onTab(KeyEvent event) {
    if (event.getCode() != KeyCode.TAB) {
      return;
    }
    List<Node> stops = new ArrayList<>();
    collectStops(this, stops);
    int at = stops.indexOf(getScene().getFocusOwner());
    if (!stops.isEmpty()) {
      stops.get(Math.floorMod(at + (event.isShiftDown() ? -1 : 1), stops.size())).requestFocus();
    }
    event.consume();
  }

  private static void collectStops(Parent parent, List<Node> stops) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible() || child.isDisabled()) {
        continue;
      }
      if (child.isFocusTraversable()) {
        stops.add(child);
      } else if (child instanceof Parent inner) {
        collectStops(inner, stops);
      }
    }
  }

  /// For tests and for screens that fill the name themselves.
  TextField nameField() {
    return name;
  }

  Button confirmButton() {
    return confirm;
  }

  Button cancelButton() {
    return cancel;
  }
}
