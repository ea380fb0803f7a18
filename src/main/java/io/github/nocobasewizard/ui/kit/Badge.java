package io.github.nocobasewizard.ui.kit;

import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// A short remark in a rounded field, one per card: `accent`, `success`, `warning`, `danger`, or grey.
public final class Badge extends Label {
  public Badge() {
    getStyleClass().add("badge");
    setMinWidth(USE_PREF_SIZE);
  }

  public Badge(String text, String tint) {
    this();
    setText(text);
    getStyleClass().add(tint);
  }

  public void setIcon(Icon icon) {
    setGraphic(new IconView(icon, "s"));
  }

  public @Nullable Icon getIcon() {
    return getGraphic() instanceof IconView view ? view.getIcon() : null;
  }
}
