package io.github.nocobasewizard.ui.kit;

import javafx.scene.layout.VBox;

/// The question of a page and the one sentence that says what has and what has not happened.
public final class PageHeader extends VBox {
  private final Prose title = new Prose("", "page-title");
  private final Prose lead = new Prose("", "muted");

  public PageHeader() {
    setSpacing(4);
    lead.setMaxWidth(640);
    lead.managedProperty().bind(lead.textProperty().isNotEmpty());
    getChildren().addAll(title, lead);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String value) {
    title.setText(value);
  }

  public String getLead() {
    return lead.getText();
  }

  public void setLead(String value) {
    lead.setText(value);
  }
}
