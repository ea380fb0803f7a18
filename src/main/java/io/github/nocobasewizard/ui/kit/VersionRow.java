package io.github.nocobasewizard.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// One version in the list: number, date, size, a link. A version that is not offered is grey, gives
/// the reason instead of the date, and cannot be reached with the keyboard.
public final class VersionRow extends Choice {
  private final Label version = new Label();
  private final Prose about = new Prose();
  private final Label size = new Label();
  private final HBox linkPlace = new HBox();

  public VersionRow(String version, String about, String size, @Nullable Link link) {
    getStyleClass().add("version-row");
    this.version.setText(version);
    this.version.setMinWidth(152);
    this.about.setText(about);
    this.about.getStyleClass().add("muted");
    HBox.setHgrow(this.about, Priority.ALWAYS);
    this.size.setText(size);
    this.size.getStyleClass().add("muted");
    this.size.setMinWidth(80);
    this.size.setAlignment(Pos.CENTER_RIGHT);
    linkPlace.setMinWidth(96);
    linkPlace.setAlignment(Pos.CENTER_RIGHT);
    head.getChildren().addAll(this.version, this.about);
    if (!size.isEmpty()) {
      head.getChildren().add(this.size);
    }
    if (link != null) {
      linkPlace.getChildren().add(link);
      head.getChildren().add(linkPlace);
    }
    setAccessibleText(version + ", " + about + ", " + size);
  }

  /// A version that cannot be chosen, with the reason.
  public static VersionRow refused(String version, String reason, boolean older) {
    var row = new VersionRow(version, reason, "", null);
    row.setDisable(true);
    if (older) {
      row.getStyleClass().add("older");
      row.about.getStyleClass().setAll("prose", "subtle");
    }
    return row;
  }

  /// First and last rows round the corners of their table.
  public VersionRow at(boolean first, boolean last) {
    if (first) {
      getStyleClass().add("first");
    }
    if (last) {
      getStyleClass().add("last");
    }
    return this;
  }
}
