package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Upgrades to versions that do not start, and the way back. One installation for all: after each
/// test it is what it was.
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
class FailedUpgradeIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  private BrokenVersions versions;
  private RealInstallation real;

  @BeforeAll
  void start() throws Exception {
    versions = BrokenVersions.make();
    real = RealInstallation.start(home.resolve("shop-failing"), Shape.POSTGRES);
    real.api().make(30);
  }

  @AfterAll
  void end() throws Exception {
    if (real != null) {
      real.close();
    }
    if (versions != null) {
      versions.close();
    }
  }

  @Test
  void aVersionThatNeverBecomesHealthyIsToldAndTheWayBackLosesNothing() throws Exception {
    failAndGoBack(BrokenVersions.NEVER_HEALTHY, "never-healthy", Duration.ofSeconds(60));
  }

  @Test
  void aVersionThatEndsAgainAndAgainIsToldAndTheWayBackLosesNothing() throws Exception {
    failAndGoBack(BrokenVersions.CRASH_LOOP, "crash-loop", Duration.ofSeconds(20));
  }

  private void failAndGoBack(String version, String name, Duration told) throws Exception {
    String content = real.api().read();
    Map<String, String> files = real.files();
    Map<String, String> containers = real.containers();
    try (RealWizard wizard = RealWizard.open(home.resolve("home-" + name))) {
      WizardDriver window = wizard.window;
      wizard.backUp(real);
      window.press("Continue");
      window.press("Use a version already on this computer…");
      window.choose(version);
      window.press("Continue");
      window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
      window.press("Upgrade now");
      window.awaitWords("Starting version", Duration.ofMinutes(2));
      // The bound is the promise of this page, not a measurement: an admin waits no longer.
      window.awaitWords("did not start", told);
      assertThat(window.words()).contains("Your data is safe.", "Go back to version 2.2.0-full");
      window.picture("it-failed-" + name);
      window.press("Go back to 2.2.0-full");
      window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(5));
      window.picture("it-went-back-" + name);

      assertThat(real.api().version()).isEqualTo("2.2.0");
      assertThat(real.api().read()).isEqualTo(content);
      assertThat(real.files()).isEqualTo(files);
      assertThat(real.containers().get("postgres")).isEqualTo(containers.get("postgres"));
      assertThat(wizard.everythingWritten())
          .contains("WENT_BACK")
          .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
    }
  }
}
