package io.github.nocobasewizard.ui.failed;

import io.github.nocobasewizard.ui.done.ProofList;
import io.github.nocobasewizard.ui.failed.FailedModel.Phase;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.OptionList;
import io.github.nocobasewizard.ui.kit.OutcomeHeader;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.ProgressBlock;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// An upgrade that did not end well: why, what now, and the way back while and after it runs.
public final class FailedController extends Page {
  private final FailedModel model;
  private final List<StepModel> steps;

  @FXML private PageHeader header;
  @FXML private OutcomeHeader outcome;

  @FXML private ProofList rows;

  @FXML private Node causeBox;
  @FXML private Node causeTitle;
  @FXML private Prose cause;
  @FXML private LogDrawer detail;
  @FXML private Node actionBox;
  @FXML private Prose action;
  @FXML private StateRow intact;
  @FXML private Node intactBox;
  @FXML private Node waysBox;
  @FXML private OptionList waysOn;

  @FXML private Node running;
  @FXML private ProgressBlock progress;
  @FXML private VBox phases;
  @FXML private LogDrawer log;

  @FXML private ActionBar bar;
  @FXML private Button side;
  @FXML private Button second;
  @FXML private Button main;

  /// @param steps of the run this page belongs to
  public FailedController(Texts texts, FailedModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    var view = model.view;
    var going = view.isEqualTo(View.GOING_BACK);
    var back = view.isEqualTo(View.WENT_BACK);
    var troubled = going.or(back).not();
    var known = Bindings.isNotEmpty(model.detail.lines());
    Show.when(going, header, running, log);
    Show.when(going.not(), outcome);
    rows.follow(model.rows);
    rows.visibleProperty().bind(back);
    Show.when(troubled.and(model.cause.isNotEmpty().or(known)), causeBox);
    Show.when(model.cause.isNotEmpty(), causeTitle, cause);
    Show.when(known, detail);
    Show.when(
        troubled.and(view.isNotEqualTo(View.FAILED)).and(model.action.isNotEmpty()), actionBox);
    Show.when(view.isEqualTo(View.BACK_FAILED).and(model.exactUpTo.isNotNull()), intactBox);
    Show.when(view.isEqualTo(View.FAILED), waysBox);

    model.cause.subscribe(cause::setText);
    model.action.subscribe(action::setText);
    detail.show(model.detail.lines());
    // Folded it must not push what follows down the page.
    detail
        .expandedProperty()
        .subscribe(open -> VBox.setVgrow(causeBox, open ? Priority.ALWAYS : Priority.NEVER));
    model.waysOn.addListener((ListChangeListener<Option>) _ -> waysOn.show(model.waysOn));
    waysOn.show(model.waysOn);

    progress.progressProperty().bind(model.progress);
    model.now.subscribe(progress::setHeading);
    model.timeLeft.subscribe(progress::setRest);
    model.line.subscribe(progress::setLine);
    model.phases.addListener((ListChangeListener<Phase>) _ -> showPhases());
    showPhases();
    log.show(model.log.lines());

    model.title.subscribe(_ -> showWords());
    model.lead.subscribe(_ -> showWords());
    model.version.subscribe(_ -> showWords());
    model.dataSafe.subscribe(_ -> showWords());
    model.cancelled.subscribe(_ -> showWords());
    model.exactUpTo.subscribe(_ -> showWords());
    model.took.subscribe(_ -> showWords());
    waysOn.chosenProperty().subscribe(_ -> showBar());
    view.subscribe(this::viewChanged);
  }

  private void viewChanged(View view) {
    showWords();
    showBar();
    if (main.getScene() != null) {
      frame().scrollToTop();
      // As when a page is shown: what had the focus may be hidden now.
      frame().requestFocus();
    }
  }

  private void showPhases() {
    phases
        .getChildren()
        .setAll(
            model.phases.stream()
                .map(phase -> StateRow.phase(phase.mark(), phase.name(), phase.amount()))
                .toList());
  }

  private String moment() {
    var moment = model.exactUpTo.get();
    return moment == null ? "" : texts.moment(moment);
  }

  private void showWords() {
    String version = model.version.get();
    boolean dated = model.exactUpTo.get() != null;
    switch (model.view.get()) {
      case FAILED -> {
        outcome.setSeverity(Severity.STOP);
        outcome.setTitle(model.title.get());
        outcome.setLead(safe(model.lead.get()));
      }
      case UNTOUCHED -> {
        boolean wished = model.cancelled.get();
        outcome.setSeverity(wished ? Severity.INFO : Severity.REMARK);
        outcome.setTitle(wished ? texts.get("failed.cancelled") : model.title.get());
        outcome.setLead(
            texts.get(
                version.isEmpty() ? "failed.untouched.lead" : "failed.untouched.lead.running",
                version));
      }
      case GOING_BACK -> {
        header.setTitle(texts.get("failed.goingBack.title", version));
        header.setLead(
            texts.get(dated ? "failed.goingBack.lead.to" : "failed.goingBack.lead", moment()));
      }
      case WENT_BACK -> {
        String took = texts.duration(model.took.get());
        outcome.setSeverity(Severity.SUCCESS);
        outcome.setTitle(texts.get("failed.wentBack.title", version));
        outcome.setLead(
            dated
                ? texts.get("failed.wentBack.lead.to", took, moment())
                : texts.get("failed.wentBack.lead", took));
      }
      case BACK_FAILED -> {
        outcome.setSeverity(Severity.STOP);
        outcome.setTitle(texts.get("failed.backFailed.title"));
        outcome.setLead(safe(texts.get("failed.backFailed.lead")));
        intact.setFact(moment());
      }
    }
  }

  private String safe(String lead) {
    return model.dataSafe.get() ? texts.get("failed.dataSafe", lead) : lead;
  }

  private void showBar() {
    View view = model.view.get();
    boolean going = view == View.GOING_BACK;
    bar.setSide(going ? null : side);
    bar.setNote(going ? texts.get("failed.goingBack.noCancel") : "");
    side.setText(texts.get(view == View.WENT_BACK ? "done.saveReport" : "action.saveReport"));
    main.setVisible(!going);
    main.setDisable(going);
    second.setDisable(going);
    second.setVisible(going || view == View.WENT_BACK || view == View.UNTOUCHED);
    switch (view) {
      case FAILED -> {
        var chosen = waysOn.getChosen();
        main.setText(chosen == null ? texts.get("done.finish") : chosen.deed());
      }
      case UNTOUCHED -> {
        second.setText(texts.get("failed.backToVersions"));
        main.setText(texts.get("action.tryAgain"));
      }
      case GOING_BACK -> second.setText(texts.get("dialog.cancel"));
      case WENT_BACK -> {
        second.setText(texts.get("done.finish"));
        main.setText(texts.get("done.open"));
      }
      case BACK_FAILED -> main.setText(texts.get("action.tryAgain"));
    }
  }

  @FXML
  private void sideAction() {
    model.saveReport.run();
  }

  @FXML
  private void secondAction() {
    switch (model.view.get()) {
      case UNTOUCHED -> model.backToVersions.run();
      case WENT_BACK -> model.finish.run();
      default -> {}
    }
  }

  @FXML
  private void mainAction() {
    switch (model.view.get()) {
      case FAILED -> {
        var chosen = waysOn.getChosen();
        (chosen == null ? model.finish : chosen.action()).run();
      }
      case UNTOUCHED, BACK_FAILED -> model.tryAgain.run();
      case WENT_BACK -> model.openNocoBase.run();
      case GOING_BACK -> {}
    }
  }

  @Override
  public Side side() {
    return new Side.Run(steps, false);
  }
}
