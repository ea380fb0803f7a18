package io.github.nocobasewizard.ui.version;

import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.Prose;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.version.Candidate;
import io.github.nocobasewizard.version.Reason;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// One version in the list: round mark, number, date or the reason why not, size, a link.
final class VersionCell extends ListCell<Candidate> {
  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final PseudoClass OLDER = PseudoClass.getPseudoClass("older");

  private final VersionTexts words;
  private final Predicate<Candidate> isPinned;
  private final Label version = new Label();
  private final Prose about = new Prose("", "muted");
  private final Label size = new Label();
  private final Link notes;
  private final HBox linkPlace;
  private final HBox line;

  /// @param isPinned whether it is the version that runs already
  VersionCell(
      Texts texts, VersionTexts words, Predicate<Candidate> isPinned, Consumer<URI> openNotes) {
    this.words = words;
    this.isPinned = isPinned;
    getStyleClass().add("version-row");
    var mark = new Region();
    mark.getStyleClass().add("radio-mark");
    version.setMinWidth(152);
    HBox.setHgrow(about, Priority.ALWAYS);
    size.getStyleClass().add("muted");
    size.setMinWidth(80);
    size.setAlignment(Pos.CENTER_RIGHT);
    notes =
        new Link(
            texts.get("version.notes"),
            () -> {
              var item = getItem();
              if (item != null) {
                openNotes.accept(item.releaseNotes());
              }
            });
    notes.setFocusTraversable(false);
    linkPlace = new HBox(notes);
    linkPlace.setMinWidth(96);
    linkPlace.setAlignment(Pos.CENTER_RIGHT);
    line = new HBox(16, mark, version, about, size, linkPlace);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setFillHeight(false);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setAccessibleRole(AccessibleRole.RADIO_BUTTON);
    addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (getItem() instanceof Candidate.Refusal) {
            event.consume();
          }
        });
    // The text beside the mark gives way, never the list.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Candidate item, boolean empty) {
    super.updateItem(item, empty);
    boolean refused = item instanceof Candidate.Refusal;
    pseudoClassStateChanged(REFUSED, refused);
    pseudoClassStateChanged(
        OLDER,
        item instanceof Candidate.Refusal refusal
            && (refusal.reason() instanceof Reason.Older
                || refusal.reason() instanceof Reason.ChannelDowngrade));
    setMouseTransparent(item == null);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    version.setText(item.tag().text());
    boolean pinned = isPinned.test(item);
    about.setText(pinned ? words.pinned() : words.about(item));
    size.setText(refused || pinned ? "" : words.size(item));
    show(size, !size.getText().isEmpty());
    show(linkPlace, !refused);
    setGraphic(line);
    setAccessibleText(String.join(", ", item.tag().text(), about.getText(), size.getText()));
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
