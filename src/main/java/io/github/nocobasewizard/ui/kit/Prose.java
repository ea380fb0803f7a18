package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.NodeOrientation;
import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// A text that wraps and is never cut, unlike a label, which JavaFX squeezes to one line with dots as
/// soon as a parent is short of room. `**two stars**` make bold; a link may stand at the end.
///
/// Style classes: `page-title`, `dialog-title`, `heading`, `strong`, `small`, `muted`, `subtle`, `end`,
/// `centred`.
public final class Prose extends TextFlow {
  /// A number and the short word behind it, such as a unit, stay in one line.
  private static final Pattern UNIT = Pattern.compile("(?<=\\d) (?=\\p{L}{1,8}\\b)");

  private static final String NO_BREAK = "\u00A0";

  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*", Pattern.DOTALL);

  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private @Nullable Link link;

  public Prose() {
    getStyleClass().add("prose");
    setAccessibleRole(AccessibleRole.TEXT);
    // Rows would stretch it, and its words would then stand at the top instead of in the middle.
    setMaxHeight(USE_PREF_SIZE);
    text.addListener((_, _, _) -> fill());
    effectiveNodeOrientationProperty().addListener((_, _, _) -> fill());
  }

  public Prose(String text, String... styleClasses) {
    this();
    getStyleClass().addAll(styleClasses);
    setText(text);
  }

  public StringProperty textProperty() {
    return text;
  }

  public String getText() {
    return text.get();
  }

  public void setText(String value) {
    text.set(value);
  }

  /// Puts a link behind the text, in the same line where there is room.
  public void setLink(@Nullable Link link) {
    this.link = link;
    fill();
  }

  public @Nullable Link getLink() {
    return link;
  }

  private void fill() {
    getChildren().clear();
    String value = getText();
    Matcher bold = BOLD.matcher(value);
    int from = 0;
    while (bold.find()) {
      add(value.substring(from, bold.start()), false);
      add(bold.group(1), true);
      from = bold.end();
    }
    add(value.substring(from), false);
    if (link != null) {
      add(" ", false);
      getChildren().add(link);
    }
    setAccessibleText(BOLD.matcher(value).replaceAll("$1"));
  }

  private void add(String part, boolean bold) {
    if (!part.isEmpty()) {
      var node = new Text(inOrder(UNIT.matcher(part).replaceAll(NO_BREAK)));
      if (bold) {
        node.getStyleClass().add("strong");
      }
      getChildren().add(node);
    }
  }

  private String inOrder(String part) {
    return getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT
        ? Texts.leftToRight(part)
        : part;
  }
}
