package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import io.github.nocobasewizard.ui.UiTest;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmDialogTest extends UiTest {
  private final AtomicInteger confirmed = new AtomicInteger();
  private final AtomicInteger behind = new AtomicInteger();
  private ModalPane pane;
  private ConfirmDialog dialog;

  @BeforeEach
  void open() {
    show(() -> {
      pane = new ModalPane();
      var page = new Button("Go back…");
      page.setDefaultButton(true);
      page.setOnAction(_ -> behind.incrementAndGet());
      return new StackPane(page, pane);
    });
    ui(() -> {
      dialog =
          new ConfirmDialog(TEXTS, "Go back to today, 14:08?", "37 records.", "Go back to 2.2.0")
              .dangerous()
              .withTypedName("my-project");
      dialog.show(pane, confirmed::incrementAndGet);
    });
    settle();
  }

  @Test
  void theNameFieldHasTheFocusAndTheDeedCannotBeDoneYet() {
    assertThat(dialog.nameField().isFocused()).isTrue();
    assertThat(dialog.confirmButton().isDisabled()).isTrue();
  }

  @Test
  void enterBeforeTheNameIsRightDoesNothingHereAndNothingBehind() {
    robot.write("my-proj");
    press(KeyCode.ENTER);
    assertThat(confirmed).hasValue(0);
    assertThat(behind).hasValue(0);
    assertThat(pane.isDisplay()).isTrue();
  }

  @Test
  void theRightNameLetsItBeDoneWhateverSpacesStandAround() {
    ui(() -> dialog.nameField().setText("  my-project "));
    settle();
    assertThat(dialog.confirmButton().isDisabled()).isFalse();
    press(KeyCode.ENTER);
    assertThat(confirmed).hasValue(1);
    assertThat(pane.isDisplay()).isFalse();
  }

  @Test
  void anotherNameIsNotEnough() {
    ui(() -> dialog.nameField().setText("My-Project"));
    settle();
    assertThat(dialog.confirmButton().isDisabled()).isTrue();
  }

  /// JavaFX would take an underscore for the mark of an access key, and leave it out.
  @Test
  void aNameWithAnUnderscoreIsShownWhole() {
    var shown =
        ui(() -> {
          var bar = new ActionBar();
          bar.getActions().add(new Button("Stay with my_project"));
          var link = new Link("Show my_project");
          var other = new ConfirmDialog(TEXTS, "Import?", "From a file.", "Import for my_project");
          var all = new VBox(bar, link, other);
          stage.getScene().setRoot(all);
          all.applyCss();
          all.layout();
          return all.lookupAll(".text").stream().map(text -> ((Text) text).getText()).toList();
        });
    assertThat(shown).contains("Stay with my_project", "Show my_project", "Import for my_project");
  }

  @Test
  void escapeCancels() {
    press(KeyCode.ESCAPE);
    assertThat(pane.isDisplay()).isFalse();
    assertThat(confirmed).hasValue(0);
  }

  @Test
  void aNoticeHasOneButtonWhichHasTheFocus() {
    var notice = new ConfirmDialog(TEXTS, "It is being changed", "Wait.", "Keep it open").notice();
    ui(() -> {
      dialog.close();
      notice.show(pane, confirmed::incrementAndGet);
    });
    settle();
    assertThat(notice.lookupAll(".button"))
        .filteredOn(Node::isVisible)
        .containsExactly(notice.confirmButton());
    assertThat(notice.confirmButton().isFocused()).isTrue();
    press(KeyCode.ENTER);
    assertThat(pane.isDisplay()).isFalse();
    assertThat(behind).hasValue(0);
  }

  @Test
  void tabStaysInside() {
    press(KeyCode.TAB);
    assertThat(dialog.cancelButton().isFocused()).isTrue();
    press(KeyCode.TAB);
    assertThat(dialog.nameField().isFocused()).isTrue();
  }
}
