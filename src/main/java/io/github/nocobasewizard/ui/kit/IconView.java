package io.github.nocobasewizard.ui.kit;

import javafx.geometry.NodeOrientation;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/// An [Icon] in a square of fixed size: 20 px, or with the style class `s` 16, `l` 24, `xl` 32. The
/// colour comes from the style classes `muted`, `accent`, `success`, `warning`, `danger`.
public final class IconView extends StackPane {
  private final FontIcon glyph = new FontIcon();
  private Icon icon = Icon.INFO;

  public IconView() {
    getStyleClass().add("icon-view");
    getChildren().add(glyph);
    setMouseTransparent(true);
    effectiveNodeOrientationProperty().addListener((_, _, _) -> mirror());
    setIcon(icon);
  }

  public IconView(Icon icon, String... styleClasses) {
    this();
    setIcon(icon);
    getStyleClass().addAll(styleClasses);
  }

  public Icon getIcon() {
    return icon;
  }

  public void setIcon(Icon icon) {
    this.icon = icon;
    glyph.setIconLiteral(icon.literal());
    mirror();
  }

  private void mirror() {
    boolean toTheLeft = getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
    // JavaFX mirrors a whole right-to-left scene but draws text unmirrored, so turn only arrows.
    glyph.setScaleX(toTheLeft && icon.directed() ? -1 : 1);
  }
}
