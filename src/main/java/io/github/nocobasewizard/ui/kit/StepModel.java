package io.github.nocobasewizard.ui.kit;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// One step of the list at the left: how far it is and what was decided or proven in it.
public final class StepModel {
  /// Each state has its own shape, colour and word.
  public enum State {
    TODO("todo", "step.todo"),
    HERE("here", "step.here"),
    /// Runs on while another page is open.
    BUSY("busy", "step.busy"),
    DONE("done", "step.done.word"),
    INTERRUPTED("interrupted", "step.interrupted"),
    FAILED("failed", "step.failed");

    private final String style;
    private final String wordKey;

    State(String style, String wordKey) {
      this.style = style;
      this.wordKey = wordKey;
    }

    String style() {
      return style;
    }

    /// The key of the word that screen readers say.
    public String wordKey() {
      return wordKey;
    }
  }

  private final String title;

  /// How far the step is.
  public final ObjectProperty<State> state = new SimpleObjectProperty<>(State.TODO);

  /// The second line: what was decided or proven, or how far it is.
  public final StringProperty detail = new SimpleStringProperty("");

  /// 0 to 1, drawn as a thin bar while [State#BUSY]; negative when unknown.
  public final DoubleProperty progress = new SimpleDoubleProperty(0);

  /// Goes back to this step; null where going back is not safe.
  public final ObjectProperty<@Nullable Runnable> open = new SimpleObjectProperty<>();

  public StepModel(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
