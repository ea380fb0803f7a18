package io.github.nocobasewizard.ui.start;

import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.ui.kit.ActionCard;
import io.github.nocobasewizard.ui.kit.Banner;
import io.github.nocobasewizard.ui.kit.BusyButton;
import io.github.nocobasewizard.ui.kit.BusyRing;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.start.StartModel.Offer;
import io.github.nocobasewizard.ui.start.StartModel.View;
import io.github.nocobasewizard.ui.text.LoadTexts;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The first page.
public final class StartController extends Page {
  private final StartModel model;

  @FXML private PageHeader header;
  @FXML private Node searching;
  @FXML private Node found;
  @FXML private Prose project;
  @FXML private PathLabel folder;
  @FXML private HBox state;
  @FXML private Region runningDot;
  @FXML private Label running;
  @FXML private Label version;
  @FXML private Link chooseAnother;
  @FXML private BusyRing offerRing;
  @FXML private Prose offerTitle;
  @FXML private Prose offerNote;
  @FXML private Link offerAgain;
  @FXML private Button upgrade;
  @FXML private ActionCard restore;
  @FXML private Node howItGoes;
  @FXML private VBox unusable;
  @FXML private Node nothingFound;
  @FXML private Button chooseFolder;
  @FXML private Node dockerOff;
  @FXML private Node dockerForbidden;
  @FXML private BusyButton startDocker;
  @FXML private ActionCard practiseAlone;
  @FXML private Link newerWizard;

  public StartController(Texts texts, StartModel model) {
    super(texts);
    this.model = model;
  }

  @FXML
  private void initialize() {
    Show.when(model.view.isEqualTo(View.SEARCHING), searching);
    Show.when(model.view.isEqualTo(View.FOUND), found, howItGoes);
    Show.when(model.view.isEqualTo(View.NOTHING_FOUND), nothingFound);
    Show.when(model.view.isNotEqualTo(View.FOUND), practiseAlone);
    Show.when(model.view.isEqualTo(View.NOTHING_FOUND).and(model.dockerOff), dockerOff);
    Show.when(model.view.isEqualTo(View.NOTHING_FOUND).and(model.dockerForbidden), dockerForbidden);
    Show.when(
        model.view.isEqualTo(View.NOTHING_FOUND).and(Bindings.isNotEmpty(model.unusable)),
        unusable);
    // One default button in the window at a time: of two, JavaFX may ask the hidden one and do
    // nothing.
    chooseFolder.defaultButtonProperty().bind(model.view.isEqualTo(View.NOTHING_FOUND));
    startDocker.busyProperty().bind(model.startingDocker);
    folder.setCopyText(texts.get("path.copy"));
    model.unusable.addListener((ListChangeListener<InstallationException>) _ -> showUnusable());
    showUnusable();
    model.view.subscribe(_ -> showHeader());
    model.count.subscribe(_ -> showHeader());
    model.dockerOff.subscribe(_ -> showHeader());
    model.dockerForbidden.subscribe(_ -> showHeader());
    model.found.subscribe(_ -> showFound());
    model.offer.subscribe(_ -> showOffer());
    model.offer.subscribe(_ -> showRestorePoints());
    model.view.subscribe(_ -> showOffer());
    model.restorePoints.subscribe(_ -> showRestorePoints());
    model.lastRestorePoint.subscribe(_ -> showRestorePoints());
    Show.when(model.newerWizard.isNotEmpty(), newerWizard);
    model.newerWizard.subscribe(
        number -> newerWizard.setText(texts.get("start.newerWizard", number)));
  }

  private void showHeader() {
    switch (model.view.get()) {
      case SEARCHING -> {
        header.setTitle(texts.get("start.title"));
        header.setLead(texts.get("start.searching"));
      }
      case FOUND -> {
        header.setTitle(texts.get("start.title"));
        header.setLead(texts.get("start.found", model.count.get()));
      }
      case NOTHING_FOUND -> {
        header.setTitle(texts.get("start.none.title"));
        boolean foldersOnly = model.dockerOff.get() || model.dockerForbidden.get();
        header.setLead(texts.get(foldersOnly ? "start.none.foldersOnly" : "start.none.lead"));
      }
    }
  }

