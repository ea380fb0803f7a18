package io.github.nocobasewizard.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A card that leads somewhere: tile, bold title, a sentence, and an arrow. The whole card is a button.
public final class ActionCard extends ContentButton {
  private final Prose title;
  private final Prose text;
  private final IconTile tile;

  public ActionCard() {
    var face = new HBox(16);
    super(face);
    title = new Prose("", "strong");
    text = new Prose("", "muted");
    tile = new IconTile(Icon.INFO, "neutral");
    var words = new VBox(title, text);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    face.setAlignment(Pos.CENTER_LEFT);
    face.getChildren().addAll(tile, words, new IconView(Icon.FOLDED, "muted"));
    face.setMouseTransparent(true);
    getStyleClass().add("action-card");
    title.textProperty().addListener((_, _, _) -> describe());
    text.textProperty().addListener((_, _, _) -> describe());
  }

  private void describe() {
    setAccessibleText(getTitle() + ". " + getNote());
  }

  public Icon getIcon() {
    return tile.getIcon();
  }

  public void setIcon(Icon icon) {
    tile.setIcon(icon);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  /// The sentence under the title.
  public String getNote() {
    return text.getText();
  }

  public void setNote(String value) {
    text.setText(value);
  }
}
