package io.github.nocobasewizard.ui.backup;

import io.github.nocobasewizard.ui.backup.BackupModel.Content;
import io.github.nocobasewizard.ui.backup.BackupModel.Made;
import io.github.nocobasewizard.ui.backup.BackupModel.Phase;
import io.github.nocobasewizard.ui.backup.BackupModel.Proof;
import io.github.nocobasewizard.ui.backup.BackupModel.View;
import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.Badge;
import io.github.nocobasewizard.ui.kit.ChoiceCard;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.OptionList;
import io.github.nocobasewizard.ui.kit.OutcomeHeader;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.ProgressBlock;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/// Step 2: the choice, the backup at work, the tested restore point, or what went wrong.
public final class BackupController extends Page {
  private final BackupModel model;
  private final List<StepModel> steps;

  @FXML private PageHeader header;
  @FXML private OutcomeHeader failedHeader;

  @FXML private Node choice;
  @FXML private ChoiceCard wizards;
  @FXML private ChoiceCard own;
  @FXML private CheckBox ownConfirmed;
  @FXML private Node contentsBox;
  @FXML private VBox contents;
  @FXML private PathLabel folder;
  @FXML private Prose room;

  @FXML private Node running;
  @FXML private ProgressBlock progress;
  @FXML private VBox phases;
  @FXML private PathLabel runningFolder;

  @FXML private Node done;
  @FXML private Prose madeTitle;
  @FXML private Prose madeAbout;
  @FXML private Badge tested;
  @FXML private VBox proofs;
  @FXML private PathLabel madeFolder;

  @FXML private VBox failed;
  @FXML private Prose cause;
  @FXML private LogDrawer log;
  @FXML private OptionList waysOn;

  @FXML private ActionBar bar;
  @FXML private Button side;
  @FXML private Button second;
  @FXML private Button main;

