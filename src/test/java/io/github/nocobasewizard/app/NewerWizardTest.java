package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.LocalServer;
import io.github.nocobasewizard.testing.LocalServer.Answer;
import io.github.nocobasewizard.ui.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server that answers as GitHub does when asked for the latest release.
@Timeout(120)
class NewerWizardTest {
  private static final String LATEST =
      """
      {"tag_name": "v1.2.0", "draft": false, "assets": [],
       "html_url": "https://github.com/example/wizard/releases/tag/v1.2.0"}
      """;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final LocalServer server = LocalServer.start(_ -> Answer.json(LATEST));

  @AfterEach
  void stop() {
    server.close();
  }

  private NewerWizard wizard(String version) {
    return new NewerWizard(new JdkWebClient(), Optional.of(server.address()), version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.9", "1.1", "0.9.12"})
  void anOlderProgramIsToldOfTheNewerOne(String version) {
    assertThat(wizard(version).ask()).map(NewerWizard.Release::version).contains("1.2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.0", "1.10.0", "2.0.0", "unknown"})
  void theNewestOneHasNothingToSay(String version) {
    assertThat(wizard(version).ask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html>the login page of a hotel</html>",
        "{\"tag_name\": \"v9.0.0\", \"html_url\": \"file:///etc/passwd\"}",
        "{\"tag_name\": \"nightly\", \"html_url\": \"https://example.org/\"}"
      })
  void aStrangeAnswerIsNone(String body) {
    server.answerNext(Answer.json(body));
    assertThat(wizard("1.0.0").ask()).isEmpty();
  }

  @Test
  void noAnswerIsNone() {
    server.close();
    assertThat(wizard("1.0.0").ask()).isEmpty();
  }

  @Test
  void theFirstPageLinksToItUntilThatIsSwitchedOff() throws Exception {
    try (PracticeWorld world =
        PracticeWorld.open(folder.resolve("sample"), PracticeTime.atSpeed(60))) {
      Services services =
          Composition.services(
              new Composition.Outside(
                  world.engine(),
                  world.compose(),
                  world.web(),
                  world.registry(),
                  folder.resolve("data"),
                  () -> folder.resolve("backups"),
                  StartWatch.Limits.STANDARD,
                  Clock.systemDefaultZone(),
                  false));
      try (WizardDriver window =
          WizardDriver.open(services, () -> services, folder, wizard("1.0.0"))) {
        window.press("Upgrade Wizard 1.2.0 is available");
        assertThat(window.desktop().opened)
            .containsExactly("https://github.com/example/wizard/releases/tag/v1.2.0");
        window.press("Settings");
        window.press("Say so on the first page");
        Path settings = folder.resolve("settings.properties");
        Eventually.await(
            "the choice is kept", () -> Files.readString(settings).contains("noNewerWizard=true"));
      }
      try (WizardDriver window =
          WizardDriver.open(services, () -> services, folder, wizard("1.0.0"))) {
        window.awaitWords("my-project", SOON);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }
}
