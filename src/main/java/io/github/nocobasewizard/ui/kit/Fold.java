package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A row of a `table` that unfolds what belongs to it. The whole row is a button; the arrow keys fold
/// and unfold it, too.
///
/// What is unfolded is made when it is first seen.
public final class Fold extends VBox {
  private final BooleanProperty expanded = new SimpleBooleanProperty(this, "expanded", false);
  private final Texts texts;
  private final Supplier<Node> content;
  private final IconView chevron = new IconView(Icon.FOLDED, "s", "muted");
  private final Head head;
  private @Nullable Node body;

  /// @param face what the row shows while folded
  /// @param spoken the same in words, for screen readers
  public Fold(Texts texts, Node face, String spoken, Supplier<Node> content) {
    this.texts = texts;
    this.content = content;
    var row = new HBox(16, face, chevron);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMouseTransparent(true);
    HBox.setHgrow(face, Priority.ALWAYS);
    getStyleClass().add("fold");
    head = new Head(row, spoken);
    head.setOnAction(_ -> setExpanded(!isExpanded()));
    // A filter, for buttons use the arrows to go elsewhere.
    head.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    getChildren().add(head);
    expanded.subscribe(this::show);
  }

  private void onKey(KeyEvent event) {
    boolean toTheLeft = getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
    switch (event.getCode()) {
      case RIGHT, KP_RIGHT -> setExpanded(!toTheLeft);
      case LEFT, KP_LEFT -> setExpanded(toTheLeft);
      default -> {
        return;
      }
    }
    event.consume();
  }

  public BooleanProperty expandedProperty() {
    return expanded;
  }

  public boolean isExpanded() {
    return expanded.get();
  }

  public void setExpanded(boolean value) {
    expanded.set(value);
  }

  private void show(boolean open) {
    chevron.setIcon(open ? Icon.UNFOLDED : Icon.FOLDED);
    head.setAccessibleHelp(texts.get(open ? "action.hide" : "action.show"));
    head.notifyAccessibleAttributeChanged(AccessibleAttribute.EXPANDED);
    if (open && body == null) {
      body = content.get();
      body.getStyleClass().add("fold-body");
      getChildren().add(body);
    }
    if (body != null) {
      body.setVisible(open);
      body.setManaged(open);
    }
    getStyleClass().remove("open");
    if (open) {
      getStyleClass().add("open");
    }
  }

  /// The row that is pressed.
  static final class Head extends ContentButton {
    Head(Node face, String spoken) {
      super(face);
      getStyleClass().add("fold-head");
      setAccessibleText(spoken);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(
        AccessibleAttribute attribute, Object... parameters) {
      return attribute == AccessibleAttribute.EXPANDED
          ? getParent() instanceof Fold fold && fold.isExpanded()
          : super.queryAccessibleAttribute(attribute, parameters);
    }
  }
}
