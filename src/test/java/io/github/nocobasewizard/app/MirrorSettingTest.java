package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.FakeRegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mirror on the Settings page, with registries on this computer that stand in for mirrors.
class MirrorSettingTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHOICE = "Versions come from";

  @TempDir Path home;

  private Optional<String> saved() {
    return Settings.load(home.resolve("settings.properties"), Runnable::run).get("mirror");
  }

  private static void write(WizardDriver window, String address) {
    window.fill("Address of the mirror", address);
  }

  @Test
  void aMirrorIsWrittenTriedAndKept() throws Exception {
    try (FakeRegistryServer good =
            new FakeRegistryServer("nocobase/nocobase").index("latest", Map.of("amd64", 1L));
        FakeRegistryServer other = new FakeRegistryServer("library/nginx");
        WizardDriver window = SettingsWindow.open(home)) {
      assertThat(window.words()).contains("Docker Hub (as usual)", "the mirror has to be trusted");
      window.choose(CHOICE, "Another mirror");
      write(window, "tester:secret@mirror.example.com");
      window.press("Test now");
      window.awaitWords("Write only its address", SOON);
      assertThat(saved()).isEmpty();

      write(window, good.server().host());
      window.press(KeyCode.ENTER);
      assertThat(window.shows("Write only its address")).isFalse();
      Eventually.await("the choice on disk", () -> saved().isPresent());
      assertThat(saved()).contains(good.server().host());
      window.press("Test now");
      window.awaitWords(good.server().host() + " answered and has NocoBase.", SOON);

      write(window, other.server().host());
      window.press("Test now");
      window.awaitWords("does not give out NocoBase. Choose another mirror.", SOON);
      other.close();
      window.press("Test now");
      window.awaitWords(other.server().host() + " did not answer.", SOON);

      window.choose(CHOICE, "Docker Hub (as usual)");
      assertThat(window.shows("did not answer")).isFalse();
      Eventually.await("the choice on disk", () -> saved().isEmpty());
      window.choose(CHOICE, "NocoBase (Alibaba Cloud)");
      Eventually.await(
          "the choice on disk", () -> saved().equals(Optional.of(Mirror.NOCOBASE.toString())));
    }
  }

  @Test
  void theMirrorOfLastTimeIsThere() throws Exception {
    Files.writeString(home.resolve("settings.properties"), "mirror=mirror.invalid/hub\n");
    try (WizardDriver window = SettingsWindow.open(home)) {
      assertThat(window.words()).contains("Another mirror", "mirror.invalid/hub");
    }
  }
}
