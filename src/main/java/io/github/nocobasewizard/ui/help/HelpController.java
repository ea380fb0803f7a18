package io.github.nocobasewizard.ui.help;

import io.github.nocobasewizard.ui.help.HelpModel.Answer;
import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.kit.Fold;
import io.github.nocobasewizard.ui.kit.KeyValue;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.PathLabel;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.kit.Show;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// What people ask most, as questions that unfold.
public final class HelpController extends Page {
  private static final URI LICENCE_GUIDE =
      URI.create("https://www.nocobase.com/blog/nocobase-commercial-license-activation-guide");
  private static final String DOCS = "https://docs.nocobase.com/";
  private static final String UPGRADING = "get-started/upgrading/docker";
  private static final String PLUGINS = "get-started/install-upgrade-plugins";

  private final HelpModel model;
  private final Map<Question, Fold> folds = new EnumMap<>(Question.class);

  @FXML private VBox installation;
  @FXML private VBox questions;

  public HelpController(Texts texts, HelpModel model) {
    super(texts);
    this.model = model;
  }

  @FXML
  private void initialize() {
    model.facts.addListener((ListChangeListener<Fact>) _ -> showFacts());
    showFacts();
    for (Question question : Question.values()) {
      String asked = asked(question);
      var fold = new Fold(texts, new Prose(asked), asked, () -> answer(question));
      folds.put(question, fold);
      questions.getChildren().add(fold);
      fold.expandedProperty()
          .addListener((_, _, open) -> {
            if (open) {
              model.unfolded.set(question);
            } else if (model.unfolded.get() == question) {
              model.unfolded.set(null);
            }
          });
    }
    questions.getChildren().getFirst().getStyleClass().add("first");
    questions.getChildren().getLast().getStyleClass().add("last");
    model.unfolded.subscribe(
        now -> folds.forEach((question, fold) -> fold.setExpanded(question == now)));
  }

  private void showFacts() {
    installation.getChildren().setAll(table(model.facts));
    installation.setVisible(!model.facts.isEmpty());
    installation.setManaged(!model.facts.isEmpty());
  }

  private PathLabel path(String path) {
    var label = new PathLabel(path);
    label.setCopyText(texts.get("path.copy"));
    return label;
  }

  private String asked(Question question) {
    return switch (question) {
      case DATA_SAFE -> texts.get("help.dataSafe");
      case WHAT_CHANGES -> texts.get("help.whatChanges");
      case DOWNLOAD -> texts.get("help.download");
      case NOT_CHANGED -> texts.get("help.notChanged");
      case COMMERCIAL_PLUGIN -> texts.get("help.commercialPlugin");
      case OTHER_PLUGINS -> texts.get("help.otherPlugins");
      case BACKUPS -> texts.get("help.backups");
      case GO_BACK -> texts.get("help.goBack");
    };
  }

  private Node answer(Question question) {
    var answer = new VBox(8);
    answer.setPadding(new Insets(12, 20, 16, 20));
    switch (question) {
      case DATA_SAFE -> tell(answer, texts.get("help.dataSafe.answer"));
      case WHAT_CHANGES -> tell(answer, texts.get("help.whatChanges.answer"));
      case DOWNLOAD -> {
        answer.getChildren().add(here(question));
        tell(answer, texts.get("help.download.answer"));
      }
      case NOT_CHANGED -> {
        answer.getChildren().add(here(question));
        tell(answer, texts.get("help.notChanged.answer"));
      }
      case COMMERCIAL_PLUGIN -> {
        answer.getChildren().add(here(question));
        tell(answer, texts.get("help.commercialPlugin.answer"));
        answer.getChildren().add(docs(texts.get("help.licenceGuide"), LICENCE_GUIDE));
      }
      case OTHER_PLUGINS -> {
        tell(answer, texts.get("help.otherPlugins.answer"));
        answer.getChildren().add(docs(texts.get("help.pluginGuide"), page(PLUGINS)));
      }
      case BACKUPS -> {
        tell(answer, texts.get("help.backups.answer"));
        var folder = path("");
        model.backupFolder.subscribe(folder::setPath);
        var open = new Link(texts.get("help.openBackups"), () -> model.openBackups.run());
        Show.when(model.backupFolder.isNotEmpty(), folder, open);
        answer.getChildren().addAll(folder, open);
      }
      case GO_BACK -> {
        tell(answer, texts.get("help.goBack.answer"));
        var restore = new Link(texts.get("help.openRestore"), () -> model.openRestore.run());
        Show.when(model.mayGoBack, restore);
        answer.getChildren().add(restore);
      }
    }
    return answer;
  }

  /// What is so on this computer, before what is so in general. Takes no room while it is not known.
  private Node here(Question question) {
    var room = new VBox(8);
    room.managedProperty().bind(room.visibleProperty());
    showHere(room, question);
    model.here.addListener((MapChangeListener<Question, Answer>) _ -> showHere(room, question));
    return room;
  }

  private void showHere(VBox room, Question question) {
    Answer known = model.here.get(question);
    room.getChildren().clear();
    room.setVisible(known != null);
    if (known != null) {
      tell(room, known.sentence());
      room.getChildren().add(table(known.facts()));
    }
  }

  private KeyValue table(List<Fact> facts) {
    var rows = new KeyValue();
    facts.forEach(
        fact -> rows.add(fact.name(), fact.path() ? path(fact.value()) : new Prose(fact.value())));
    return rows;
  }

  /// One paragraph for each line.
  private static void tell(VBox answer, String text) {
    text.lines()
        .forEach(line -> {
          var paragraph = new Prose(line);
          paragraph.setMaxWidth(640);
          answer.getChildren().add(paragraph);
        });
  }

  private Link docs(String text, URI address) {
    return new Link(text, () -> model.openDocs.accept(address));
  }

  /// A page of the documentation, in the language of the window.
  private URI page(String path) {
    boolean chinese = texts.locale().getLanguage().equals("zh");
    return URI.create(DOCS + (chinese ? "cn/" : "") + path);
  }

  @FXML
  private void saveReport() {
    model.saveReport.run();
  }

  @FXML
  private void openGuide() {
    model.openDocs.accept(page(UPGRADING));
  }

  @Override
  public Side side() {
    return new Side.Places(Place.HELP);
  }
}
