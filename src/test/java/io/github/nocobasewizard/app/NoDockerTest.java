package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.practice.Fault;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first page where nothing can be found because Docker cannot be asked: it says why.
class NoDockerTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "ENGINE_NOT_RUNNING, Docker Desktop is not running, true",
    "ENGINE_FORBIDDEN, Docker does not let you in, false"
  })
  void theFirstPageSaysWhyNothingIsFound(Fault fault, String words, boolean canBeStarted)
      throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    world.set(fault);
    var services = Composition.services(Sample.around(world, home));
    try (WizardDriver window = WizardDriver.open(services, () -> services, home)) {
      window.awaitWords(words, SOON);
      assertThat(window.words()).contains("No NocoBase found");
      assertThat(window.words().contains("Start Docker Desktop")).isEqualTo(canBeStarted);
    }
  }
}
