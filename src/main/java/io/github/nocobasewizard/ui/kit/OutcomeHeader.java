package io.github.nocobasewizard.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The header of a page that reports how something ended: a disc with an icon before title and sentence.
public final class OutcomeHeader extends HBox {
  private final PageHeader header = new PageHeader();
  private final IconTile disc = new IconTile(Icon.INFO, "xl", "disc");
  private Severity severity = Severity.INFO;

  public OutcomeHeader() {
    disc.setIconSize("xl");
    setSpacing(16);
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(header, Priority.ALWAYS);
    header.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(disc, header);
  }

  public Severity getSeverity() {
    return severity;
  }

  public void setSeverity(Severity value) {
    disc.getStyleClass().remove(severity.tint());
    disc.getStyleClass().add(value.tint());
    disc.setIcon(value.icon());
    severity = value;
  }

  public String getTitle() {
    return header.getTitle();
  }

  public void setTitle(String value) {
    header.setTitle(value);
  }

  public String getLead() {
    return header.getLead();
  }

  public void setLead(String value) {
    header.setLead(value);
  }
}
