package io.github.nocobasewizard.ui.kit;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;

/// A button that is never cut and that can say it is at work: a ring and the word "…ing" in place of
/// its label, its width kept so that nothing around it jumps.
public final class BusyButton extends Button {
  private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
  private String idleText = "";
  private String busyText = "";

  public BusyButton() {
    setMinWidth(USE_PREF_SIZE);
    busy.addListener((_, _, now) -> change(now));
  }

  public BusyButton(String text, Runnable action) {
    this();
    setText(text);
    setOnAction(_ -> action.run());
  }

  public BooleanProperty busyProperty() {
    return busy;
  }

  public boolean isBusy() {
    return busy.get();
  }

  public void setBusy(boolean value) {
    busy.set(value);
  }

  /// The label while busy, such as "Starting…".
  public String getBusyText() {
    return busyText;
  }

  public void setBusyText(String value) {
    busyText = value;
  }

  private void change(boolean now) {
    if (now) {
      idleText = getText();
      if (getWidth() > 0) {
        setMinWidth(getWidth());
      }
      setText(busyText);
      setGraphic(new BusyRing(14));
    } else {
      setText(idleText);
      setGraphic(null);
      setMinWidth(USE_PREF_SIZE);
    }
    // A second click must do nothing, yet the button must not look switched off.
    setMouseTransparent(now);
  }

  @Override
  public void fire() {
    if (!isBusy()) {
      super.fire();
    }
  }
}
