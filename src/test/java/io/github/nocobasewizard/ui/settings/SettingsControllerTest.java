package io.github.nocobasewizard.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.settings.SettingsModel.Language;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// Settings are taken at once, and only when somebody changes them.
class SettingsControllerTest extends UiTest {
  private final List<Object> done = new ArrayList<>();

  private SettingsModel open() {
    var model = SettingsSamples.usual();
    model.chooseLanguage = done::add;
    model.chooseAppearance = done::add;
    model.chooseKeep = done::add;
    model.changeFolder = () -> done.add("folder");
    model.openLogs = () -> done.add("logs");
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new SettingsController(TEXTS, model));
      return shell.root();
    });
    return model;
  }

  @Test
  void openingThePageChangesNothing() {
    open();
    assertThat(done).isEmpty();
  }

  @Test
  void aLanguageIsChosenWithTheKeyboard() {
    open();
    robot.clickOn(".combo-box");
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(done).containsExactly(Language.CHINESE);
  }

  @Test
  void howManyBackupsStayIsChosen() {
    open();
    robot.clickOn("The last 5 of each installation");
    press(KeyCode.DOWN);
    press(KeyCode.DOWN);
    press(KeyCode.DOWN);
    press(KeyCode.ENTER);
    assertThat(done).endsWith(Retention.ALL);
  }

  @Test
  void theLookIsChosenAndTheRestOpened() {
    var model = open();
    robot.clickOn("Dark");
    settle();
    assertThat(model.appearance.get()).isEqualTo(Theme.Choice.DARK);
    robot.clickOn("Change…");
    goToTheEnd();
    robot.clickOn("Open log folder");
    settle();
    assertThat(done).containsExactly(Theme.Choice.DARK, "folder", "logs");
  }

  @Test
  void theLicencesOfAllLibrariesUnfold() {
    open();
    assertThat(robot.lookup("AtlantaFX").tryQuery()).isEmpty();
    goToTheEnd();
    robot.clickOn("Licences");
    settle();
    assertThat(robot.lookup("AtlantaFX").tryQuery()).isPresent();
    assertThat(robot.lookup("MIT License").tryQuery()).isPresent();
  }

  private void goToTheEnd() {
    ScrollPane page = robot.lookup(".scroll-pane").query();
    ui(() -> page.setVvalue(page.getVmax()));
    settle();
  }

  @Test
  void everyLibraryOfTheProgramIsNamed() throws IOException {
    var dependency =
        Pattern.compile(
            "<artifactId>([^<]+)</artifactId>(?:<version>[^<]+</version>)?</dependency>");
    String pom = Files.readString(Path.of("pom.xml"));
    String all = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
    assertThat(dependency.matcher(all).results().map(found -> found.group(1)))
        .hasSizeGreaterThan(10)
        .allSatisfy(artifact ->
            assertThat(Library.all())
                .anyMatch(
                    library -> !library.files().isEmpty() && artifact.startsWith(library.files())));
  }

  @Test
  void aLanguageIsFoundByItsTag() {
    assertThat(Language.of(Optional.of("zh-CN"))).isEqualTo(Language.CHINESE);
    assertThat(Language.of(Optional.of("en-GB"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Optional.of("xx"))).isEqualTo(Language.SYSTEM);
    assertThat(Language.of(Optional.empty())).isEqualTo(Language.SYSTEM);
  }
}
