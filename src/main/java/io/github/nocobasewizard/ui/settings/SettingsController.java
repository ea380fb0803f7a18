package io.github.nocobasewizard.ui.settings;

import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.ui.kit.BusyRing;
import io.github.nocobasewizard.ui.kit.KeyValue;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Segments;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.settings.SettingsModel.Downloads;
import io.github.nocobasewizard.ui.settings.SettingsModel.Language;
import io.github.nocobasewizard.ui.settings.SettingsModel.Proxy;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What is chosen once. Every change is taken at once; there is nothing to save.
public final class SettingsController extends Page {
  static final double LEAST_BOX = 240;

  private final SettingsModel model;

  @FXML private KeyValue general;
  @FXML private KeyValue backups;
  @FXML private KeyValue network;
  @FXML private KeyValue libraries;
  @FXML private Label version;

  public SettingsController(Texts texts, SettingsModel model) {
    super(texts);
    this.model = model;
  }

  @FXML
  private void initialize() {
    general
        .add(texts.get("settings.language"), language())
        .add(texts.get("settings.appearance"), appearance());
    if (model.canLookForNewer.get()) {
      general.add(texts.get("settings.newer"), lookForNewer());
    }
    backups
        .add(texts.get("settings.folder"), folder())
        .add("", room())
        .add(texts.get("settings.keep"), keep())
        .add("", new Prose(texts.get("settings.keep.note"), "small", "muted"));
    ChoiceWithAddress<Downloads> downloads = downloads();
    downloads.testOnlyIf(model.downloads.choice.isNotEqualTo(Downloads.DOCKER_HUB));
    ChoiceWithAddress<Proxy> proxy = proxy();
    network
        .add(texts.get("settings.mirror"), downloads.row())
        .add("", downloads.details())
        .add(texts.get("settings.proxy"), proxy.row())
        .add("", proxy.details());
    libraries.managedProperty().bind(libraries.visibleProperty());
    model.version.subscribe(number -> version.setText(texts.get("settings.version", number)));
  }

