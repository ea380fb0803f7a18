package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.Banner;
import io.github.nocobasewizard.ui.kit.ChoiceRow;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.ProgressBlock;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.restore.RestoreModel.Lost;
import io.github.nocobasewizard.ui.restore.RestoreModel.LostRow;
import io.github.nocobasewizard.ui.restore.RestoreModel.NoticeAction;
import io.github.nocobasewizard.ui.restore.RestoreModel.Owner;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.restore.RestoreModel.Work;
import io.github.nocobasewizard.ui.shell.Navigator;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableNumberValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
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
  @FXML private ComboBox<Owner> installations;
  @FXML private Prose used;
  @FXML private Banner notice;
  @FXML private Node loading;
  @FXML private Node empty;
  @FXML private VBox table;
  @FXML private VBox consequences;
  @FXML private Prose ifYouGoBack;
  @FXML private VBox facts;
  @FXML private ActionBar bar;
  @FXML private Button main;
  @FXML private Button databaseFile;
  @FXML private Button importing;
  @FXML private Node working;
  @FXML private ProgressBlock progress;
  @FXML private Button cancelWork;
  private boolean lostUnfolded;

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
        .addListener((_, _, owner) -> {
          if (!filling && owner != null) {
            model.chooseInstallation.accept(owner);
          }
        });
    installations.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Owner owner) {
            return owner == null ? "" : model.label(owner);
          }

          @Override
          public Owner fromString(String text) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    model.installations.addListener((ListChangeListener<Owner>) _ -> showInstallations());
    model.notice.subscribe(this::showNotice);
    model.installation.subscribe(_ -> showInstallations());
    model.points.addListener((ListChangeListener<Point>) _ -> showPoints());
    model.loading.subscribe(_ -> showPoints());
    for (Observable value :
        List.of(model.chosen, model.versionNow, model.lost, model.notNow, model.work)) {
      value.addListener(_ -> showConsequences());
    }
    model.chosen.addListener((_, _, now) -> {
      lostUnfolded = false;
      choose(now);
    });
    model.work.subscribe(this::showWork);
    cancelWork.disableProperty().bind(model.cancelling);
    model.presentIsKept.subscribe(
        kept -> header.setLead(texts.get(kept ? "restore.lead.kept" : "restore.lead")));
  }

  private void showInstallations() {
    filling = true;
    installations.getItems().setAll(model.installations);
    var owner = model.installation.get();
    if (owner != null && !model.installations.contains(owner)) {
      installations.getItems().addFirst(owner);
    }
    installations.setValue(owner);
    filling = false;
    show(filter, !installations.getItems().isEmpty());
  }

  private void showNotice(RestoreModel.@Nullable Notice now) {
    show(notice, now != null);
    if (now != null) {
      notice.setSeverity(now.severity());
      notice.setTitle(now.title());
      notice.setText(now.text());
      var action = now.action();
      notice.setAction(action == null ? null : button(action));
    }
  }

  private static Button button(NoticeAction action) {
    var button = new Button(action.label());
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.deed().run());
    return button;
  }

  private void showWork(@Nullable Work now) {
    show(working, now != null);
    importing.setDisable(now != null);
    databaseFile.setDisable(now != null);
    if (now != null) {
      progress.setHeading(now.title());
      progress.setProgress(now.fraction());
      progress.setLine(now.line());
    }
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
    used.setText(texts.get("restore.used", model.points.size(), texts.size(model.size())));
    show(used, !model.points.isEmpty());
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
    var whenWords = new Prose(point.name().isEmpty() ? when : point.name());
    var whenCell = column(new VBox(whenWords), made);
    whenCell.setAlignment(Pos.CENTER_LEFT);
    if (!point.name().isEmpty()) {
      whenCell.getChildren().add(new Prose(when, "small", "muted"));
    }
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
          new HBox(16, fixed(new Region(), 18), whenCell, number, amount, why, menu(point, when));
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
    if (!point.tested()) {
      about
          .getChildren()
          .add(new Link(texts.get("restore.testNow"), () -> model.test.accept(point)));
    }
    if (!point.note().isEmpty()) {
      var note = new Prose(point.note(), "muted");
      // Before the row has its width, a note of no width would stand a letter in each line.
      note.maxWidthProperty().bind(Bindings.max(about.widthProperty(), about.minWidthProperty()));
      about.getChildren().add(note);
    }
    if (point.kept()) {
      about.getChildren().add(kept());
    }
    HBox.setHgrow(about, Priority.ALWAYS);
    String called = point.name().isEmpty() ? when : point.name() + ", " + when;
    String spoken = texts.get("restore.spoken", called, point.version(), room, test, point.note());
    var row = new ChoiceRow(spoken, whenCell, number, amount, about, menu(point, when));
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

  private Node kept() {
    var words = new Label(texts.get("restore.kept"));
    words.getStyleClass().add("muted");
    words.setMinWidth(Region.USE_PREF_SIZE);
    var kept = new HBox(4, new IconView(Icon.PRIVATE, "s", "muted"), words);
    kept.setAlignment(Pos.CENTER_LEFT);
    return kept;
  }

  private MenuButton menu(Point point, String when) {
    var delete = item("restore.delete", () -> askToDelete(point));
    if (point.needed()) {
      delete.setText(texts.get("restore.delete.needed"));
      delete.setDisable(true);
    }
    var menu =
        new MenuButton(
            "",
            new IconView(Icon.MORE, "muted"),
            item("restore.rename", () -> askForName(point)),
            item(
                point.kept() ? "restore.keep.no" : "restore.keep.yes",
                () -> model.keep.accept(point, !point.kept())),
            new SeparatorMenuItem(),
            item("restore.export.folder", () -> model.exportToFolder.accept(point)),
            item("restore.export.file", () -> model.exportToFile.accept(point)),
            item("restore.openFolder", () -> model.openFolder.accept(point)),
            new SeparatorMenuItem(),
            delete);
    menu.getStyleClass().addAll("row-menu", "no-arrow");
    menu.setAccessibleText(texts.get("restore.more", when));
    return fixed(menu, MENU);
  }

  private MenuItem item(String key, Runnable action) {
    var item = new MenuItem(texts.get(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private void showConsequences() {
    var point = model.chosen.get();
    boolean possible = point != null && model.points.contains(point);
    show(consequences, possible && model.work.get() == null);
    String reason = reasonNotToGoBack();
    main.setVisible(!model.points.isEmpty());
    main.setDisable(!possible || !reason.isEmpty());
    bar.setNote(model.points.isEmpty() ? "" : reason);
    if (point == null) {
      return;
    }
    ifYouGoBack.setText(texts.get("restore.if", texts.moment(point.made())));
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
    rows.add(StateRow.of(Icon.WENT_BACK, texts.get("restore.version"), versions(point)));
    rows.add(lost());
    rows.add(
        StateRow.of(
            Icon.TIME,
            texts.get("restore.pause"),
            texts.get("restore.pause.about", texts.roughly(point.pause()))));
    for (int at = rows.size() - 1; at > 0; at--) {
      rows.add(at, line());
    }
    facts.getChildren().setAll(rows);
  }

  /// What must be shown before somebody decides is waited for, though the waiting can be cancelled.
  private String reasonNotToGoBack() {
    if (!model.notNow.get().isEmpty()) {
      return model.notNow.get();
    }
    if (model.work.get() != null) {
      return texts.get("restore.notNow.work");
    }
    return model.lost.get() instanceof Lost.Counting ? texts.get("restore.notNow.counting") : "";
  }

  private String versions(Point point) {
    String now = model.versionNow.get();
    return now.isEmpty() || now.equals(point.version())
        ? point.version()
        : texts.get("restore.version.change", now, point.version());
  }

  private Node lost() {
    return switch (model.lost.get()) {
      case Lost.NotCounted() -> {
        var row =
            new StateRow(Mark.REMARK, texts.get("restore.since"), texts.get("restore.since.all"));
        row.setExtra(new Link(texts.get("restore.lost.count"), model.count));
        yield row;
      }
      case Lost.Counting(String words) -> {
        var row =
            new StateRow(
                Mark.BUSY,
                texts.get("restore.lost"),
                words.isEmpty()
                    ? texts.get("restore.lost.counting")
                    : texts.get("restore.lost.countingSoFar", words));
        row.setExtra(new Link(texts.get("restore.lost.cancel"), model.cancelCounting));
        yield row;
      }
      case Lost.Counted counted -> counted(counted);
      case Lost.NotFoundOut(String why) -> {
        var row = new StateRow(Mark.REMARK, texts.get("restore.lost.unknown"), why);
        row.setExtra(new Link(texts.get("action.tryAgain"), model.count));
        yield row;
      }
      case Lost.Everything() ->
          new StateRow(
              Mark.REMARK, texts.get("restore.replaced"), texts.get("restore.replaced.all"));
    };
  }

  private Node counted(Lost.Counted counted) {
    if (counted.rows().isEmpty()) {
      return new StateRow(Mark.DONE, texts.get("restore.lost"), texts.get("restore.lost.nothing"));
    }
    var row =
        new StateRow(
            Mark.REMARK,
            texts.get("restore.lost"),
            counted.summary().isEmpty()
                ? texts.get("restore.lost.onlyDeleted")
                : "**" + counted.summary() + "**");
    var details = lostTable(counted.rows());
    show(details, lostUnfolded);
    var link = new Link(texts.get(lostUnfolded ? "action.hide" : "action.show"));
    link.setOnAction(_ -> {
      lostUnfolded = !lostUnfolded;
      show(details, lostUnfolded);
      link.setText(texts.get(lostUnfolded ? "action.hide" : "action.show"));
    });
    row.setExtra(link);
    return new VBox(row, details);
  }

  private Node lostTable(List<LostRow> rows) {
    var grid = new GridPane();
    grid.getStyleClass().add("lost-table");
    grid.setHgap(16);
    grid.setVgap(4);
    var title = new ColumnConstraints();
    title.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(title);
    String[] heads = {
      "restore.lost.collection",
      "restore.lost.added",
      "restore.lost.changed",
      "restore.lost.deleted"
    };
    for (int column = 0; column < heads.length; column++) {
      grid.add(cell(texts.get(heads[column]), column, "muted"), column, 0);
    }
    for (int at = 0; at < rows.size(); at++) {
      LostRow row = rows.get(at);
      grid.add(cell(row.title(), 0, ""), 0, at + 1);
      grid.add(cell(number(row.added()), 1, ""), 1, at + 1);
      grid.add(cell(number(row.changed()), 2, ""), 2, at + 1);
      grid.add(cell(number(row.deleted()), 3, ""), 3, at + 1);
    }
    var meaning = new Prose(texts.get("restore.lost.meaning"), "small", "muted");
    VBox.setMargin(meaning, new Insets(8, 0, 0, 0));
    var all = new VBox(grid, meaning);
    all.setPadding(new Insets(4, 0, 12, 32));
    return all;
  }

  private static Node cell(String text, int column, String style) {
    if (column == 0) {
      return style.isEmpty() ? new Prose(text) : new Prose(text, "small", style);
    }
    var label = new Label(text);
    if (!style.isEmpty()) {
      label.getStyleClass().addAll("small", style);
    }
    label.setMinWidth(72);
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  private String number(long count) {
    return count < 0 ? texts.get("restore.lost.notTold") : count == 0 ? "" : texts.number(count);
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
    String project = ownerName();
    var dialog =
        new ConfirmDialog(
                texts,
                texts.get("restore.confirm.title", texts.moment(point.made())),
                meaning(project, point.version()),
                texts.get("restore.confirm.deed", point.version()))
            .dangerous()
            .withTypedName(project);
    navigator.ask(dialog, () -> model.goBack.accept(point));
  }

  private String meaning(String project, String to) {
    boolean kept = model.presentIsKept.get();
    if (model.lost.get() instanceof Lost.Counted(String summary, var rows)) {
      if (rows.isEmpty()) {
        return texts.get("restore.confirm.unchanged", project, to);
      }
      if (!summary.isEmpty()) {
        return texts.get(
            kept ? "restore.confirm.keptCounted" : "restore.confirm.counted", project, to, summary);
      }
    }
    return texts.get(kept ? "restore.confirm.kept" : "restore.confirm", project, to);
  }

  private void askToDelete(Point point) {
    var dialog =
        new ConfirmDialog(
                texts,
                texts.get("restore.delete.title", texts.moment(point.made())),
                texts.get(
                    lastTested(point) ? "restore.delete.lastTested" : "restore.delete.text",
                    texts.size(point.size()),
                    ownerName(),
                    point.comesBack()),
                texts.get("restore.delete.deed"))
            .dangerous();
    navigator.ask(dialog, () -> model.delete.accept(point));
  }

  private boolean lastTested(Point point) {
    return point.tested() && model.points.stream().filter(Point::tested).count() == 1;
  }

  private void askForName(Point point) {
    var dialog =
        new ConfirmDialog(
                texts,
                texts.get("restore.rename.title", texts.moment(point.made())),
                texts.get("restore.rename.text"),
                texts.get("restore.rename.deed"))
            .withField(texts.get("restore.rename.field"), point.name());
    navigator.ask(dialog, () -> model.rename.accept(point, dialog.entered()));
  }

  private String ownerName() {
    var owner = model.installation.get();
    return owner == null ? "" : owner.name();
  }

  @FXML
  private void cancelWork() {
    model.cancelWork.run();
  }

  @FXML
  private void chooseImport() {
    new ContextMenu(
            item("restore.import.folder", () -> model.importFolder.run()),
            item("restore.import.file", () -> model.importFile.run()))
        .show(importing, javafx.geometry.Side.BOTTOM, 0, 4);
  }

  @FXML
  private void importDatabase() {
    model.importDatabase.run();
  }

  @Override
  public void hidden() {
    model.cancelCounting.run();
  }

  @Override
  public boolean takesDrops() {
    return model.installation.get() != null && model.work.get() == null;
  }

  @Override
  public void dropped(List<Path> paths) {
    model.drop.accept(paths);
  }

  @Override
  public Side side() {
    return new Side.Places(Place.RESTORE);
  }
}
