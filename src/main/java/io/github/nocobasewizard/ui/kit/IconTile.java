package io.github.nocobasewizard.ui.kit;

import javafx.scene.layout.StackPane;

/// A tinted square with an icon in it: 40 px, or `l` 48, `xl` 56; `disc` makes it round. The tint comes
/// from the style classes `neutral`, `success`, `warning`, `danger`; without one it is the accent.
public final class IconTile extends StackPane {
  private final IconView view = new IconView();

  public IconTile() {
    getStyleClass().add("icon-tile");
    getChildren().add(view);
  }

  public IconTile(Icon icon, String... styleClasses) {
    this();
    setIcon(icon);
    getStyleClass().addAll(styleClasses);
  }

  public Icon getIcon() {
    return view.getIcon();
  }

  public void setIcon(Icon icon) {
    view.setIcon(icon);
  }

  /// The size of the icon inside, as a style class of [IconView].
  public String getIconSize() {
    return view.getStyleClass().getLast();
  }

  public void setIconSize(String size) {
    view.getStyleClass().add(size);
  }
}
