package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.ChoiceRow;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.shell.Navigator;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableNumberValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The restore points of an installation, and the way back to one of them.
public final class RestoreController extends Page {
  private static final double NARROW = 640;
  private static final double MENU = 32;

  private final RestoreModel model;
  private final Navigator navigator;
  private ObservableNumberValue made = new SimpleDoubleProperty();
  private final ObservableNumberValue version = new SimpleDoubleProperty(112);
  private ObservableNumberValue size = new SimpleDoubleProperty();
  private ObservableNumberValue wrap = new SimpleDoubleProperty();
  private boolean filling;

  @FXML private PageHeader header;
  @FXML private Node filter;
  @FXML private ComboBox<String> installations;
  @FXML private Node loading;
  @FXML private Node empty;
  @FXML private VBox table;
  @FXML private VBox consequences;
  @FXML private Prose ifYouGoBack;
  @FXML private VBox facts;
  @FXML private ActionBar bar;
  @FXML private Button main;

  /// @param navigator opens the questions before something is taken away
  public RestoreController(Texts texts, RestoreModel model, Navigator navigator) {
    super(texts);
    this.model = model;
    this.navigator = navigator;
  }

  @FXML
  private void initialize() {
    var narrow = table.widthProperty().lessThan(NARROW);
    made = Bindings.when(narrow).then(104).otherwise(152);
    size = Bindings.when(narrow).then(64).otherwise(72);
    wrap = Bindings.when(narrow).then(120).otherwise(240);
    installations
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, name) -> {
          if (!filling && name != null) {
            model.chooseInstallation.accept(name);
          }
        });
    model.installations.addListener((ListChangeListener<String>) _ -> showInstallations());
    model.installation.subscribe(_ -> showInstallations());
    model.points.addListener((ListChangeListener<Point>) _ -> showPoints());
    model.loading.subscribe(_ -> showPoints());
    for (Observable value :
        List.of(model.chosen, model.versionNow, model.lost, model.pause, model.notNow)) {
      value.addListener(_ -> showConsequences());
    }
    model.chosen.addListener((_, _, now) -> choose(now));
    model.presentIsKept.subscribe(
        kept -> header.setLead(texts.get(kept ? "restore.lead.kept" : "restore.lead")));
  }

  private void showInstallations() {
    filling = true;
    installations.getItems().setAll(model.installations);
    String name = model.installation.get();
    if (!name.isEmpty() && !model.installations.contains(name)) {
      installations.getItems().addFirst(name);
    }
    installations.setValue(name.isEmpty() ? null : name);
    filling = false;
    show(filter, !installations.getItems().isEmpty());
  }

  private void showPoints() {
    boolean busy = model.loading.get() && model.points.isEmpty();
    show(loading, busy);
    show(empty, model.points.isEmpty() && !busy);
    show(table, !model.points.isEmpty());
    var group = new ToggleGroup();
    table.getChildren().setAll(head());
    for (Point point : model.points) {
      table.getChildren().add(row(point, group));
    }
    table.getChildren().getLast().getStyleClass().add("last");
    group
        .selectedToggleProperty()
        .addListener((_, _, now) -> {
          if (now != null && now.getUserData() instanceof Point point) {
            model.chosen.set(point);
          }
        });
    showConsequences();
  }

  private void choose(@Nullable Point point) {
    for (Node node : table.getChildren()) {
      if (node instanceof ChoiceRow row && point != null && point.equals(row.getUserData())) {
        row.setSelected(true);
      }
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private HBox head() {
    var test = new Label(texts.get("restore.test"));
    test.setMinWidth(0);
    var head =
        new HBox(
            16,
            fixed(new Region(), 18),
            column(new Label(texts.get("restore.made")), made),
            column(new Label(texts.get("restore.version")), version),
            column(new Label(texts.get("restore.size")), size),
            test);
    head.getStyleClass().addAll("table-row", "head", "first");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Region row(Point point, ToggleGroup group) {
    String when = capital(texts.moment(point.made()));
    String test = texts.get(point.tested() ? "restore.tested" : "restore.notTested");
    String room = texts.size(point.size());
    var refusal = point.refusal();
    var whenWords = column(new Prose(when), made);
    var number = column(new Prose(point.version()), version);
    var amount = column(new Label(room), size);
    if (refusal != null) {
      var why = new Prose(refusal, "muted");
      why.setMinWidth(96);
      HBox.setHgrow(why, Priority.ALWAYS);
      whenWords.getStyleClass().add("muted");
      number.getStyleClass().add("muted");
      amount.getStyleClass().add("muted");
      var row =
          new HBox(16, fixed(new Region(), 18), whenWords, number, amount, why, menu(point, when));
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().addAll("table-row", "refused");
      return row;
    }
    var mark = new MarkView();
    mark.getStyleClass().add("s");
    mark.setMark(point.tested() ? Mark.DONE : Mark.REMARK);
    var testWords = new Label(test);
    testWords.setMinWidth(Region.USE_PREF_SIZE);
    var tested = new HBox(8, mark, testWords);
    tested.setAlignment(Pos.CENTER_LEFT);
    // The note goes below where the window is narrow.
    var about = new FlowPane(16, 0, tested);
    about.prefWrapLengthProperty().bind(wrap);
    about.setAlignment(Pos.CENTER_LEFT);
    about.setMinWidth(120);
    if (!point.note().isEmpty()) {
      about.getChildren().add(new Prose(point.note(), "muted"));
    }
    HBox.setHgrow(about, Priority.ALWAYS);
    String spoken = texts.get("restore.spoken", when, point.version(), room, test, point.note());
    var row = new ChoiceRow(spoken, whenWords, number, amount, about, menu(point, when));
    row.setToggleGroup(group);
    row.setUserData(point);
    row.selectedProperty()
        .subscribe(chosen -> {
          whenWords.getStyleClass().remove("strong");
          if (chosen) {
            whenWords.getStyleClass().add("strong");
          }
        });
    row.setSelected(point.equals(model.chosen.get()));
    return row;
  }

  private MenuButton menu(Point point, String when) {
    var open = new MenuItem(texts.get("restore.openFolder"));
    open.setOnAction(_ -> model.openFolder.accept(point));
    var delete = new MenuItem(texts.get("restore.delete"));
    delete.setOnAction(_ -> askToDelete(point));
    var menu = new MenuButton("", new IconView(Icon.MORE, "muted"), open, delete);
    menu.getStyleClass().addAll("row-menu", "no-arrow");
    menu.setAccessibleText(texts.get("restore.more", when));
    return fixed(menu, MENU);
  }

  private void showConsequences() {
    var point = model.chosen.get();
    boolean possible = point != null && model.points.contains(point);
    show(consequences, possible);
    main.setVisible(!model.points.isEmpty());
    main.setDisable(!possible || !model.notNow.get().isEmpty());
    bar.setNote(model.points.isEmpty() ? "" : model.notNow.get());
    bar.setVisible(!model.points.isEmpty());
    bar.setManaged(!model.points.isEmpty());
    if (point == null) {
      return;
    }
    ifYouGoBack.setText(texts.get("restore.if", texts.moment(point.made())));
    String now = model.versionNow.get();
    var pause = model.pause.get();
    String lost = model.lost.get();
    var rows = new ArrayList<Node>();
    rows.add(
        StateRow.of(
            Icon.DATABASE,
            texts.get("restore.comesBack"),
            point.tested()
                ? texts.get("restore.comesBack.tested", point.comesBack())
                : point.comesBack()));
    if (!point.tested()) {
      rows.add(
          new StateRow(
              Mark.REMARK, texts.get("restore.test"), texts.get("restore.notTested.meaning")));
    }
    rows.add(
        StateRow.of(
            Icon.WENT_BACK,
            texts.get("restore.version"),
            now.isEmpty() || now.equals(point.version())
                ? point.version()
                : texts.get("restore.version.change", now, point.version())));
    rows.add(
        lost.isEmpty()
            ? new StateRow(Mark.REMARK, texts.get("restore.since"), texts.get("restore.since.all"))
            : new StateRow(Mark.REMARK, texts.get("restore.lost"), "**" + lost + "**"));
    rows.add(
        StateRow.of(
            Icon.TIME,
            texts.get("restore.pause"),
            pause == null
                ? texts.get("restore.pause.unknown")
                : texts.get("restore.pause.about", texts.roughly(pause))));
    for (int at = rows.size() - 1; at > 0; at--) {
      rows.add(at, line());
    }
    facts.getChildren().setAll(rows);
  }

  private static Region line() {
    var line = new Region();
    line.getStyleClass().add("hairline");
    return line;
  }

  /// Head and rows share the widths, so that they stay aligned.
  private static <T extends Region> T column(T region, ObservableNumberValue width) {
    region.minWidthProperty().bind(width);
    region.prefWidthProperty().bind(width);
    region.maxWidthProperty().bind(width);
    return region;
  }

  private static <T extends Region> T fixed(T region, double width) {
    region.setMinWidth(width);
    region.setPrefWidth(width);
    region.setMaxWidth(width);
    return region;
  }

  private String capital(String words) {
    return words.substring(0, 1).toUpperCase(texts.locale()) + words.substring(1);
  }

  @FXML
  private void goBack() {
    var point = model.chosen.get();
    if (point == null) {
      return;
    }
    String project = model.installation.get();
    var dialog =
        new ConfirmDialog(
                texts,
                texts.get("restore.confirm.title", texts.moment(point.made())),
                meaning(project, point.version(), model.lost.get()),
                texts.get("restore.confirm.deed", point.version()))
            .dangerous()
            .withTypedName(project);
    navigator.ask(dialog, () -> model.goBack.accept(point));
  }

  private String meaning(String project, String to, String lost) {
    boolean kept = model.presentIsKept.get();
    return lost.isEmpty()
        ? texts.get(kept ? "restore.confirm.kept" : "restore.confirm", project, to)
        : texts.get(
            kept ? "restore.confirm.keptCounted" : "restore.confirm.counted", project, to, lost);
  }

  private void askToDelete(Point point) {
    var dialog =
        new ConfirmDialog(
                texts,
                texts.get("restore.delete.title", texts.moment(point.made())),
                texts.get(
                    "restore.delete.text", texts.size(point.size()), model.installation.get()),
                texts.get("restore.delete.deed"))
            .dangerous();
    navigator.ask(dialog, () -> model.delete.accept(point));
  }

  @Override
  public Side side() {
    return new Side.Places(Place.RESTORE);
  }
}
