package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One step of a [StepList]; a button where going back to the step is safe.
final class StepRow extends ContentButton {
  private final StepModel step;
  private final int number;
  private final int count;
  private final Texts texts;
  private final StackPane marker = new StackPane();
  private final Prose title = new Prose("", "step-title");
  private final Prose detail = new Prose("", "small", "muted");
  private final ProgressBar bar = new ProgressBar();

  StepRow(StepModel step, int number, int count, Texts texts) {
    var face = new HBox(12);
    super(face);
    this.step = step;
    this.number = number;
    this.count = count;
    this.texts = texts;
    getStyleClass().add("step");
    marker.getStyleClass().add("step-marker");
    title.setText(step.title());
    bar.getStyleClass().add("thin");
    bar.setPrefWidth(136);
    VBox.setMargin(bar, new Insets(4, 0, 0, 0));
    VBox.setMargin(detail, new Insets(-2, 0, 0, 0));
    var words = new VBox(title, detail, bar);
    words.setPadding(new Insets(2, 0, 12, 0));
    HBox.setHgrow(words, Priority.ALWAYS);
    var track = new VBox(4, marker);
    if (number < count) {
      var line = new Region();
      line.getStyleClass().add("step-line");
      VBox.setVgrow(line, Priority.ALWAYS);
      VBox.setMargin(line, new Insets(0, 0, 4, 11));
      track.getChildren().add(line);
    }
    face.getChildren().addAll(track, words);
    face.setMouseTransparent(true);
    setOnAction(_ -> {
      var open = step.open.get();
      if (open != null) {
        open.run();
      }
    });
    // A run has one list of steps and one StepList, which live and go together: no need to
    // unsubscribe.
    step.state.subscribe(_ -> update());
    step.detail.subscribe(_ -> update());
    step.open.subscribe(_ -> update());
    step.progress.subscribe(now -> bar.setProgress(now.doubleValue()));
    update();
  }

  private void update() {
    var state = step.state.get();
    getStyleClass().setAll("button", "step", state.style());
    marker
        .getChildren()
        .setAll(
            switch (state) {
              case DONE -> new IconView(Icon.PASSED, "s");
              case INTERRUPTED, FAILED -> new IconView(Icon.FAILED_STEP, "s");
              case BUSY -> new BusyRing(20);
              case TODO, HERE -> new Label(String.valueOf(number));
            });
    detail.setText(step.detail.get());
    detail.setManaged(!detail.getText().isEmpty());
    boolean barred = state == StepModel.State.BUSY;
    bar.setManaged(barred);
    bar.setVisible(barred);
    boolean opens = step.open.get() != null;
    setMouseTransparent(!opens);
    setFocusTraversable(opens);
    setAccessibleText(
        texts.get(
            "step.accessible",
            number,
            count,
            step.title(),
            texts.get(state.wordKey()),
            detail.getText()));
  }
}
