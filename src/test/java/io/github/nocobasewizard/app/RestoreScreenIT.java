package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Going back by the Restore page, through the real window, with a real NocoBase and its database.
@NeedsDocker
class RestoreScreenIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  @Test
  void aNewerVersionThatIsInUseIsLeftForTheOldOneToTheLetterAndKeptForComingBack()
      throws Exception {
    Shape shape = Shape.POSTGRES.withDatabase("mariadb").withService("nocobase-web");
    try (RealInstallation real = RealInstallation.start(home.resolve("shop-mariadb"), shape)) {
      real.api().make(5);
      BeforeStarts states = new BeforeStarts(real);
      Map<String, String> files = real.files();
      Map<String, String> containers = real.containers();
      try (RealWizard wizard = RealWizard.open(home.resolve("home"), states::around)) {
        wizard.backUp(real);
        real.api().addRecord(6);
        String content = real.api().read();
        wizard.upgradeFromBackup("shop-mariadb");

        assertThat(real.api().version()).isEqualTo("2.2.15");
        assertThat(real.api().read()).isEqualTo(content);
        assertThat(real.containers().get("mariadb")).isEqualTo(containers.get("mariadb"));
        assertThat(real.containers().get("nocobase-web"))
            .isNotEqualTo(containers.get("nocobase-web"));
        real.api().addRecord(101);
        real.api().addRecord(102);

        WizardDriver window = wizard.window;
        window.press("Finish");
        window.press("Restore");
        window.awaitWords("2 records in 1 collection", Duration.ofMinutes(1));
        window.press("Show");
        window.awaitWords("Wizard orders", Duration.ofSeconds(10));
        window.picture("it-restore-lost");
        window.press("Go back…");
        window.awaitWords("2 records in 1 collection. It stays", Duration.ofSeconds(10));
        assertThat(window.canPress("Go back to 2.2.0-full")).isFalse();
        window.type(real.name());
        window.press("Go back to 2.2.0-full");
        window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(4));
        window.picture("it-restore-went-back");

        states.areTheSame();
        assertThat(real.api().version()).isEqualTo("2.2.0");
        assertThat(real.api().read()).isEqualTo(content);
        assertThat(real.files()).isEqualTo(files);
        List<RestorePoint> points = wizard.services.backups().get().list();
        assertThat(points).hasSize(2);
        assertThat(points)
            .extracting(point -> point.manifest().counts().rows().get("wizard_orders"))
            .containsExactly(8L, 6L);

        window.press("Finish");
        window.press("Restore");
        window.awaitWords("Before going back", Duration.ofSeconds(30));
        // Seen from the state that was kept, going back has only deleted.
        window.awaitWords("only deletions", Duration.ofMinutes(1));
        window.press("History");
        window.awaitWords("Went back to 2.2.0-full", Duration.ofSeconds(30));
        assertThat(window.everythingSeen())
            .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
        assertThat(wizard.everythingWritten())
            .contains("UPGRADED", "WENT_BACK")
            .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);
      }
    }
  }
}