  private Node language() {
    var box = new ComboBox<String>();
    for (Language each : Language.values()) {
      box.getItems().add(each == Language.SYSTEM ? texts.get("settings.asSystem") : each.ownName());
    }
    box.setMinWidth(LEAST_BOX);
    box.setAccessibleText(texts.get("settings.language"));
    model.language.subscribe(now -> box.getSelectionModel().select(now.ordinal()));
    box.getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, index) -> {
          int at = index.intValue();
          if (at >= 0 && at != model.language.get().ordinal()) {
            var chosen = Language.values()[at];
            model.language.set(chosen);
            model.chooseLanguage.accept(chosen);
          }
        });
    var note = new Prose(texts.get("settings.nextStart"), "muted");
    HBox.setHgrow(note, Priority.ALWAYS);
    Show.when(model.languageAtNextStart, note);
    var row = new HBox(16, box, note);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node appearance() {
    var segments =
        new Segments(
            Stream.of(Theme.Choice.values())
                .map(choice ->
                    switch (choice) {
                      case SYSTEM -> texts.get("settings.asSystem");
                      case LIGHT -> texts.get("settings.light");
                      case DARK -> texts.get("settings.dark");
                    })
                .toList());
    segments.setAccessibleText(texts.get("settings.appearance"));
    model.appearance.subscribe(now -> segments.setChosen(now.ordinal()));
    segments
        .chosenProperty()
        .addListener((_, _, index) -> {
          int at = index.intValue();
          if (at >= 0 && at != model.appearance.get().ordinal()) {
            var chosen = Theme.Choice.values()[at];
            model.appearance.set(chosen);
            model.chooseAppearance.accept(chosen);
          }
        });
    var row = new HBox(segments);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node lookForNewer() {
    var box = new CheckBox(texts.get("settings.newer.say"));
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.selectedProperty().bindBidirectional(model.lookForNewer);
    return box;
  }

  private Node folder() {
    var path = new PathLabel();
    path.getStyleClass().add("path-field");
    path.setCopyText(texts.get("path.copy"));
    path.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(path, Priority.ALWAYS);
    model.backupFolder.subscribe(path::setPath);
    var change = new Button(texts.get("action.change"));
    change.setMinWidth(Region.USE_PREF_SIZE);
    change.setOnAction(_ -> model.changeFolder.run());
    change.setAccessibleText(texts.get("settings.changeFolder"));
    var row = new HBox(8, path, change);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node room() {
    var mark = new MarkView(Mark.REMARK);
    var words = new Prose("", "small", "muted");
    HBox.setHgrow(words, Priority.ALWAYS);
    var ring = new BusyRing(14);
    var row = new HBox(8);
    row.setAlignment(Pos.CENTER_LEFT);
    Runnable refresh =
        () -> {
          String problem = model.folderProblem.get();
          var room = model.room.get();
          if (!problem.isEmpty()) {
            words.getStyleClass().setAll("prose");
            words.setText(problem);
            row.getChildren().setAll(List.of(mark, words));
          } else {
            words.getStyleClass().setAll("prose", "small", "muted");
            words.setText(room == null ? texts.get("settings.room.looking") : told(room));
            row.getChildren().setAll(room == null ? List.of(ring, words) : List.of(words));
          }
        };
    model.room.subscribe(_ -> refresh.run());
    model.folderProblem.subscribe(_ -> refresh.run());
    return row;
  }

  private Node keep() {
    var box = new ComboBox<String>();
    var numbers = new ArrayList<>(SettingsModel.KEEP_CHOICES);
    if (!numbers.contains(model.keep.get())) {
      numbers.addFirst(model.keep.get());
    }
    for (int number : numbers) {
      box.getItems()
          .add(
              number == Retention.ALL
                  ? texts.get("settings.keep.all")
                  : texts.get("settings.keep.last", number));
    }
    box.setMinWidth(LEAST_BOX);
    box.setAccessibleText(texts.get("settings.keep"));
    model.keep.subscribe(now -> box.getSelectionModel().select(numbers.indexOf(now.intValue())));
    box.getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, index) -> {
          int at = index.intValue();
          if (at >= 0 && numbers.get(at) != model.keep.get()) {
            model.chooseKeep.accept(numbers.get(at));
          }
        });
    return box;
  }

  private ChoiceWithAddress<Downloads> downloads() {
    return new ChoiceWithAddress<>(
        texts,
        model.downloads,
        Downloads.THIS,
        List.of(
            texts.get("settings.mirror.none"),
            texts.get("settings.mirror.nocobase"),
            texts.get("settings.mirror.this")),
        texts.get("settings.mirror"),
        texts.get("settings.mirror.address"),
        texts.get("settings.mirror.wrong"),
        texts.get("settings.mirror.note"));
  }

  private ChoiceWithAddress<Proxy> proxy() {
    return new ChoiceWithAddress<>(
        texts,
        model.proxy,
        Proxy.THIS,
        List.of(
            texts.get("settings.asSystem"),
            texts.get("settings.proxy.none"),
            texts.get("settings.proxy.this")),
        texts.get("settings.proxy"),
        texts.get("settings.proxy.address"),
        texts.get("settings.proxy.wrong"),
        texts.get("settings.proxy.note"));
  }

  private String told(SettingsModel.Room room) {
    String used =
        room.restorePoints() == 0
            ? texts.get("settings.room.none")
            : texts.get("settings.room.used", texts.size(room.used()), room.restorePoints());
    return room.free() < 0 ? used : texts.get("settings.room.free", texts.size(room.free()), used);
  }

  @FXML
  private void openLogs() {
    model.openLogs.run();
  }

  @FXML
  private void showLicences() {
    if (libraries.getChildren().isEmpty()) {
      Library.all().forEach(library -> libraries.add(library.name(), library.licence()));
    }
    libraries.setVisible(!libraries.isVisible());
  }

  @Override
  public Side side() {
    return new Side.Places(Place.SETTINGS);
  }
}
