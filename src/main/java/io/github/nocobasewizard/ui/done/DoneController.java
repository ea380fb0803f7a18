package io.github.nocobasewizard.ui.done;

import io.github.nocobasewizard.ui.done.DoneModel.Warning;
import io.github.nocobasewizard.ui.done.DoneModel.WayBack;
import io.github.nocobasewizard.ui.kit.Banner;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.OutcomeHeader;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;

/// Step 5: the new version runs, what proves it, and the way back that stays open.
public final class DoneController extends Page {
  private final DoneModel model;
  private final List<StepModel> steps;

  @FXML private OutcomeHeader header;
  @FXML private ProofList rows;
  @FXML private Banner warning;
  @FXML private Node wayBack;
  @FXML private Prose wayBackText;

  /// @param steps of the run this page belongs to
  public DoneController(Texts texts, DoneModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    model.version.subscribe(_ -> showHeader());
    model.project.subscribe(_ -> showHeader());
    model.took.subscribe(_ -> showHeader());
    model.pause.subscribe(_ -> showHeader());
    rows.follow(model.rows);
    Show.when(model.warning.isNotNull(), warning);
    model.warning.subscribe(_ -> showWarning());
    Show.when(model.wayBack.isNotNull(), wayBack);
    model.wayBack.subscribe(_ -> showWayBack());
  }

  private void showHeader() {
    String took = texts.duration(model.took.get());
    header.setTitle(texts.get("done.title", model.version.get()));
    header.setLead(
        model.pause.get().isZero()
            ? texts.get("done.lead", model.project.get(), took)
            : texts.get(
                "done.lead.pause", model.project.get(), took, texts.duration(model.pause.get())));
  }

  private void showWarning() {
    Warning now = model.warning.get();
    if (now == null) {
      return;
    }
    warning.setTitle(now.title());
    warning.setText(now.text());
    warning.setAction(now.deed().isEmpty() ? null : new Link(now.deed(), now.action()));
  }

  private void showWayBack() {
    WayBack now = model.wayBack.get();
    if (now != null) {
      wayBackText.setText(
          texts.get("done.wayBack.text", texts.moment(now.exactUpTo()), now.version()));
    }
  }

  @FXML
  private void goBack() {
    model.goBack.run();
  }

  @FXML
  private void saveReport() {
    model.saveReport.run();
  }

  @FXML
  private void finish() {
    model.finish.run();
  }

  @FXML
  private void openNocoBase() {
    model.openNocoBase.run();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, false);
  }
}
