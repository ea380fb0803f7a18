package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.ui.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looking after restore points on their page, in the real window on the sample.
class RestorePageTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String MENU = "More about the restore point of";

  @TempDir Path home;

  private final HeldTime time = new HeldTime();
  private Path stick;
  private Services services;
  private RestorePoint point;

  @BeforeEach
  void backUp() throws Exception {
    stick = Files.createDirectory(home.resolve("stick"));
    services =
        services(PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(100, time)));
    point =
        services
            .backup()
            .get()
            .make(
                services.finder().find(List.of()).installations().getFirst(),
                "2.2.0",
                RunContext.unwatched());
  }

  /// The sample's clock, which can be held: what takes time goes on for ever.
  private static final class HeldTime implements PracticeTime.Ticker {
    private volatile Optional<Instant> held = Optional.empty();

    void hold() {
      held = Optional.of(Instant.now());
    }

    void release() {
      held = Optional.empty();
    }

    @Override
    public Instant now() {
      return held.orElseGet(Instant::now);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      SYSTEM.sleep(duration);
    }
  }

  private Services services(PracticeWorld sample) {
    return Composition.services(
        new Composition.Outside(
            sample.engine(),
            sample.compose(),
            sample.web(),
            sample.registry(),
            home.resolve("data"),
            () -> home.resolve("backups"),
            StartWatch.Limits.STANDARD,
            Clock.systemDefaultZone(),
            false));
  }

  private WizardDriver open() throws Exception {
    WizardDriver window =
        WizardDriver.open(
            services,
            () -> {
              throw new AssertionError("no practice here");
            },
            home);
    window.awaitWords("What would you like to do?", SOON);
    window.press("Restore");
    window.awaitWords("If you go back to", SOON);
    return window;
  }

  private List<RestorePoint> points() {
    return services.backups().get().list();
  }

  @Test
  void aRestorePointGoesOutIsDeletedAndComesBack() throws Exception {
    try (WizardDriver window = open()) {
      window.desktop.folder = Optional.of(stick);
      window.pressInMenu(MENU, "Copy to another folder…");
      window.awaitWords("Copied and compared", SOON);
      Path copy = stick.resolve(point.folder().getFileName());
      assertThat(copy.resolve("manifest.json")).exists();

      Path zip = stick.resolve("shop.zip");
      window.desktop.file = Optional.of(zip);
      window.pressInMenu(MENU, "Save as one file (.zip)…");
      window.awaitWords("shop.zip", SOON);
      window.press("Open folder");
      Eventually.await("the folder", () -> window.desktop.opened.contains(stick.toString()));

      window.pressInMenu(MENU, "Delete…");
      window.awaitWords("the only tested restore point", SOON);
      window.press("Delete");
      window.awaitWords("There is no restore point yet", SOON);
      assertThat(points()).isEmpty();

      window.pressInMenu("Import…", "From a file (.zip)…");
      window.awaitWords("Imported, compared and tested", SOON);
      window.awaitWords("Imported again", SOON);
      window.desktop.folder = Optional.of(copy);
      window.pressInMenu("Import…", "From a folder…");
      window.awaitWords("already", SOON);
      assertThat(points()).hasSize(1);
    }
  }

  @Test
  void aDatabaseFileBecomesATestedRestorePoint() throws Exception {
    Path dump =
        Files.copy(
            point.file(point.manifest().databases().getFirst().file()), stick.resolve("my.dump"));
    try (WizardDriver window = open()) {
      window.desktop.file = Optional.of(dump);
      window.press("Restore a database file…");
      window.awaitWords("Make a restore point of my.dump?", SOON);
      window.press("Import");
      window.awaitWords("Imported and tested: the database of version 2.2.0-full", SOON);
      window.awaitWords("Database only, from a file", SOON);
      assertThat(points()).hasSize(2);

      window.desktop.file = Optional.of(Files.writeString(stick.resolve("holiday.jpg"), "no dump"));
      window.press("Restore a database file…");
      window.awaitWords("holiday.jpg", SOON);
      assertThat(points()).hasSize(2);
    }
  }

  @Test
  void aRestorePointIsNamedAndKeptForGood() throws Exception {
    try (WizardDriver window = open()) {
      window.pressInMenu(MENU, "Name…");
      window.awaitWords("Name the restore point of", SOON);
      window.type("Before the price list");
      window.press(KeyCode.ENTER);
      window.awaitWords("Before the price list", SOON);
      window.pressInMenu(MENU, "Keep until I delete it");
      window.awaitWords("Kept", SOON);
      assertThat(points().getFirst().notes().name()).isEqualTo("Before the price list");
      assertThat(points().getFirst().notes().kept()).isTrue();
      window.pressInMenu(MENU, "No longer keep");
      Eventually.await("no longer kept", () -> !points().getFirst().notes().kept());
    }
  }

  private void forgetItsTest() throws IOException {
    Manifest made = point.manifest();
    Manifest untested =
        new Manifest(
            made.format(),
            made.id(),
            made.created(),
            made.exactUpTo(),
            made.sealed(),
            made.project(),
            made.folder(),
            made.installation(),
            made.version(),
            made.appVersion(),
            made.images(),
            made.databases(),
            made.notIncluded(),
            made.storage(),
            made.files(),
            null);
    services.backups().get().save(point.folder(), untested);
  }

  @Test
  void aRestorePointIsTestedWhenThatIsWished() throws Exception {
    forgetItsTest();
    try (WizardDriver window = open()) {
      window.awaitWords("Not tested", SOON);
      window.desktop.windowInFront = false;
      window.press("Test now");
      window.awaitWords("Tested: it was restored into an empty database", SOON);
      assertThat(points().getFirst().manifest().proven()).isPresent();
      Eventually.await("the notice", () -> !window.desktop.announced.isEmpty());
      assertThat(window.desktop.announced)
          .containsExactly(
              "NocoBase Upgrade Wizard | my-project: Tested: it was restored into an empty"
                  + " database, and everything is there.");
    }
  }

  @Test
  void theWindowStaysOpenWhileARestorePointIsWorkedOnAndTheWorkIsFoundAgain() throws Exception {
    forgetItsTest();
    try (WizardDriver window = open()) {
      assertThat(window.mayClose()).isTrue();
      time.hold();
      window.press("Test now");
      window.awaitWords("Testing: restoring it into an empty database", SOON);

      assertThat(window.mayClose()).isFalse();
      window.awaitWords("A restore point is being worked on just now", SOON);
      window.press("Keep it open");
      window.press("History");
      window.awaitWords("Everything this wizard has done", SOON);
      assertThat(window.mayClose()).isFalse();
      window.press("Keep it open");
      window.press("Restore");
      window.awaitWords("Testing: restoring it into an empty database", SOON);

      window.press("Cancel");
      time.release();
      window.awaitWords("Not tested", SOON);
      Eventually.await("the end of the work", window::mayClose);
      assertThat(points().getFirst().manifest().proven()).isEmpty();
    }
  }
}
