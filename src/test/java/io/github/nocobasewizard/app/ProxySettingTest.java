package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.LocalProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proxy on the Settings page, with real proxies on this computer and a list of versions that only
/// they could lead to.
class ProxySettingTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path home;

  private Optional<String> saved() {
    return Settings.load(home.resolve("settings.properties"), Runnable::run).get("proxy");
  }

  private static void write(WizardDriver window, String address) {
    window.fill("Address of the proxy", address);
  }

  @Test
  void aProxyIsWrittenTriedAndKept() throws Exception {
    try (LocalProxy good = LocalProxy.answering("200 OK");
        LocalProxy strict = LocalProxy.answering("407 Proxy Authentication Required");
        WizardDriver window = SettingsWindow.open(home)) {
      window.choose("Proxy", "This one");
      write(window, "proxy.example.com:port");
      window.press("Test now");
      window.awaitWords("Write it as name:port", SOON);
      assertThat(saved()).isEmpty();

      write(window, good.address());
      window.press(KeyCode.ENTER);
      assertThat(window.shows("Write it as name:port")).isFalse();
      Eventually.await("the choice on disk", () -> saved().isPresent());
      assertThat(saved()).contains(good.address());
      assertThat(good.asked()).isEmpty();
      window.press("Test now");
      window.awaitWords("versions.invalid answered within 1 second.", SOON);
      assertThat(good.asked()).containsExactly("GET http://versions.invalid/list HTTP/1.1");

      write(window, strict.address());
      window.press("Test now");
      window.awaitWords("The proxy wants a name and a password", SOON);
      String nobody;
      try (LocalProxy gone = LocalProxy.answering("200 OK")) {
        nobody = gone.address();
      }
      write(window, nobody);
      window.press("Test now");
      window.awaitWords("versions.invalid could not be reached through " + nobody, SOON);

      window.choose("Proxy", "None");
      assertThat(window.shows("could not be reached")).isFalse();
      window.press("Test now");
      window.awaitWords("versions.invalid did not answer", SOON);
      Eventually.await("the choice on disk", () -> saved().equals(Optional.of("none")));
    }
  }

  @Test
  void theProxyOfLastTimeIsThereAndTold() throws Exception {
    Files.writeString(home.resolve("settings.properties"), "proxy=proxy.invalid\\:8080\n");
    try (WizardDriver window = SettingsWindow.open(home)) {
      assertThat(window.words()).contains("This one", "proxy.invalid:8080");
      window.press("Test now");
      window.awaitWords("The name proxy.invalid is not known here", SOON);
    }
  }
}
