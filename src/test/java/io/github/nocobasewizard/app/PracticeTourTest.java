package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.app.WizardDriver.RecordingDesktop;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.ui.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole wizard on the built-in sample, as a newcomer without Docker walks through it.
class PracticeTourTest {
  private static final StartWatch.Limits QUICK =
      new StartWatch.Limits(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMinutes(2),
          Duration.ofMillis(300));

  @TempDir Path home;

  private int worlds;

  private Services sample() {
    try {
      Path folder = home.resolve("sample-" + worlds++);
      PracticeWorld world = PracticeWorld.open(folder.resolve("sample"), PracticeTime.atSpeed(30));
      return Composition.services(
          new Composition.Outside(
              world.engine(),
              world.compose(),
              world.web(),
              world.registry(),
              folder.resolve("data"),
              () -> folder.resolve("backups"),
              QUICK,
              Clock.systemDefaultZone(),
              true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void toTheReview(WizardDriver window, String version) {
    // Until then the cards of this page move.
    window.awaitWords("is available", Duration.ofSeconds(60));
    window.press("Practise on a sample");
    window.awaitWords("Ready for an upgrade", Duration.ofSeconds(60));
    assertThat(window.words()).contains("Nothing on this computer is touched");
    window.press("Continue");
    window.press("Back up now");
    window.awaitWords("Your backup is ready and tested", Duration.ofSeconds(60));
    window.press("Continue");
    window.awaitWords("Recommended", Duration.ofSeconds(60));
    if (!version.isEmpty()) {
      window.choose(version);
    }
    window.press("Continue");
    window.awaitWords("Ready to upgrade", Duration.ofSeconds(60));
    window.press("Upgrade now");
  }

  /// Told outside the window, of the sample, as the window says it.
  private static void assertAnnounced(WizardDriver window, String... sentences) {
    Eventually.await("the notices", () -> window.desktop.announced.size() == sentences.length);
    assertThat(window.desktop.announced)
        .containsExactly(
            Stream.of(sentences)
                .map(sentence -> "NocoBase Upgrade Wizard | my-project: " + sentence)
                .toArray(String[]::new));
  }

  /// On the program's icon: of each work from the beginning on, more and more, until it ends.
  private static void assertProgress(WizardDriver window, int works) {
    List<Double> told = window.desktop.progress;
    Eventually.await(
        "the ends", () -> Collections.frequency(told, RecordingDesktop.ENDED) == works);
    assertThat(told).endsWith(RecordingDesktop.ENDED);
    double before = RecordingDesktop.ENDED;
    for (double now : told) {
      if (now != RecordingDesktop.ENDED) {
        assertThat(now).as(told.toString()).isBetween(before, 1.0);
      }
      before = now;
    }
    assertThat(told).anyMatch(now -> now > 0.3 && now < 0.9);
  }

  @Test
  void aNewcomerSeesAWholeUpgradeAndTheWayBackFromThePageForIt() throws Exception {
    try (var _ = new WindowWatch();
        WizardDriver window = WizardDriver.open(sample(), this::sample, home)) {
      window.desktop.windowInFront = false;
      toTheReview(window, "");
      window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(2));
      window.picture("practice-done");
      window.press("Go back…");
      window.awaitWords("If you go back to", Duration.ofSeconds(30));
      window.picture("practice-restore");
      window.press("Go back…");
      window.awaitWords("to confirm", Duration.ofSeconds(30));
      assertThat(window.canPress("Go back to 2.2.0-full")).isFalse();
      window.type("my-project");
      window.press("Go back to 2.2.0-full");
      window.awaitWords("Stop NocoBase and back up the present state", Duration.ofSeconds(30));
      // The steps of an upgrade have nothing to do with it.
      assertThat(window.words())
          .contains("Restore point", "Going back")
          .doesNotContain("Version\n");
      window.picture("practice-going-back");
      window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(2));
      window.picture("practice-restored");
      assertAnnounced(
          window,
          "Your backup is ready and tested",
          "NocoBase 2.2.15 is running",
          "NocoBase 2.2.0-full is running again");
      assertProgress(window, 3);
      window.press("Finish");
      window.awaitWords("What would you like to do?", Duration.ofSeconds(30));
      window.press("History");
      window.awaitWords("Upgrade 2.2.0-full → 2.2.15-full", Duration.ofSeconds(30));
      window.awaitWords("Went back", Duration.ofSeconds(30));
      window.picture("practice-history");
      window.press("Settings");
      window.awaitWords("Appearance", Duration.ofSeconds(30));
      window.picture("practice-settings");
      window.press("Help");
      window.awaitWords("In the setup file", Duration.ofSeconds(30));
      assertThat(window.words()).contains("my-project", "2.2.0-full");
      window.picture("practice-help");
    }
  }

  @Test
  void aNewcomerSeesAFailingUpgradeAndGoesBack() throws Exception {
    try (var _ = new WindowWatch();
        WizardDriver window = WizardDriver.open(sample(), this::sample, home)) {
      toTheReview(window, PracticeWorld.FAILING_VERSION + "-full");
      window.desktop.windowInFront = false;
      window.awaitWords("Your data is safe.", Duration.ofMinutes(2));
      assertProgress(window, 2);
      window.picture("practice-failed");
      Path report = home.resolve("report.zip");
      window.desktop.file = Optional.of(report);
      window.press("Save report…");
      Eventually.await("the report", () -> window.desktop.opened.contains(home.toString()));
      try (var zip = new ZipFile(report.toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName))
            .contains("report.txt", "setup/1-docker-compose.yml.txt")
            .anyMatch(name -> name.endsWith("journal.txt"));
        assertThat(zip.getInputStream(zip.getEntry("report.txt")))
            .asString(StandardCharsets.UTF_8)
            .contains("What the window said", "MIGRATION_FAILED");
      }
      window.press("Go back to 2.2.0-full");
      window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(2));
      window.picture("practice-went-back");
      assertAnnounced(
          window, "The new version did not start", "NocoBase 2.2.0-full is running again");
      assertProgress(window, 3);
    }
  }

  @Test
  void anUpgradeAndTheWayBackNeedNoMouse() throws Exception {
    try (var _ = new WindowWatch();
        WizardDriver window = WizardDriver.open(sample(), this::sample, home)) {
      window.awaitWords("is available", Duration.ofSeconds(60));
      window.pressByKeys("Practise on a sample");
      window.enter("Continue");
      window.enter("Back up now");
      window.awaitWords("Your backup is ready and tested", Duration.ofSeconds(60));
      window.enter("Continue");
      window.awaitWords("Recommended", Duration.ofSeconds(60));
      window.enter("Continue");
      window.enter("Upgrade now");
      window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(2));
      window.pressByKeys("Go back…");
      window.awaitWords("If you go back to", Duration.ofSeconds(30));
      window.enter("Go back…");
      window.awaitWords("to confirm", Duration.ofSeconds(30));
      window.press(KeyCode.ESCAPE);
      assertThat(window.shows("to confirm")).isFalse();
      window.enter("Go back…");
      window.awaitWords("to confirm", Duration.ofSeconds(30));
      window.type("my-project");
      window.press(KeyCode.ENTER);
      window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(2));
      window.pressByKeys("Finish");
      window.awaitWords("What would you like to do?", Duration.ofSeconds(30));
      assertThat(window.desktop.announced).as("told to who looks on").isEmpty();
    }
  }
}
