package io.github.nocobasewizard.ui.kit;

import atlantafx.base.controls.SegmentedControl;
import atlantafx.base.controls.ToggleLabel;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

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
    skinProperty().subscribe(this::choose);
  }

  private void choose() {
    if (getChosen() >= 0) {
      getSegments().get(getChosen()).setSelected(true);
    }
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