  private void showUnusable() {
    var words = new LoadTexts(texts);
    // Two containers of one stack have one reason.
    Map<String, Banner> banners = new LinkedHashMap<>();
    for (var why : model.unusable) {
      String text = words.explanation(why);
      banners.putIfAbsent(text, new Banner(Severity.REMARK, words.title(why), text));
    }
    unusable.getChildren().setAll(banners.values());
  }

  private void showFound() {
    var it = model.found.get();
    if (it == null) {
      return;
    }
    project.setText(it.project());
    folder.setPath(it.folder());
    // Its place is kept: the page must not jump once it is known.
    state.setVisible(!it.version().isEmpty());
    runningDot.setVisible(it.running());
    runningDot.setManaged(it.running());
    running.setText(texts.get(it.running() ? "installation.running" : "installation.notRunning"));
    version.setText(texts.get("start.version", it.version()));
    chooseAnother.setText(
        texts.get(model.count.get() > 1 ? "start.chooseOther" : "start.chooseAnother"));
  }

  private void showOffer() {
    boolean checking = model.offer.get() instanceof Offer.Checking;
    boolean newer = model.offer.get() instanceof Offer.Newer;
    boolean unfinished = model.offer.get() instanceof Offer.Unfinished;
    boolean unknown = model.offer.get() instanceof Offer.Unknown;
    offerRing.setVisible(checking);
    offerRing.setManaged(checking);
    offerAgain.setVisible(unknown);
    offerAgain.setManaged(unknown);
    upgrade.setVisible(!checking);
    upgrade.setDefaultButton((newer || unfinished) && model.view.get() == View.FOUND);
    upgrade.setText(
        texts.get(newer ? "start.upgrade" : unfinished ? "start.lookAtIt" : "start.versions"));
    switch (model.offer.get()) {
      case Offer.Checking() -> offer(texts.get("start.offer.checking"), "");
      case Offer.Newer(var number, var total, var pause) ->
          offer(
              texts.get("start.offer.newer", number),
              texts.get("start.offer.takes", texts.roughly(total), texts.roughly(pause)));
      case Offer.UpToDate() ->
          offer(texts.get("start.offer.newest"), texts.get("start.offer.newestNote"));
      case Offer.Unfinished() ->
          offer(texts.get("start.offer.unfinished"), texts.get("start.offer.unfinishedNote"));
      case Offer.Unknown() ->
          offer(texts.get("start.offer.unknown"), texts.get("start.offer.unknownNote"));
    }
  }

  private void offer(String title, String note) {
    offerTitle.setText(title);
    offerNote.setText(note);
    offerNote.setManaged(!note.isEmpty());
  }

  private void showRestorePoints() {
    var last = model.lastRestorePoint.get();
    restore.setNote(
        last == null
            ? model.offer.get() instanceof Offer.Checking ? "" : texts.get("start.restore.none")
            : texts.get("start.restore.some", model.restorePoints.get(), texts.day(last)));
  }

  @FXML
  private void openNewerWizard() {
    model.openNewerWizard.run();
  }

  @FXML
  private void upgrade() {
    model.upgrade.run();
  }

  @FXML
  private void chooseAnother() {
    model.chooseAnother.run();
  }

  @FXML
  private void chooseFolder() {
    model.chooseFolder.run();
  }

  @FXML
  private void searchAgain() {
    model.searchAgain.run();
  }

  @FXML
  private void checkAgain() {
    model.checkAgain.run();
  }

  @FXML
  private void startDocker() {
    model.startDocker.run();
  }

  @FXML
  private void helpFinding() {
    model.helpFinding.run();
  }

  @FXML
  private void restore() {
    model.restore.run();
  }

  @FXML
  private void practise() {
    model.practise.run();
  }

  @Override
  public Side side() {
    return new Side.Places(Place.START);
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
