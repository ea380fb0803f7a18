package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The main job, through the real window, on a real engine, with a real NocoBase and its database.
@NeedsDocker
class MainJobIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  @Test
  void upgradesAnInstallationOnPostgresAndLosesNothing() throws Exception {
    upgrade("shop-postgres", Shape.POSTGRES, "docker-compose.yml");
  }

  @Test
  void upgradesAnInstallationOnMariaDbWhoseServiceHasAnotherName() throws Exception {
    upgrade(
        "shop-mariadb",
        Shape.POSTGRES.withDatabase("mariadb").withService("nocobase-web"),
        "docker-compose.yml");
  }

  @Test
  void upgradesAnInstallationWhoseVersionStandsInTheEnvFile() throws Exception {
    upgrade("shop-env", Shape.POSTGRES.withImageInEnv(), ".env");
  }

  private void upgrade(String name, Shape shape, String editedFile) throws Exception {
    try (RealInstallation real = RealInstallation.start(home.resolve(name), shape)) {
      real.api().make(30);
      String content = real.api().read();
      Map<String, String> files = real.files();
      Map<String, String> containers = real.containers();
      try (RealWizard wizard = RealWizard.open(home.resolve("home"));
          ProcessListWatch processes =
              new ProcessListWatch(RealInstallation.PASSWORD, RealInstallation.APP_KEY)) {
        wizard.backUp(real);
        wizard.window.picture("it-" + name + "-backup");
        wizard.window.press("Continue");
        wizard.window.awaitWords(RealWizard.NEW, Duration.ofSeconds(30));
        wizard.window.picture("it-" + name + "-version");
        wizard.window.press("Continue");
        wizard.window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
        wizard.window.picture("it-" + name + "-review");
        wizard.window.press("Upgrade now");
        wizard.window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(6));
        wizard.window.picture("it-" + name + "-done");

        assertThat(real.api().version()).isEqualTo("2.2.15");
        assertThat(real.api().read()).isEqualTo(content);
        files.compute(
            editedFile, (_, text) -> text.replace(":" + RealWizard.OLD, ":" + RealWizard.NEW));
        assertThat(real.files()).isEqualTo(files);
        Map<String, String> now = real.containers();
        assertThat(now.keySet()).isEqualTo(containers.keySet());
        assertThat(now.get(shape.database())).isEqualTo(containers.get(shape.database()));
        assertThat(now.get(shape.service())).isNotEqualTo(containers.get(shape.service()));

        assertThat(processes.caught()).isEmpty();
        assertThat(wizard.everythingWritten())
            .contains("UPGRADED")
            .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
        assertThat(wizard.window.everythingSeen())
            .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
      }
    }
  }
}
