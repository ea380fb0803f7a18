package io.github.nocobasewizard.ui.kit;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ButtonSkin;

/// A button whose whole face is a node that fills it; JavaFX's own would leave the node its preferred
/// size and never let it wrap.
public abstract sealed class ContentButton extends Button permits ActionCard, StepRow, Fold.Head {
  private final Node face;

  ContentButton(Node face) {
    this.face = face;
    super();
    setGraphic(face);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setMaxWidth(Double.MAX_VALUE);
  }

  @Override
  public final Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected final Skin<?> createDefaultSkin() {
    return new FillingSkin(this);
  }

  private static final class FillingSkin extends ButtonSkin {
    private final Node face;

    FillingSkin(ContentButton button) {
      super(button);
      face = button.face;
    }

    @Override
    protected void layoutChildren(double x, double y, double w, double h) {
      layoutInArea(face, x, y, w, h, 0, HPos.LEFT, VPos.CENTER);
    }

    @Override
    protected double computeMinWidth(double height, double t, double r, double b, double l) {
      return l + face.minWidth(-1) + r;
    }

    @Override
    protected double computePrefWidth(double height, double t, double r, double b, double l) {
      return l + face.prefWidth(-1) + r;
    }

    @Override
    protected double computeMinHeight(double width, double t, double r, double b, double l) {
      return computePrefHeight(width, t, r, b, l);
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
      return t + face.prefHeight(width < 0 ? -1 : width - l - r) + b;
    }

    @Override
    protected double computeMaxHeight(double width, double t, double r, double b, double l) {
      return computePrefHeight(width, t, r, b, l);
    }
  }
}
