package io.github.nocobasewizard.ui.history;

import atlantafx.base.controls.CustomTextField;
import io.github.nocobasewizard.ui.history.HistoryModel.Fact;
import io.github.nocobasewizard.ui.history.HistoryModel.Row;
import io.github.nocobasewizard.ui.kit.BusyRing;
import io.github.nocobasewizard.ui.kit.EmptyState;
import io.github.nocobasewizard.ui.kit.Fold;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.KeyValue;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Everything the wizard has done: a table whose rows unfold.
public final class HistoryController extends Page {
  private static final double WHEN = 136;
  private static final double WHO = 80;
  private static final double TOOK = 64;

  private final HistoryModel model;
  private boolean filling;

  @FXML private Node filters;
  @FXML private ComboBox<String> installations;
  @FXML private CustomTextField search;
  @FXML private Button export;
  @FXML private VBox table;
  @FXML private Node loading;
  @FXML private BusyRing loadingRing;
  @FXML private EmptyState empty;
  @FXML private Node nothingMatches;

  public HistoryController(Texts texts, HistoryModel model) {
    super(texts);
    this.model = model;
  }

  @FXML
  private void initialize() {
    search.setLeft(new IconView(Icon.SEARCH, "s", "muted"));
    search.textProperty().bindBidirectional(model.search);
    installations
        .getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, index) -> {
          if (!filling && index.intValue() >= 0) {
            model.installation.set(index.intValue() == 0 ? null : installations.getValue());
          }
        });
    model.installation.subscribe(_ -> showInstallations());
    model.rows.addListener((ListChangeListener<Row>) _ -> showInstallations());
    model.shown().addListener((ListChangeListener<Row>) _ -> showRows());
    model.loading.subscribe(_ -> showRows());
  }

  private void showInstallations() {
    filling = true;
    var names = new ArrayList<String>();
    names.add(texts.get("history.all"));
    names.addAll(model.installations());
    installations.getItems().setAll(names);
    String only = model.installation.get();
    installations.getSelectionModel().select(only == null ? 0 : Math.max(0, names.indexOf(only)));
    filling = false;
  }

  private void showRows() {
    boolean busy = model.loading.get() && model.rows.isEmpty();
    boolean none = model.rows.isEmpty();
    boolean some = !model.shown().isEmpty();
    show(loading, busy);
    show(empty, none && !busy);
    show(filters, !none);
    show(nothingMatches, !none && !some);
    show(table, some);
    export.setDisable(!some);
    table.getChildren().setAll(head());
    var folds = new ArrayList<Fold>();
    for (Row row : model.shown()) {
      var fold = fold(row);
      fold.expandedProperty()
          .addListener((_, _, open) -> {
            if (open) {
              model.unfolded.set(row.id());
              folds.stream().filter(other -> other != fold).forEach(o -> o.setExpanded(false));
            } else if (row.id().equals(model.unfolded.get())) {
              model.unfolded.set(null);
            }
          });
      folds.add(fold);
    }
    if (some) {
      folds.getLast().getStyleClass().add("last");
    }
    table.getChildren().addAll(folds);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private HBox head() {
    var what = label(texts.get("history.what"), 0);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    var head =
        new HBox(
            16,
            space(20),
            label(texts.get("history.when"), WHEN),
            what,
            label(texts.get("history.who"), WHO),
            atEnd(label(texts.get("history.took"), TOOK)),
            space(16));
    head.getStyleClass().addAll("table-row", "head", "first");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Fold fold(Row row) {
    String when = capital(texts.moment(row.when()));
    var took = row.took();
    String time = took == null ? "" : texts.clock(took);
    var what = new Prose(row.what());
    what.setMinWidth(80);
    HBox.setHgrow(what, Priority.ALWAYS);
    var mark = new MarkView(row.mark());
    var length = atEnd(label(time, TOOK));
    length.getStyleClass().add("muted");
    var who = new Prose(row.who());
    who.setMinWidth(WHO);
    who.setPrefWidth(WHO);
    who.setMaxWidth(WHO);
    var whenWords = new Prose(when);
    whenWords.setMinWidth(WHEN);
    whenWords.setPrefWidth(WHEN);
    whenWords.setMaxWidth(WHEN);
    var face = new HBox(16, mark, whenWords, what, who, length);
    face.setAlignment(Pos.CENTER_LEFT);
    String spoken = texts.get("history.spoken", when, row.what(), row.who(), time);
    var fold = new Fold(texts, face, spoken, () -> details(row));
    fold.setExpanded(row.id().equals(model.unfolded.get()));
    return fold;
  }

  private Node details(Row row) {
    var facts = new KeyValue(184);
    for (Fact fact : row.facts()) {
      if (fact.path()) {
        var path = new PathLabel(fact.value());
        path.setCopyText(texts.get("path.copy"));
        facts.add(fact.name(), path);
      } else {
        facts.add(fact.name(), fact.value());
      }
    }
    var actions =
        new HBox(
            8,
            small(texts.get("history.showLog"), row, model.showLog),
            small(texts.get("history.saveReport"), row, model.saveReport));
    var details = new VBox(8, facts, actions);
    details.setPadding(new Insets(8, 20, 16, 56));
    return details;
  }

  private static Button small(String text, Row row, Consumer<Row> action) {
    var button = new Button(text);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.accept(row));
    return button;
  }

  private static Label label(String text, double width) {
    var label = new Label(text);
    label.setMinWidth(width);
    if (width > 0) {
      label.setPrefWidth(width);
      label.setMaxWidth(width);
    }
    return label;
  }

  private static Label atEnd(Label label) {
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  private static Region space(double width) {
    var space = new Region();
    space.setMinWidth(width);
    space.setPrefWidth(width);
    return space;
  }

  private String capital(String words) {
    return words.substring(0, 1).toUpperCase(texts.locale()) + words.substring(1);
  }

  @FXML
  private void export() {
    model.export.accept(List.copyOf(model.shown()));
  }

  @FXML
  private void showAll() {
    model.showAll();
  }

  @Override
  public Side side() {
    return new Side.Places(Place.HISTORY);
  }
}
