package io.github.nocobasewizard.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.backup.BackupController;
import io.github.nocobasewizard.ui.backup.BackupSamples;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.start.StartController;
import io.github.nocobasewizard.ui.start.StartSamples;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.MAC)
class AccessKeysTest extends UiTest {
  private final List<Object> done = new ArrayList<>();
  private Shell shell;

  private void open(Texts texts, Function<Texts, Page> page) {
    show(() -> {
      shell = new Shell(texts, done::add, () -> {});
      shell.show(page.apply(texts));
      return shell.root();
    });
  }

  private Page backup(Texts texts) {
    var model = BackupSamples.choice(texts);
    model.back = () -> done.add("back");
    model.start = () -> done.add("start");
    return new BackupController(texts, model, Side.upgradeSteps(texts));
  }

  private List<String> shownKeys() {
    return ui(() ->
        shell.root().lookupAll(".access-key").stream()
            .map(node -> ((Label) node).getText())
            .toList());
  }

  @Test
  void theKeysAreSeenWhileAltIsHeldAndPressTheirButtons() {
    open(TEXTS, this::backup);
    assertThat(shownKeys()).isEmpty();
    robot.press(KeyCode.ALT);
    settle();
    // Back, Back up now, Back to start.
    assertThat(shownKeys()).startsWith("B", "A").doesNotHaveDuplicates();
    robot.press(KeyCode.B).release(KeyCode.B).release(KeyCode.ALT);
    settle();
    assertThat(done).containsExactly("back");
    assertThat(shownKeys()).isEmpty();
    press(KeyCode.ALT, KeyCode.A);
    assertThat(done).endsWith("start");
  }

  @Test
  void thePlacesAreReachedToo() {
    open(TEXTS, texts -> new StartController(texts, StartSamples.found()));
    press(KeyCode.ALT, KeyCode.H);
    assertThat(done).containsExactly(Place.HISTORY);
  }

  @Test
  void whatIsBehindADialogIsNotPressed() {
    open(TEXTS, this::backup);
    ui(() ->
        shell.ask(
            new ConfirmDialog(TEXTS, "Delete?", "It is gone then.", "Delete"),
            () -> done.add("deleted")));
    settle();
    press(KeyCode.ALT, KeyCode.B);
    assertThat(done).isEmpty();
    press(KeyCode.ALT, KeyCode.D);
    assertThat(done).containsExactly("deleted");
  }

  @Test
  void whereThereAreNoLatinLettersDigitsServe() {
    open(Texts.forLocale(Locale.SIMPLIFIED_CHINESE), this::backup);
    press(KeyCode.ALT, KeyCode.DIGIT2);
    press(KeyCode.ALT, KeyCode.DIGIT1);
    assertThat(done).containsExactly("start", "back");
  }

  @Test
  void whatStandsOnManyPagesHasTheSameKeyOnEach() {
    List<String> common = List.of("Back", "Continue", "Cancel");
    assertThat(ui(() -> words(common, "Back up now", "Browse…", "Back")))
        .containsOnly(
            Map.entry("B", "Back"), Map.entry("A", "Back up now"), Map.entry("R", "Browse…"));
    assertThat(ui(() -> words(common, "Continue", "Change…", "Back")))
        .containsOnly(
            Map.entry("C", "Continue"), Map.entry("H", "Change…"), Map.entry("B", "Back"));
    assertThat(ui(() -> words(common, "Close", "Cancel")))
        .containsOnly(Map.entry("C", "Close"), Map.entry("A", "Cancel"));
  }

  private static Map<String, String> words(List<String> common, String... buttons) {
    Map<String, String> found = new TreeMap<>();
    AccessKeys.keys(Stream.of(buttons).map(Button::new).toList(), common)
        .forEach((key, button) -> found.put(key.getChar(), button.getText()));
    return found;
  }

  @Test
  void everyButtonHasAKeyOfItsOwn() {
    Map<String, String> keys =
        ui(() -> {
          var found = new TreeMap<String, String>();
          AccessKeys.keys(
                  List.of(
                      new Button("Save"),
                      new Button("Save as…"),
                      new Button("S"),
                      new Button("Éa"),
                      new Button("打开 NocoBase"),
                      new Button("返回")),
                  List.of())
              .forEach((key, button) -> found.put(button.getText(), key.getChar()));
          return found;
        });
    assertThat(keys)
        .containsOnly(
            Map.entry("Save", "S"),
            Map.entry("Save as…", "A"),
            Map.entry("S", "1"),
            Map.entry("Éa", "2"),
            Map.entry("打开 NocoBase", "N"),
            Map.entry("返回", "3"));
  }
}
