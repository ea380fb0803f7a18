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
/// MariaDB: [RestoreScreenIT].
@NeedsDocker
class MainJobIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  @Test
  void upgradesAnInstallationOnPostgresAndLosesNothing() throws Exception {
    try (RealInstallation real =
        RealInstallation.start(home.resolve("shop-postgres"), Shape.POSTGRES)) {
      real.api().make(30);
      try (RealWizard wizard = RealWizard.open(home.resolve("home"))) {
        upgrade(real, wizard, "postgres", "docker-compose.yml");
      }
    }
  }

  @Test
  void upgradesAnInstallationOnMySqlWhoseVersionStandsInTheEnvFileAndGoesBack() throws Exception {
    Shape shape = Shape.POSTGRES.withDatabase("mysql").withImageInEnv();
    try (RealInstallation real = RealInstallation.start(home.resolve("shop-mysql"), shape)) {
      real.api().make(30);
      BeforeStarts states = new BeforeStarts(real);
      Map<String, String> files = real.files();
      String content = real.api().read();
      try (RealWizard wizard = RealWizard.open(home.resolve("home"), states::around)) {
        upgrade(real, wizard, "mysql", ".env");
        wizard.window.press("Go back…");
        wizard.window.awaitWords("If you go back to", Duration.ofSeconds(30));
        wizard.window.press("Go back…");
        wizard.window.awaitWords("to confirm", Duration.ofSeconds(30));
        wizard.window.type(real.name());
        wizard.window.press("Go back to 2.2.0-full");
        wizard.window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(4));

        states.areTheSame();
        assertThat(real.api().version()).isEqualTo("2.2.0");
        assertThat(real.api().read()).isEqualTo(content);
        assertThat(real.files()).isEqualTo(files);
      }
    }
  }

  private static void upgrade(
      RealInstallation real, RealWizard wizard, String database, String editedFile)
      throws Exception {
    String content = real.api().read();
    Map<String, String> files = real.files();
    Map<String, String> containers = real.containers();
    try (ProcessListWatch processes =
        new ProcessListWatch(RealInstallation.PASSWORD, RealInstallation.APP_KEY)) {
      wizard.backUp(real);
      wizard.window.picture("it-" + real.name() + "-backup");
      wizard.upgradeFromBackup(real.name());

      assertThat(real.api().version()).isEqualTo("2.2.15");
      assertThat(real.api().read()).isEqualTo(content);
      files.compute(
          editedFile, (_, text) -> text.replace(":" + RealWizard.OLD, ":" + RealWizard.NEW));
      assertThat(real.files()).isEqualTo(files);
      Map<String, String> now = real.containers();
      assertThat(now.keySet()).isEqualTo(containers.keySet());
      assertThat(now.get(database)).isEqualTo(containers.get(database));
      assertThat(now.get("app")).isNotEqualTo(containers.get("app"));

      assertThat(processes.caught()).isEmpty();
      assertThat(wizard.everythingWritten())
          .contains("UPGRADED")
          .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
      assertThat(wizard.window.everythingSeen())
          .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
    }
  }
}
