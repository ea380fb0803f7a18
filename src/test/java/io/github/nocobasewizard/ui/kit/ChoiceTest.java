package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChoiceTest extends UiTest {
  private OptionList list;

  @BeforeEach
  void open() {
    show(() -> {
      list = new OptionList(TEXTS);
      list.show(
          List.of(
              new Option("Try again", "Once more.", "Try again", false, () -> {}),
              new Option("Go back", "As it was.", "Go back to 2.2.0", true, () -> {})));
      return list;
    });
  }

  private ChoiceCard card(int index) {
    return (ChoiceCard) list.getChildren().get(index);
  }

  @Test
  void theRecommendedOneIsChosenAtFirst() {
    assertThat(list.getChosen().deed()).isEqualTo("Go back to 2.2.0");
    assertThat(card(1).getBadge()).isNotNull();
  }

  @Test
  void arrowsMoveTheChoice() {
    ui(() -> card(1).requestFocus());
    press(KeyCode.UP);
    assertThat(list.getChosen().title()).isEqualTo("Try again");
    assertThat(card(0).isFocused()).isTrue();
  }

  @Test
  void aClickAnywhereOnTheCardChooses() {
    robot.clickOn(card(0).localToScreen(card(0).getWidth() - 30, card(0).getHeight() - 8));
    settle();
    assertThat(card(0).isSelected()).isTrue();
  }

  @Test
  void aScreenReaderHearsARadioButtonWithAllItsWords() {
    assertThat(card(0).getAccessibleRole()).isEqualTo(AccessibleRole.RADIO_BUTTON);
    assertThat(card(0).getAccessibleText()).isEqualTo("Try again. Once more.");
  }
}
