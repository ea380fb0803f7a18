package io.github.nocobasewizard.ui.kit;

import io.github.nocobasewizard.ui.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.NamedArg;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.EventHandler;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The folded "Details" with a log in it. Folded it shows the latest line; open it fills the rest of the
/// page, follows the log until somebody scrolls up, and offers to search, to copy and to save it. Ctrl+F (on
/// a Mac Cmd+F) searches, Enter goes to the next hit, Shift+Enter to the one before, Esc ends the search.
public final class LogDrawer extends VBox {
  private static final double HEAD = 42;
  private static final double OPEN_MIN = 200;

  private final BooleanProperty expanded = new SimpleBooleanProperty(this, "expanded", false);
  private final BooleanProperty searching = new SimpleBooleanProperty(this, "searching", false);
  private final Button toggle = new Button();
  private final Label latest = new Label();
  private final Button copy = new Button();
  private final Button save = new Button();
  private final Button find = new Button();
  private final TextField words = new TextField();
  private final Label hits = new Label();
  private final HBox searchBar = new HBox();
  private final LogSearch search = new LogSearch();
  private final Texts texts;
  private final ListView<String> list = new ListView<>();
  private ObservableList<String> lines = FXCollections.observableArrayList();
  private final ListChangeListener<String> onLines = this::linesChanged;
  private @Nullable Consumer<List<String>> onSave;
  private @Nullable Timeline moving;
  private @Nullable LineCell bold;
  private boolean following = true;

