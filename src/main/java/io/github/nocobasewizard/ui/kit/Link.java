package io.github.nocobasewizard.ui.kit;

import javafx.scene.control.Hyperlink;
import org.jspecify.annotations.Nullable;

/// A link that is never cut and does not remember having been visited.
public final class Link extends Hyperlink {
  public Link() {
    getStyleClass().add("link");
    setMinWidth(USE_PREF_SIZE);
    // An underscore is part of a name such as my_project.
    setMnemonicParsing(false);
    visitedProperty().addListener((_, _, _) -> setVisited(false));
  }

  public Link(String text) {
    this();
    setText(text);
  }

  public Link(String text, Runnable action) {
    this(text);
    setOnAction(_ -> action.run());
  }

  /// A small icon before the text.
  public void setIcon(Icon icon) {
    setGraphic(new IconView(icon, "s"));
  }

  public @Nullable Icon getIcon() {
    return getGraphic() instanceof IconView view ? view.getIcon() : null;
  }
}
