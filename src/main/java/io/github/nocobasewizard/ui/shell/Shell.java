package io.github.nocobasewizard.ui.shell;

import atlantafx.base.controls.ModalPane;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.kit.Icon;
import io.github.nocobasewizard.ui.kit.IconTile;
import io.github.nocobasewizard.ui.kit.IconView;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Motion;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The whole window: side panel at the left, the page beside it, the practice strip above the page
/// while practising, dialogs above all.
public final class Shell implements Navigator {
  /// The window's size when first opened, and the smallest it may have.
  public static final double WIDTH = 1040;

  public static final double HEIGHT = 720;
  public static final double MIN_WIDTH = 900;
  public static final double MIN_HEIGHT = 640;

  private final StackPane root = new StackPane();
  private final SidePanel sidePanel;
  private final StackPane pagePlace = new StackPane();
  private final HBox practiceStrip = new HBox();
  private final StackPane dropFrame = new StackPane();
  private final ModalPane dialogs = new ModalPane();
  private @Nullable Page page;

  /// @param onPlace called with the place chosen in the side panel
  /// @param onEndPractice called by the strip's link
  public Shell(Texts texts, Consumer<Place> onPlace, Runnable onEndPractice) {
    sidePanel = new SidePanel(texts, onPlace);
    root.getStyleClass().add("shell");

    practiceStrip.getStyleClass().add("practice-strip");
    var practice = new Prose(texts.get("practice.strip"));
    HBox.setHgrow(practice, Priority.ALWAYS);
    practiceStrip
        .getChildren()
        .addAll(
            new IconView(Icon.PRACTICE, "s", "accent"),
            practice,
            new Link(texts.get("practice.end"), onEndPractice));
    practiceStrip.managedProperty().bind(practiceStrip.visibleProperty());
    practiceStrip.setVisible(false);

    var content = new VBox(practiceStrip, pagePlace);
    VBox.setVgrow(pagePlace, Priority.ALWAYS);
    HBox.setHgrow(content, Priority.ALWAYS);
    // Without this a wide child would push the page beyond the window's edge.
    content.setMinWidth(0);

    dropFrame.getStyleClass().add("drop-frame");
    var folder = new IconTile(Icon.FOLDER, "xl", "disc");
    folder.setIconSize("xl");
    var dropWords = new VBox(12, folder, new Prose(texts.get("drop.here"), "heading", "centred"));
    dropWords.setAlignment(Pos.CENTER);
    dropFrame.getChildren().add(dropWords);
    dropFrame.setVisible(false);
    dropFrame.setMouseTransparent(true);
    var pageLayer = new StackPane(content, dropFrame);
    StackPane.setMargin(dropFrame, new Insets(16));
    pageLayer.setMinWidth(0);
    HBox.setHgrow(pageLayer, Priority.ALWAYS);

    // Closed it lies behind the page, where Tab must not come to.
    dialogs.setFocusTraversable(false);
    root.getChildren().addAll(new HBox(sidePanel, pageLayer), dialogs);
    // They would grow; JavaFX draws what grows and has a shadow in the window's corner once, and
    // leaves it there.
    dialogs.setInTransitionFactory(null);
    dialogs.setOutTransitionFactory(null);
    new AccessKeys(
        root,
        List.of(
            texts.get("action.back"),
            texts.get("action.continue"),
            texts.get("dialog.cancel"),
            texts.get("action.tryAgain"),
            texts.get("action.saveReport")),
        this::mainButtons);
    root.sceneProperty().addListener((_, _, _) -> Platform.runLater(this::focusPage));
    root.setOnDragOver(this::dragOver);
    root.setOnDragExited(_ -> dropFrame.setVisible(false));
    root.setOnDragDropped(this::dragDropped);
  }

  /// The root of the window's scene.
  public Parent root() {
    return root;
  }

  /// Shows or hides the strip that says that nothing on this computer is touched.
  public void setPractice(boolean practising) {
    practiceStrip.setVisible(practising);
  }

  @Override
  public void show(Page next) {
    if (page != null && page != next) {
      page.hidden();
    }
    boolean moved = page != null;
    page = next;
    var frame = next.frame();
    pagePlace.getChildren().setAll(frame);
    sidePanel.show(next.side());
    if (moved) {
      Motion.fadeIn(frame);
    }
    focusPage();
    next.shown();
  }

  @Override
  public void ask(ConfirmDialog dialog, Runnable onConfirm) {
    dialog.show(dialogs, onConfirm);
  }

  /// What had the focus is gone; from the frame Tab goes to the first part of the page, and Enter to its
  /// main button. Left to itself, a new window would put the focus on the side panel's first place.
  private void focusPage() {
    if (page != null) {
      page.frame().requestFocus();
    }
  }

  /// The page in view.
  public @Nullable Page page() {
    return page;
  }

  /// Looks again at what the side panel should show, after the page has changed its mind.
  public void refreshSide() {
    if (page != null) {
      sidePanel.show(page.side());
    }
  }

  /// Those of the dialog if one is open; else the page's main button, the others at its foot, and the
  /// places.
  private List<Button> mainButtons() {
    if (dialogs.isDisplay()) {
      return buttons(dialogs, ".dialog .button");
    }
    return Stream.of(
            buttons(pagePlace, ".button:default"),
            buttons(pagePlace, ".action-bar > .button"),
            buttons(sidePanel, ".nav-item"))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static List<Button> buttons(Node room, String selector) {
    return room.lookupAll(selector).stream()
        .filter(node -> node.isVisible() && !node.isDisabled())
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.getText() != null)
        .toList();
  }

  private void dragOver(DragEvent event) {
    if (page != null && page.takesDrops() && event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
      dropFrame.setVisible(true);
      event.consume();
    }
  }

  private void dragDropped(DragEvent event) {
    dropFrame.setVisible(false);
    List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    if (page != null && page.takesDrops() && !paths.isEmpty()) {
      page.dropped(paths);
      event.setDropCompleted(true);
    }
    event.consume();
  }

  /// Shows the frame without a drag, for pictures.
  void showDropFrame(boolean shown) {
    dropFrame.setVisible(shown);
  }
}
