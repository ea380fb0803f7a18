package io.github.nocobasewizard.ui.kit;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One of a few answers: title, perhaps a badge, a sentence, something on the right, and a part below a
/// hairline that belongs to the answer. The chosen one has a blue frame.
public final class ChoiceCard extends Choice {
  private final Prose title = new Prose("", "strong");
  private final FlowPane titleLine = new FlowPane(8, 4, title);
  private final Prose text = new Prose("", "muted");
  private final VBox words = new VBox(titleLine, text);
  private @Nullable Node note;
  private @Nullable Badge badge;
  private @Nullable Node side;
  private @Nullable Node extra;

  public ChoiceCard() {
    getStyleClass().add("choice-card");
    titleLine.setAlignment(Pos.CENTER_LEFT);
    titleLine.setRowValignment(javafx.geometry.VPos.CENTER);
    note = text;
    text.managedProperty().bind(text.textProperty().isNotEmpty());
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(160);
    head.getChildren().add(words);
    title.textProperty().addListener((_, _, _) -> describe());
    text.textProperty().addListener((_, _, _) -> describe());
  }

  public ChoiceCard(String title, String text) {
    this();
    setTitle(title);
    setNote(text);
  }

  private void describe() {
    setAccessibleText(getTitle() + ". " + getNote());
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  /// Titles of things (a project, a version) are headings; titles of deeds are bold text.
  public void setLarge(boolean large) {
    title.getStyleClass().setAll("prose", large ? "heading" : "strong");
  }

  public boolean isLarge() {
    return title.getStyleClass().contains("heading");
  }

  /// The sentence under the title.
  public String getNote() {
    return text.getText();
  }

  public void setNote(String value) {
    text.setText(value);
  }

  /// Shows another node, such as a path, where the sentence would stand.
  public void setNoteNode(Node node) {
    words.getChildren().remove(note);
    words.getChildren().add(node);
    note = node;
  }

  public @Nullable Badge getBadge() {
    return badge;
  }

  public void setBadge(@Nullable Badge value) {
    titleLine.getChildren().remove(badge);
    badge = value;
    if (value != null) {
      titleLine.getChildren().add(value);
    }
  }

  public @Nullable Node getSide() {
    return side;
  }

  public void setSide(@Nullable Node node) {
    head.getChildren().remove(side);
    side = node;
    if (node != null) {
      // The words give way, not what stands beside them.
      if (node instanceof Region region && region.getMinWidth() == USE_COMPUTED_SIZE) {
        region.setMinWidth(USE_PREF_SIZE);
      }
      head.getChildren().add(node);
    }
  }

  public @Nullable Node getExtra() {
    return extra;
  }

  /// What stands below a hairline, such as the facts of the chosen installation.
  public void setExtra(@Nullable Node node) {
    face.getChildren().setAll(head);
    extra = node;
    if (node != null) {
      var line = new Region();
      line.getStyleClass().add("hairline");
      VBox.setMargin(line, new Insets(16, 0, 11, 0));
      face.getChildren().addAll(line, node);
    }
  }
}
