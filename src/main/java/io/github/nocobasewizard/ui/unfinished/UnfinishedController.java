package io.github.nocobasewizard.ui.unfinished;

import io.github.nocobasewizard.ui.done.ProofRow;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.OptionList;
import io.github.nocobasewizard.ui.kit.OutcomeHeader;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.unfinished.UnfinishedModel.Kind;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// A run that was cut off: what is known, and what should happen now.
public final class UnfinishedController extends Page {
  private final UnfinishedModel model;
  private final List<StepModel> steps;
  private final SimpleBooleanProperty asked = new SimpleBooleanProperty();

  @FXML private OutcomeHeader header;
  @FXML private VBox rows;
  @FXML private OptionList waysOn;
  @FXML private Link showHappened;
  @FXML private LogDrawer happened;
  @FXML private Button main;

  /// @param steps of the run this page belongs to
  public UnfinishedController(Texts texts, UnfinishedModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    model.kind.subscribe(_ -> showHeader());
    model.project.subscribe(_ -> showHeader());
    model.stopped.subscribe(_ -> showHeader());
    model.dataSafe.subscribe(_ -> showHeader());
    model.rows.addListener((ListChangeListener<ProofRow>) _ -> showRows());
    showRows();
    Show.when(Bindings.isNotEmpty(model.rows), rows);
    model.waysOn.addListener((ListChangeListener<Option>) _ -> waysOn.show(model.waysOn));
    waysOn.show(model.waysOn);
    happened.show(model.happened.lines());
    Show.when(asked.not().and(Bindings.isNotEmpty(model.happened.lines())), showHappened);
    Show.when(asked, happened);
    main.setVisible(false);
    waysOn
        .chosenProperty()
        .subscribe(chosen -> {
          main.setVisible(chosen != null);
          main.setText(chosen == null ? "" : chosen.deed());
        });
  }

  private void showHeader() {
    boolean upgrade = model.kind.get() == Kind.UPGRADE;
    header.setTitle(texts.get(upgrade ? "unfinished.upgrade" : "unfinished.goingBack"));
    String project = model.project.get();
    var stopped = model.stopped.get();
    String lead =
        stopped == null
            ? texts.get(upgrade ? "unfinished.upgrade.lead" : "unfinished.goingBack.lead", project)
            : texts.get(
                upgrade ? "unfinished.upgrade.lead.at" : "unfinished.goingBack.lead.at",
                project,
                texts.moment(stopped));
    header.setLead(model.dataSafe.get() ? texts.get("failed.dataSafe", lead) : lead);
  }

  private void showRows() {
    rows.getChildren()
        .setAll(
            model.rows.stream()
                .map(row -> StateRow.phase(row.mark(), row.name(), row.fact()))
                .toList());
  }

  @FXML
  private void showHappened() {
    asked.set(true);
    happened.setExpanded(true);
    if (frame().getCenter() instanceof ScrollPane scroll) {
      scroll.layout();
      scroll.setVvalue(scroll.getVmax());
    }
    happened.lookup(".log-toggle").requestFocus();
  }

  @FXML
  private void saveReport() {
    model.saveReport.run();
  }

  @FXML
  private void mainAction() {
    var chosen = waysOn.getChosen();
    if (chosen != null) {
      chosen.action().run();
    }
  }

  @Override
  public Side side() {
    return new Side.Run(steps, false);
  }
}
