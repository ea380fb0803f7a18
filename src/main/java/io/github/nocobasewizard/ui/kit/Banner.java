package io.github.nocobasewizard.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A message in the page: icon, an optional bold title, a text, and at most one action on the right.
///
/// With a title it is a stop or a remark that explains itself; without one, a single sentence.
public final class Banner extends HBox {
  private final MarkView mark = new MarkView();
  private final Prose title = new Prose("", "strong");
  private final Prose text = new Prose();
  private Severity severity = Severity.INFO;
  private @Nullable Node action;

  public Banner() {
    mark.setMark(severity.mark());
    getStyleClass().addAll("banner", severity.tint());
    var words = new VBox(title, text);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    title.visibleProperty().bind(title.textProperty().isNotEmpty());
    title.managedProperty().bind(title.visibleProperty());
    text.visibleProperty().bind(text.textProperty().isNotEmpty());
    text.managedProperty().bind(text.visibleProperty());
    title
        .visibleProperty()
        .addListener((_, _, titled) -> {
          text.getStyleClass().remove("muted");
          if (titled) {
            text.getStyleClass().add("muted");
          }
        });
    getChildren().addAll(mark, words);
    setAlignment(Pos.TOP_LEFT);
  }

  public Banner(Severity severity, String title, String text) {
    this();
    setSeverity(severity);
    setTitle(title);
    setText(text);
  }

  public Severity getSeverity() {
    return severity;
  }

  public void setSeverity(Severity severity) {
    getStyleClass().remove(this.severity.tint());
    getStyleClass().add(severity.tint());
    this.severity = severity;
    mark.setMark(severity.mark());
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  public String getText() {
    return text.getText();
  }

  public void setText(String value) {
    text.setText(value);
  }

  /// Shows a turning ring instead of the icon while the action runs.
  public void setBusy(boolean busy) {
    mark.setMark(busy ? Mark.BUSY : severity.mark());
  }

  public boolean isBusy() {
    return mark.getMark() == Mark.BUSY;
  }

  /// A link behind the text, such as "Details".
  public void setMore(@Nullable Link more) {
    text.setLink(more);
  }

  public @Nullable Link getMore() {
    return text.getLink();
  }

  public @Nullable Node getAction() {
    return action;
  }

  public void setAction(@Nullable Node action) {
    getChildren().remove(this.action);
    this.action = action;
    if (action != null) {
      getChildren().add(action);
    }
    if (action instanceof Region region) {
      // Its words are never cut; those of the message give way and wrap.
      region.setMinWidth(Region.USE_PREF_SIZE);
    }
  }
}
