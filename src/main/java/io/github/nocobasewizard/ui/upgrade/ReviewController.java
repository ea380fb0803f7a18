package io.github.nocobasewizard.ui.upgrade;

import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.BusyRing;
import io.github.nocobasewizard.ui.kit.DiffBlock;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.Change;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Step 4, first part: from where to where, the way back, how long, and the exact line.
public final class ReviewController extends Page {
  /// Versions with more characters are drawn smaller.
  private static final int LONG = 16;

  private final ReviewModel model;
  private final List<StepModel> steps;

  @FXML private Label from;
  @FXML private Label to;
  @FXML private StackPane wayBackIcon;
  @FXML private Prose wayBackTitle;
  @FXML private Prose wayBackText;
  @FXML private Node stops;
  @FXML private Prose stopsTitle;
  @FXML private Prose timeTitle;
  @FXML private Prose timeText;
  @FXML private VBox changes;
  @FXML private ActionBar bar;
  @FXML private Button upgrade;

  /// @param steps of the run this page belongs to
  public ReviewController(Texts texts, ReviewModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    show(from, model.from);
    show(to, model.to);
    model.stops.addListener((ListChangeListener<String>) _ -> showStops());
    showStops();
    model.wayBack.subscribe(this::showWayBack);
    model.total.subscribe(this::showTime);
    model.pause.subscribe(this::showTime);
    model.download.subscribe(this::showTime);
    model.changes.addListener((ListChangeListener<Change>) _ -> showChanges());
    upgrade.disableProperty().bind(model.ready.not());
    showTime();
    showChanges();
  }

  private void show(Label label, StringProperty version) {
    label.textProperty().bind(version.map(texts::inOrder));
    version.subscribe(text -> {
      label.getStyleClass().remove("long");
      if (text.length() > LONG) {
        label.getStyleClass().add("long");
      }
    });
  }

  private void showStops() {
    stops.setVisible(!model.stops.isEmpty());
    stops.setManaged(stops.isVisible());
    stopsTitle.setText(texts.get("review.stops", String.join(" → ", model.stops)));
  }

  private void showWayBack(WayBack way) {
    wayBackText.setLink(null);
    bar.setNote("");
    switch (way) {
      case WayBack.BackupRuns(String progress) -> {
        wayBack(
            new BusyRing(),
            texts.get("review.backupRuns"),
            progress.isEmpty()
                ? texts.get("review.backupRuns.text")
                : texts.get("review.backupRuns.progress", progress));
        bar.setNote(texts.get("review.backupRuns.wait"));
      }
      case WayBack.BackupFailed() -> {
        wayBack(
            new IconView(Icon.STOP, "danger"),
            texts.get("review.backupFailed"),
            texts.get("review.backupFailed.text"));
        wayBackText.setLink(new Link(texts.get("action.show"), () -> model.showBackup.run()));
        bar.setNote(texts.get("review.backupFailed.first"));
      }
      case WayBack.Ready(Instant made, boolean tested) ->
          wayBack(
              new IconView(tested ? Icon.PROVEN : Icon.REMARK, tested ? "success" : "warning"),
              texts.get("review.wayBack"),
              texts.get(
                  tested ? "review.wayBack.tested" : "review.wayBack.untested",
                  texts.moment(made)));
      case WayBack.OwnBackup() ->
          wayBack(
              new IconView(Icon.REMARK, "warning"),
              texts.get("review.ownBackup"),
              texts.get("review.ownBackup.text"));
    }
  }

  private void wayBack(Node icon, String title, String text) {
    wayBackIcon.getChildren().setAll(icon);
    wayBackTitle.setText(title);
    wayBackText.setText(text);
  }

  private void showTime() {
    Duration total = model.total.get();
    Duration pause = model.pause.get();
    timeTitle.setText(
        pause == null
            ? texts.get("review.time.unknown")
            : total == null
                ? texts.get("review.time.pause", texts.roughly(pause))
                : texts.get("review.time", texts.roughly(total), texts.roughly(pause)));
    timeText.setText(
        texts.get(model.download.get() ? "review.time.download" : "review.time.onComputer"));
  }

  private void showChanges() {
    changes.getChildren().clear();
    for (int i = 0; i < model.changes.size(); i++) {
      if (i == 0 || !sameFile(model.changes.get(i), model.changes.get(i - 1))) {
        addHead(model.changes.get(i), i);
      }
      addLine(model.changes.get(i));
    }
    if (model.changes.isEmpty()) {
      changes.getChildren().add(new Prose(texts.get("review.noChange"), "strong"));
    }
  }

  private static boolean sameFile(Change one, Change other) {
    return one.stop().equals(other.stop())
        && one.file().equals(other.file())
        && one.folder().equals(other.folder());
  }

  private void addHead(Change change, int at) {
    long lines = model.changes.stream().filter(other -> sameFile(change, other)).count();
    String what = texts.get("review.change", lines, change.file());
    var title =
        new Prose(
            change.stop().isEmpty() ? what : texts.get("review.change.stop", change.stop(), what),
            "strong");
    VBox.setMargin(title, new Insets(at == 0 ? 0 : 16, 0, 0, 0));
    String where =
        lines == 1
            ? texts.get("review.change.line", change.folder(), change.line())
            : texts.get("review.change.folder", change.folder());
    changes.getChildren().addAll(title, new Prose(where, "muted"));
  }

  private void addLine(Change change) {
    var block = new DiffBlock();
    block.show(change.before(), change.removed(), change.added(), change.after());
    VBox.setMargin(block, new Insets(12, 0, 0, 0));
    changes.getChildren().add(block);
  }

  @FXML
  private void back() {
    model.back.run();
  }

  @FXML
  private void upgrade() {
    model.upgrade.run();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, true);
  }
}
