package io.github.nocobasewizard.ui.kit;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.RadioButtonSkin;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A radio button that is a whole card or row: arrows move within its toggle group, space chooses, and
/// a click anywhere on it does, too.
public abstract sealed class Choice extends RadioButton permits ChoiceCard, ChoiceRow {
  /// The line the round mark stands beside.
  final HBox head = new HBox(16);

  /// The head and what may stand below it.
  final VBox face = new VBox(head);

  Choice() {
    head.setAlignment(Pos.CENTER_LEFT);
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

  private static final class FillingSkin extends RadioButtonSkin {
    private static final double GAP = 16;

    private final Choice choice;

    FillingSkin(Choice choice) {
      super(choice);
      this.choice = choice;
    }

    private Node mark() {
      return choice.lookup(".radio");
    }

    @Override
    protected void layoutChildren(double x, double y, double w, double h) {
      Node mark = mark();
      double size = snapSizeX(mark.prefWidth(-1));
      double left = x + size + GAP;
      double faceHeight = Math.min(h, choice.face.prefHeight(w - size - GAP));
      double faceTop = snapPositionY(y + (h - faceHeight) / 2);
      layoutInArea(
          choice.face, left, faceTop, w - size - GAP, faceHeight, 0, HPos.LEFT, VPos.CENTER);
      choice.face.layout();
      double headHeight = choice.head.getHeight();
      mark.resizeRelocate(x, snapPositionY(faceTop + (headHeight - size) / 2), size, size);
    }

    @Override
    protected double computeMinWidth(double height, double t, double r, double b, double l) {
      return l + 18 + GAP + choice.face.minWidth(-1) + r;
    }

    @Override
    protected double computePrefWidth(double height, double t, double r, double b, double l) {
      return l + 18 + GAP + choice.face.prefWidth(-1) + r;
    }

    @Override
    protected double computeMinHeight(double width, double t, double r, double b, double l) {
      return computePrefHeight(width, t, r, b, l);
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
      return t + choice.face.prefHeight(width < 0 ? -1 : width - l - r - 18 - GAP) + b;
    }

    @Override
    protected double computeMaxHeight(double width, double t, double r, double b, double l) {
      return computePrefHeight(width, t, r, b, l);
    }
  }
}
