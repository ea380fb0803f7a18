package io.github.nocobasewizard.ui.kit;

import atlantafx.base.controls.SegmentedControl;
import atlantafx.base.controls.ToggleLabel;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.NodeOrientation;
import javafx.scene.input.KeyEvent;

/// A few short alternatives side by side, one of them chosen: AtlantaFX's control with the lines
/// between its parts that the design asks for.
public final class Segments extends SegmentedControl {
  private final IntegerProperty chosen = new SimpleIntegerProperty(this, "chosen", -1);

  public Segments(List<String> labels) {
    super(labels.toArray(String[]::new));
    if (!Motion.allowed()) {
      setAnimationDuration(javafx.util.Duration.ZERO);
    }
    var parts = getSegments();
    parts.getFirst().getStyleClass().add("first");
    for (ToggleLabel part : parts) {
      part.selectedProperty()
          .subscribe(selected -> {
            // AtlantaFX's skin begins by choosing the first part; that is nobody's choice.
            if (selected && getSkin() != null) {
              chosen.set(parts.indexOf(part));
            }
          });
    }
    chosen.subscribe(this::choose);
    skinProperty()
        .subscribe(() -> {
          choose();
          // AtlantaFX's own handler swallows every key: Tab would never leave, Enter never go on.
          setOnKeyPressed(this::keyPressed);
        });
  }

  private void choose() {
    if (getChosen() >= 0) {
      getSegments().get(getChosen()).setSelected(true);
    }
    // As in every group of which one is chosen: Tab comes by once, the arrows go on from there.
    int stop = Math.max(0, getChosen());
    if (getScene() != null && getSegments().contains(getScene().getFocusOwner())) {
      getSegments().get(stop).requestFocus();
    }
    for (int n = 0; n < getSegments().size(); n++) {
      getSegments().get(n).setFocusTraversable(n == stop);
    }
  }

  private void keyPressed(KeyEvent event) {
    boolean mirrored = getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
    int last = getSegments().size() - 1;
    int now = getChosen();
    int next =
        switch (event.getCode()) {
          case LEFT -> now + (mirrored ? 1 : -1);
          case RIGHT -> now + (mirrored ? -1 : 1);
          case UP -> now - 1;
          case DOWN -> now + 1;
          case HOME -> 0;
          case END -> last;
          default -> Integer.MIN_VALUE;
        };
    boolean modified = event.isAltDown() || event.isControlDown() || event.isMetaDown();
    if (next == Integer.MIN_VALUE || modified) {
      return;
    }
    setChosen(Math.clamp(next, 0, last));
    event.consume();
  }

  /// The index of the chosen part; -1 while there is none.
  public IntegerProperty chosenProperty() {
    return chosen;
  }

  public int getChosen() {
    return chosen.get();
  }

  public void setChosen(int index) {
    chosen.set(index);
  }
}