  public LogDrawer(@NamedArg("texts") Texts texts) {
    this.texts = texts;
    getStyleClass().add("log-drawer");
    toggle.getStyleClass().addAll("flat", "log-toggle");
    toggle.setText(texts.get("log.details"));
    toggle.setMinWidth(USE_PREF_SIZE);
    toggle.setOnAction(_ -> setExpanded(!isExpanded()));
    latest.getStyleClass().addAll("muted", "latest-line");
    latest.setMaxWidth(Double.MAX_VALUE);
    latest.setMinWidth(0);
    HBox.setHgrow(latest, Priority.ALWAYS);
    prepare(copy, texts.get("log.copy"), Icon.COPY);
    copy.setOnAction(_ -> copy(lines));
    prepare(save, texts.get("log.save"), Icon.SAVE);
    save.setOnAction(_ -> {
      if (onSave != null) {
        onSave.accept(List.copyOf(lines));
      }
    });
    prepare(find, texts.get("log.search"), Icon.SEARCH);
    find.getStyleClass().add("log-find");
    find.setOnAction(_ -> startSearch());
    var head = new HBox(toggle, latest, find, copy, save);
    head.getStyleClass().add("log-head");
    prepareSearchBar();

    list.getStyleClass().addAll("log-lines", "mono");
    list.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    list.setFixedCellSize(20);
    list.setMinHeight(0);
    list.setPrefHeight(0);
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(_ -> new LineCell());
    list.setAccessibleText(texts.get("log.details"));
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::copySelected);
    // Only what the reader does can end following; the list's own moves while lines come must not.
    list.addEventFilter(ScrollEvent.SCROLL, _ -> lookAgain());
    list.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> lookAgain());
    list.addEventFilter(KeyEvent.KEY_RELEASED, _ -> lookAgain());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, searchBar, list);
    expanded.addListener((_, _, open) -> fold(open, Motion.allowed() && getScene() != null));
    setMinHeight(HEAD);
    fold(false, false);
    Runnable afterLayout = this::afterLayout;
    EventHandler<KeyEvent> onKey = this::searchKey;
    sceneProperty()
        .subscribe((before, now) -> {
          if (before != null) {
            before.removePostLayoutPulseListener(afterLayout);
            before.removeEventHandler(KeyEvent.KEY_PRESSED, onKey);
          }
          if (now != null) {
            now.addPostLayoutPulseListener(afterLayout);
            now.addEventHandler(KeyEvent.KEY_PRESSED, onKey);
          }
        });
  }

  private static void prepare(Button button, String text, Icon icon) {
    button.setText(text);
    button.getStyleClass().addAll("flat", "small");
    var view = new IconView(icon, "s", "accent");
    button.setGraphic(view);
    button.setMinWidth(USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
  }

  private void prepareSearchBar() {
    words.setPromptText(texts.get("log.search"));
    words.setAccessibleText(texts.get("log.search"));
    words.textProperty().subscribe(_ -> searchAnew());
    words.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
    HBox.setHgrow(words, Priority.ALWAYS);
    hits.setMinWidth(USE_PREF_SIZE);
    hits.getStyleClass().add("muted");
    searchBar.getStyleClass().add("log-search");
    searchBar
        .getChildren()
        .addAll(
            words,
            hits,
            step(texts.get("log.search.previous"), search::previous),
            step(texts.get("log.search.next"), search::next));
    Show.when(searching, searchBar);
  }

  private Button step(String text, IntSupplier hit) {
    var button = new Button(text);
    button.getStyleClass().addAll("flat", "small");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> goTo(hit.getAsInt()));
    return button;
  }

  /// From anywhere on the page, as in a browser.
  private void searchKey(KeyEvent event) {
    if (event.isShortcutDown()
        && event.getCode() == KeyCode.F
        && !event.isConsumed()
        && isShown(this)) {
      setExpanded(true);
      startSearch();
      event.consume();
    }
  }

  private static boolean isShown(Node node) {
    return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
  }

  /// Enter would press the page's main button, and Esc leave the page.
  private void fieldKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      goTo(event.isShiftDown() ? search.previous() : search.next());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      searching.set(false);
      words.clear();
      list.requestFocus();
      event.consume();
    }
  }

  private void startSearch() {
    searching.set(true);
    words.requestFocus();
    words.selectAll();
  }

  private void searchAnew() {
    search.find(words.getText());
    list.getSelectionModel().clearSelection();
    showHits(false);
    Platform.requestNextPulse();
  }

  private void searchOn() {
    if (!searching.get() || words.getText().isEmpty()) {
      return;
    }
    boolean more = search.goOn();
    if (search.position() == 0 && search.count() > 0) {
      goTo(search.next());
    }
    showHits(!more);
    if (more) {
      Platform.requestNextPulse();
    }
  }

  private void showHits(boolean complete) {
    hits.setText(
        search.count() > 0
            ? texts.get("log.search.hits", search.position(), search.count())
            : complete ? texts.get("log.search.none") : "");
  }

  private void goTo(int line) {
    if (line != LogSearch.NONE) {
      following = false;
      list.getSelectionModel().clearAndSelect(line);
      list.scrollTo(line);
      showHits(true);
    }
  }

  /// Shows these lines and follows them as they grow.
  public void show(ObservableList<String> lines) {
    this.lines.removeListener(onLines);
    this.lines = lines;
    lines.addListener(onLines);
    list.setItems(lines);
    search.in(lines);
    showLatest();
  }

  public BooleanProperty expandedProperty() {
    return expanded;
  }

  public boolean isExpanded() {
    return expanded.get();
  }

  public void setExpanded(boolean value) {
    expanded.set(value);
  }

  /// Offers to save the lines; without it there is no such button.
  public void setOnSave(@Nullable Consumer<List<String>> handler) {
    onSave = handler;
    save.setVisible(isExpanded() && handler != null);
  }

  private void fold(boolean open, boolean moved) {
    toggle.setGraphic(new IconView(open ? Icon.UNFOLDED : Icon.FOLDED));
    latest.setVisible(!open);
    showLatest();
    copy.setVisible(open);
    find.setVisible(open);
    searching.set(searching.get() && open);
    save.setVisible(open && onSave != null);
    list.setVisible(open);
    list.setManaged(open);
    if (moving != null) {
      moving.stop();
      moving = null;
    }
    double minimum = open ? OPEN_MIN : HEAD;
    setMinHeight(minimum);
    setPrefHeight(minimum);
    // Unfolded it takes what is left of the page, folded nothing more than its head.
    setMaxHeight(open ? Double.MAX_VALUE : HEAD);
    if (open) {
      following = true;
      if (moved) {
        Motion.fadeIn(list);
      }
    }
  }

  private void linesChanged(ListChangeListener.Change<? extends String> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        search.forgotten(change.getRemovedSize());
      }
    }
    showLatest();
  }

  /// Only where it is seen: a new text has the whole page laid out anew.
  private void showLatest() {
    if (!isExpanded()) {
      latest.setText(lines.isEmpty() ? "" : lines.getLast().strip());
    }
  }

  /// After every drawing of the window. The list counts its lines and learns its height only while it is laid
  /// out, and what it is told before (go to the last line) is forgotten then: so it is told again until it is there.
  private void afterLayout() {
    if (!isExpanded() || lines.isEmpty()) {
      return;
    }
    searchOn();
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.getLastVisibleCell() instanceof LineCell lowest) {
      boolean latest = lowest.getIndex() >= lines.size() - 1;
      embolden(latest ? lowest : null);
      if (following && !latest) {
        list.scrollTo(lines.size() - 1);
      }
    }
  }

  /// At most one cell, and touched only if that changes: a new style is looked up anew.
  private void embolden(@Nullable LineCell cell) {
    if (cell == bold) {
      return;
    }
    if (bold != null) {
      bold.getStyleClass().remove("latest");
    }
    if (cell != null) {
      cell.getStyleClass().add("latest");
    }
    bold = cell;
  }

  private void lookAgain() {
    // The bar has its new value only after the event has been handled.
    Platform.runLater(() -> {
      for (var node : list.lookupAll(".scroll-bar")) {
        if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
          following = !bar.isVisible() || bar.getValue() >= bar.getMax() - 1e-6;
        }
      }
    });
  }

  private void copySelected(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      copy(list.getSelectionModel().getSelectedItems());
      event.consume();
    }
  }

  private static void copy(List<String> lines) {
    var content = new ClipboardContent();
    content.putString(String.join(System.lineSeparator(), lines));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// A line; the last one is bold. Before errors and warnings stands a sign.
  private final class LineCell extends ListCell<String> {
    private final IconView sign = new IconView(Icon.REMARK, "s");
    private LogLevel level = LogLevel.PLAIN;

    LineCell() {
      setGraphic(sign);
      sign.setVisible(false);
    }

    private void mark(LogLevel now) {
      if (now != level) {
        level = now;
        getStyleClass().removeAll("error", "warning");
        sign.getStyleClass().removeAll("danger", "warning");
        sign.setVisible(now != LogLevel.PLAIN);
        switch (now) {
          case ERROR -> {
            getStyleClass().add("error");
            sign.getStyleClass().add("danger");
            sign.setIcon(Icon.STOP);
          }
          case WARNING -> {
            getStyleClass().add("warning");
            sign.getStyleClass().add("warning");
            sign.setIcon(Icon.REMARK);
          }
          case PLAIN -> {}
        }
      }
    }

    private String spoken(String line) {
      return switch (level) {
        case ERROR -> texts.get("log.error") + ": " + line;
        case WARNING -> texts.get("log.warning") + ": " + line;
        case PLAIN -> line;
      };
    }

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty ? null : item);
      mark(item == null || empty ? LogLevel.PLAIN : LogLevel.of(item));
      setAccessibleText(item == null || empty ? null : spoken(item));
      if (!empty && getIndex() == lines.size() - 1) {
        embolden(this);
      }
    }
  }
}