  /// @param steps of the run this page belongs to
  public BackupController(Texts texts, BackupModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    var view = model.view;
    Show.when(view.isNotEqualTo(View.FAILED), header);
    Show.when(view.isEqualTo(View.FAILED), failedHeader, failed);
    Show.when(view.isEqualTo(View.CHOICE), choice);
    Show.when(view.isEqualTo(View.RUNNING), running);
    Show.when(view.isEqualTo(View.DONE), done);

    wizards.setBadge(new Badge(texts.get("badge.recommended"), "accent"));
    model.expected.subscribe(time -> wizards.setNote(texts.get("backup.now.note", time)));
    model.own.subscribe(chosen -> (chosen ? own : wizards).setSelected(true));
    own.selectedProperty().subscribe(chosen -> model.own.set(chosen));
    ownConfirmed.selectedProperty().bindBidirectional(model.ownConfirmed);
    own.selectedProperty().subscribe(chosen -> own.setExtra(chosen ? ownConfirmed : null));
    Show.when(model.own.not(), contentsBox);
    model.room.subscribe(room::setText);
    for (var path : List.of(folder, runningFolder, madeFolder)) {
      path.setCopyText(texts.get("path.copy"));
      model.folder.subscribe(path::setPath);
    }

    progress.progressProperty().bind(model.progress);
    model.now.subscribe(progress::setHeading);
    model.timeLeft.subscribe(progress::setRest);
    model.line.subscribe(progress::setLine);

    model.made.subscribe(_ -> showMade());
    model.cause.subscribe(cause::setText);
    log.show(model.log.lines());
    log.setOnSave(lines -> model.saveReport.accept(lines));

    fill(contents, model.contents, this::row);
    fill(phases, model.phases, this::row);
    model.waysOn.addListener((ListChangeListener<Option>) _ -> waysOn.show(model.waysOn));
    waysOn.show(model.waysOn);

    view.subscribe(_ -> showBar());
    model.own.subscribe(_ -> showBar());
    model.ownConfirmed.subscribe(_ -> showBar());
    model.cancelling.subscribe(_ -> showBar());
    waysOn.chosenProperty().subscribe(_ -> showBar());
    main.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> view.get() == View.CHOICE && model.own.get() && !model.ownConfirmed.get(),
                view,
                model.own,
                model.ownConfirmed));
  }

  private static <T> void fill(VBox box, ObservableList<T> items, Function<T, StateRow> row) {
    Runnable refill = () -> box.getChildren().setAll(items.stream().map(row).toList());
    items.addListener((ListChangeListener<T>) _ -> refill.run());
    refill.run();
  }

  private StateRow row(Content content) {
    return StateRow.of(
        switch (content.part()) {
          case DATABASE -> Icon.DATABASE;
          case FILES -> Icon.FOLDER;
          case SETUP -> Icon.FILE;
        },
        content.name(),
        content.amount());
  }

  private StateRow row(Phase phase) {
    return StateRow.phase(phase.mark(), phase.name(), phase.amount());
  }

  private StateRow row(Proof proof) {
    return StateRow.phase(proof.mark(), proof.name(), proof.fact());
  }

  private void showMade() {
    Made made = model.made.get();
    if (made == null) {
      return;
    }
    madeTitle.setText(texts.get("backup.restorePointOf", texts.moment(made.made())));
    madeAbout.setText(made.about());
    var testedAt = made.tested();
    tested.setVisible(testedAt != null);
    if (testedAt != null) {
      tested.setText(texts.get("backup.testedAt", texts.recent(testedAt)));
    }
    proofs.getChildren().setAll(made.proofs().stream().map(this::row).toList());
  }

  private void showBar() {
    side.setText(texts.get("action.back"));
    second.setVisible(true);
    second.setDisable(false);
    bar.setNote("");
    switch (model.view.get()) {
      case CHOICE -> {
        header.setTitle(texts.get("backup.title"));
        header.setLead(texts.get("backup.lead"));
        second.setVisible(false);
        main.setText(texts.get(model.own.get() ? "backup.continueWithOwn" : "backup.now"));
        if (model.own.get() && !model.ownConfirmed.get()) {
          bar.setNote(texts.get("backup.own.tickFirst"));
        }
      }
      case RUNNING -> {
        header.setTitle(texts.get("backup.running.title"));
        header.setLead(texts.get("backup.running.lead"));
        second.setText(texts.get(model.cancelling.get() ? "backup.cancelling" : "backup.cancel"));
        second.setDisable(model.cancelling.get());
        main.setText(texts.get("backup.chooseVersion"));
      }
      case DONE -> {
        header.setTitle(texts.get("backup.done.title"));
        header.setLead(texts.get("backup.done.lead"));
        second.setText(texts.get("backup.again"));
        main.setText(texts.get("action.continue"));
      }
      case FAILED -> {
        failedHeader.setTitle(texts.get("backup.failed.title"));
        failedHeader.setLead(texts.get("backup.failed.lead"));
        side.setText(texts.get("action.saveReport"));
        second.setVisible(false);
        var chosen = waysOn.getChosen();
        main.setText(chosen == null ? texts.get("action.tryAgain") : chosen.deed());
      }
    }
  }

  @FXML
  private void sideAction() {
    if (model.view.get() == View.FAILED) {
      model.saveReport.accept(List.copyOf(model.log.lines()));
    } else {
      model.back.run();
    }
  }

  @FXML
  private void secondAction() {
    if (model.view.get() == View.RUNNING) {
      model.cancel.run();
    } else {
      model.start.run();
    }
  }

  @FXML
  private void mainAction() {
    switch (model.view.get()) {
      case CHOICE -> (model.own.get() ? model.continueWithOwn : model.start).run();
      case RUNNING, DONE -> model.next.run();
      case FAILED -> {
        var chosen = waysOn.getChosen();
        (chosen == null ? model.start : chosen.action()).run();
      }
    }
  }

  @FXML
  private void changeFolder() {
    model.changeFolder.run();
  }

  @FXML
  private void openFolder() {
    model.openFolder.run();
  }

  @FXML
  private void copyElsewhere() {
    model.copyElsewhere.run();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, true);
  }
}
