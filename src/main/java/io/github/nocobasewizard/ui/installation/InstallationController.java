package io.github.nocobasewizard.ui.installation;

import io.github.nocobasewizard.ui.installation.InstallationModel.Candidate;
import io.github.nocobasewizard.ui.installation.InstallationModel.Check;
import io.github.nocobasewizard.ui.installation.InstallationModel.Fix;
import io.github.nocobasewizard.ui.installation.InstallationModel.State;
import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.Banner;
import io.github.nocobasewizard.ui.kit.BusyButton;
import io.github.nocobasewizard.ui.kit.ChoiceCard;
import io.github.nocobasewizard.ui.kit.FactColumns;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Step 1: the installations found and the checks of the chosen one.
public final class InstallationController extends Page {
  private final InstallationModel model;
  private final List<StepModel> steps;
  private boolean passedShown;

  @FXML private PageHeader header;
  @FXML private VBox candidates;
  @FXML private HBox checksHead;
  @FXML private MarkView checksMark;
  @FXML private Prose checksTitle;
  @FXML private Prose checksCount;
  @FXML private Link checkAgain;
  @FXML private VBox stops;
  @FXML private Node othersTitle;
  @FXML private VBox others;
  @FXML private ActionBar bar;
  @FXML private Button next;

  /// @param steps of the run this page belongs to
  public InstallationController(Texts texts, InstallationModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
  }

  @FXML
  private void initialize() {
    model.candidates.addListener((ListChangeListener<Candidate>) _ -> showCandidates());
    model.chosen.subscribe(_ -> showCandidates());
    model.checks.addListener((ListChangeListener<Check>) _ -> showChecks());
    model.checking.subscribe(_ -> showChecks());
  }

  private void showCandidates() {
    var group = new ToggleGroup();
    candidates.getChildren().clear();
    for (Candidate candidate : model.candidates) {
      var card = card(candidate);
      card.setToggleGroup(group);
      card.setSelected(candidate.equals(model.chosen.get()));
      candidates.getChildren().add(card);
    }
    group
        .selectedToggleProperty()
        .addListener((_, _, now) -> {
          if (now != null && now.getUserData() instanceof Candidate candidate) {
            model.choose.accept(candidate);
          }
        });
    showChecks();
  }

  private ChoiceCard card(Candidate candidate) {
    var card = new ChoiceCard(candidate.project(), candidate.folder());
    card.setUserData(candidate);
    card.setLarge(true);
    var folder = new PathLabel(candidate.folder(), "muted");
    folder.setCopyText(texts.get("path.copy"));
    card.setNoteNode(folder);
    if (candidate.lookedAt()) {
      card.setSide(state(candidate.running()));
    }
    if (candidate.equals(model.chosen.get()) && !candidate.facts().isEmpty()) {
      card.setExtra(facts(candidate));
    }
    return card;
  }

  private HBox state(boolean running) {
    var words = new Label(texts.get(running ? "installation.running" : "installation.notRunning"));
    words.setMinWidth(Region.USE_PREF_SIZE);
    var state = new HBox(8, words);
    state.setAlignment(Pos.CENTER_RIGHT);
    if (running) {
      var dot = new Region();
      dot.getStyleClass().add("running-dot");
      state.getChildren().addFirst(dot);
    } else {
      words.getStyleClass().add("muted");
    }
    return state;
  }

  private Node facts(Candidate candidate) {
    var columns = new FactColumns();
    for (var fact : candidate.facts()) {
      var open = fact.open();
      if (open != null) {
        columns.add(fact.name(), new Link(fact.value(), open));
      } else {
        columns.add(fact.name(), texts.inOrder(fact.value()));
      }
    }
    var remark = candidate.remark();
    if (remark == null) {
      return columns;
    }
    var row = new StateRow(Mark.REMARK, remark, "");
    return new VBox(8, columns, row);
  }

