package io.github.nocobasewizard.ui.kit;

import javafx.beans.DefaultProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The fixed bar at the foot of a page: Back or a side action on the left, then a note, then the
/// actions with the main one last. The order is the same on every system, so this is not JavaFX's
/// ButtonBar. A button that is not visible takes no room.
@DefaultProperty("actions")
public final class ActionBar extends HBox {
  private final Prose note = new Prose("", "muted");
  private final ObservableList<Button> actions = FXCollections.observableArrayList();
  private @Nullable Button side;

  public ActionBar() {
    getStyleClass().add("action-bar");
    // Otherwise the note would stand at the top of the bar instead of beside the buttons.
    setFillHeight(false);
    HBox.setHgrow(note, Priority.ALWAYS);
    HBox.setMargin(note, new Insets(0, 8, 0, 0));
    actions.addListener((ListChangeListener<Button>) _ -> arrange());
    arrange();
  }

  private void arrange() {
    getChildren().clear();
    if (side != null) {
      getChildren().add(side);
    }
    getChildren().add(note);
    getChildren().addAll(actions);
    for (var child : getChildren()) {
      if (child instanceof Button button) {
        button.managedProperty().bind(button.visibleProperty());
        // An underscore is part of a name such as my_project.
        button.setMnemonicParsing(false);
        // Buttons are never cut; the note gives way and wraps.
        if (button.getMinWidth() == Region.USE_COMPUTED_SIZE) {
          button.setMinWidth(Region.USE_PREF_SIZE);
        }
      }
    }
    // The reason for a disabled main button stands beside it, a note on its own at the left.
    note.getStyleClass().setAll("prose", "muted");
    if (side != null) {
      note.getStyleClass().add("end");
    }
  }

  public @Nullable Button getSide() {
    return side;
  }

  public void setSide(@Nullable Button button) {
    side = button;
    arrange();
  }

  public ObservableList<Button> getActions() {
    return actions;
  }

  public String getNote() {
    return note.getText();
  }

  public void setNote(String value) {
    note.setText(value);
  }
}
