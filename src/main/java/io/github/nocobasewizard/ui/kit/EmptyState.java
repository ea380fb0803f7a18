package io.github.nocobasewizard.ui.kit;

import javafx.beans.DefaultProperty;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A frame that says that there is nothing yet and what to do: disc, heading, sentence, two buttons, a
/// link. Its dashed border invites to drop a file; `plain` takes that away.
@DefaultProperty("actions")
public final class EmptyState extends VBox {
  private final Prose heading = new Prose("", "heading", "centred");
  private final Prose text = new Prose("", "muted", "centred");
  private final IconTile disc = new IconTile(Icon.NONE_FOUND, "neutral", "disc", "xl");
  private final HBox actions = new HBox(8);
  private @Nullable Link link;

  // No constructor argument: FXML knows no default property of a class that needs one.
  public EmptyState() {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    disc.setIconSize("xl");
    text.setMaxWidth(400);
    actions.setAlignment(Pos.CENTER);
    actions.managedProperty().bind(Bindings.isNotEmpty(actions.getChildren()));
    VBox.setMargin(heading, new Insets(16, 0, 0, 0));
    VBox.setMargin(text, new Insets(4, 0, 0, 0));
    VBox.setMargin(actions, new Insets(24, 0, 0, 0));
    getChildren().addAll(disc, heading, text, actions);
  }

  public Icon getIcon() {
    return disc.getIcon();
  }

  public void setIcon(Icon icon) {
    disc.setIcon(icon);
  }

  public String getHeading() {
    return heading.getText();
  }

  public void setHeading(String value) {
    heading.setText(value);
  }

  public String getText() {
    return text.getText();
  }

  public void setText(String value) {
    text.setText(value);
  }

  public ObservableList<Node> getActions() {
    return actions.getChildren();
  }

  public @Nullable Link getLink() {
    return link;
  }

  public void setLink(@Nullable Link value) {
    getChildren().remove(link);
    link = value;
    if (value != null) {
      VBox.setMargin(value, new Insets(16, 0, 0, 0));
      getChildren().add(value);
    }
  }
}