  private void showChecks() {
    var found = model.in(State.STOP);
    boolean ready = model.ready();
    boolean checking = model.checking.get();
    header.setLead(lead(found.size(), ready));
    checksHead.setVisible(model.chosen.get() != null);
    checksHead.setManaged(checksHead.isVisible());
    checksMark.setMark(ready ? Mark.DONE : Mark.BUSY);
    boolean marked = ready || (checking && found.isEmpty());
    checksMark.setVisible(marked);
    checksMark.setManaged(marked);
    long passed = model.in(State.PASSED).size();
    checksTitle.setText(
        ready
            ? texts.get("installation.ready")
            : found.isEmpty()
                ? texts.get("installation.checking")
                : texts.get("installation.toFix", found.size()));
    checksCount.setText(
        found.isEmpty() && !model.checks.isEmpty()
            ? texts.get("installation.passedOf", passed, model.checks.size())
            : "");
    checkAgain.setDisable(checking);
    stops.getChildren().setAll(found.stream().map(this::banner).toList());
    boolean stopped = !found.isEmpty();
    stops.setManaged(stopped);
    othersTitle.setVisible(stopped && found.size() < model.checks.size());
    othersTitle.setManaged(othersTitle.isVisible());
    showOthers(stopped, passed);
    next.setDisable(!ready);
    bar.setNote(
        stopped
            ? texts.get("installation.fixFirst", found.size())
            : ready || model.checks.isEmpty() ? "" : texts.get("installation.stillChecking"));
  }

  /// Order: remark, being looked at, waiting, passed. Where something stops, what passed is folded to
  /// one line, so that the eye stays with what is to be done.
  private void showOthers(boolean stopped, long passed) {
    others.getChildren().clear();
    var rows = others.getChildren();
    if (stopped) {
      model.in(State.REMARK).forEach(check -> rows.add(row(check)));
      model.in(State.CHECKING).forEach(check -> rows.add(row(check)));
      model.in(State.WAITING).forEach(check -> rows.add(row(check)));
      if (passed > 0) {
        var line = new StateRow(Mark.PASSED, texts.get("installation.passed", passed), "");
        line.getStyleClass().remove("passed");
        line.setExtra(
            new Link(
                texts.get(passedShown ? "action.hide" : "action.show"),
                () -> {
                  passedShown = !passedShown;
                  showChecks();
                }));
        rows.add(line);
        if (passedShown) {
          model.in(State.PASSED).forEach(check -> rows.add(row(check)));
        }
      }
    } else {
      model.in(State.REMARK).forEach(check -> rows.add(row(check)));
      model.checks.stream()
          .filter(check -> check.state() != State.REMARK)
          .forEach(check -> rows.add(row(check)));
    }
  }

  private String lead(int stops, boolean ready) {
    int count = model.candidates.size();
    if (count > 1) {
      return texts.get("installation.lead.several", count);
    }
    if (stops > 0) {
      return texts.get("installation.lead.stops", stops);
    }
    return texts.get(ready ? "installation.lead.ready" : "installation.lead.checking");
  }

  private StateRow row(Check check) {
    var row =
        new StateRow(
            switch (check.state()) {
              case PASSED -> Mark.PASSED;
              case REMARK -> Mark.REMARK;
              case STOP -> Mark.STOP;
              case WAITING -> Mark.TODO;
              case CHECKING -> Mark.BUSY;
            },
            check.title(),
            check.detail());
    var fix = check.fix();
    var more = check.more();
    if (fix != null) {
      row.setExtra(new Link(fix.label(), fix.action()));
    } else if (more != null) {
      row.setExtra(new Link(texts.get("action.details"), more));
    }
    return row;
  }

  private Banner banner(Check check) {
    var banner = new Banner(Severity.STOP, check.title(), check.detail());
    var more = check.more();
    if (more != null) {
      banner.setMore(new Link(texts.get("action.details"), more));
    }
    var fix = check.fix();
    if (fix != null) {
      banner.setAction(fixButton(fix));
    }
    return banner;
  }

  private static Node fixButton(Fix fix) {
    var button = new BusyButton(fix.label(), fix.action());
    button.getStyleClass().add("small");
    if (fix.first()) {
      button.getStyleClass().add("accent");
    }
    @Nullable String notYet = fix.notYet();
    @Nullable String busyLabel = fix.busyLabel();
    if (busyLabel != null) {
      button.setBusyText(busyLabel);
      button.setBusy(true);
    }
    if (notYet == null) {
      return button;
    }
    button.setDisable(true);
    // A disabled button gets no mouse, so the reason hangs on what is around it.
    var around = new StackPane(button);
    around.setMinWidth(Region.USE_PREF_SIZE);
    around.setMaxHeight(Region.USE_PREF_SIZE);
    Tooltip.install(around, new Tooltip(notYet));
    button.setAccessibleHelp(notYet);
    return around;
  }

  @FXML
  private void chooseFolder() {
    model.chooseFolder.run();
  }

  @FXML
  private void checkAgain() {
    model.checkAgain.run();
  }

  @FXML
  private void back() {
    model.back.run();
  }

  @FXML
  private void next() {
    model.next.run();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, true);
  }

  @Override
  public boolean takesDrops() {
    return true;
  }

  @Override
  public void dropped(List<Path> paths) {
    model.dropped.accept(paths);
  }
}
