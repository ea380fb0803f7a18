package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Fault;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import io.github.nocobasewizard.version.NocoBaseVersion;
import io.github.nocobasewizard.version.VersionFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A version that cannot be reached at once: one run goes over the needed stop, and going back leads
/// to where it began. All of it comes from a mirror, while Docker Hub cannot be reached.
@NeedsDocker
class NeededStopIT {
  private static final String STOP = "2.2.8-full";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  private FaultyRegistry mirror;

  @BeforeEach
  void startMirror() throws Exception {
    mirror = FaultyRegistry.start();
  }

  @AfterEach
  void removeWhatItGave() throws Exception {
    mirror.close();
    String all =
        RealInstallation.docker("images", "--digests", "--format", "{{.Repository}}@{{.Digest}}");
    for (String name : all.lines().filter(it -> it.startsWith(mirror.address())).toList()) {
      RealInstallation.docker("image", "rm", name);
    }
    RealInstallation.docker("image", "rm", "--force", "nocobase/nocobase:" + STOP);
  }

  /// As if the versions before 2.2.8 could not be upgraded beyond it at once.
  private static VersionFacts facts() {
    VersionFacts known = VersionFacts.builtIn();
    return new VersionFacts(
        known.lastWithSqlite(),
        known.minimumServers(),
        List.of(
            new VersionFacts.Stop(NocoBaseVersion.parse("2.2.8"), NocoBaseVersion.parse("2.2.9"))),
        known.changes());
  }

  @Test
  void oneRunGoesOverTheStopAndGoingBackLeadsToTheBeginning() throws Exception {
    try (RealInstallation real = RealInstallation.start(home.resolve("shop-stop"), Shape.POSTGRES);
        RealWizard wizard =
            RealWizard.open(
                home.resolve("home"),
                Mirror.parse(mirror.address()),
                facts(),
                RealWizard.OLD,
                STOP,
                RealWizard.NEW)) {
      real.api().make(10);
      String content = real.api().read();
      Map<String, String> files = real.files();
      String database = real.containers().get("postgres");
      WizardDriver window = wizard.window;
      wizard.backUp(real);
      window.press("Continue");
      window.awaitWords(RealWizard.NEW, Duration.ofSeconds(30));
      window.picture("it-stop-version");
      window.press("Continue");
      window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
      assertThat(window.words()).contains("By way of " + STOP);
      window.picture("it-stop-review");
      wizard.hub.close();
      tellsThatTheMirrorLacksIt(real, window);
      window.press("Try again");
      window.awaitWords("Step 1 of 2", Duration.ofMinutes(2));
      window.awaitWords("Step 2 of 2", Duration.ofMinutes(3));
      window.picture("it-stop-running");
      window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(4));
      window.picture("it-stop-done");

      assertThat(real.api().version()).isEqualTo("2.2.15");
      assertThat(real.api().read()).isEqualTo(content);
      assertThat(real.files().get("docker-compose.yml"))
          .isEqualTo(files.get("docker-compose.yml").replace(RealWizard.OLD, RealWizard.NEW));
      runsWhatTheMirrorGave(real, wizard);
      assertThat(wizard.everythingWritten())
          .contains("Not compared with Docker Hub: " + mirror.address())
          .contains("\"target\":\"nocobase/nocobase:" + STOP)
          .doesNotContain(RealInstallation.PASSWORD, RealInstallation.APP_KEY);

      real.api().addRecord(99);
      window.press("Go back…");
      window.awaitWords("If you go back to", Duration.ofSeconds(60));
      window.picture("it-stop-restore");
      window.press("Go back…");
      window.awaitWords("to confirm", Duration.ofSeconds(30));
      window.type("shop-stop");
      window.press("Go back to " + RealWizard.OLD);
      window.awaitWords(RealWizard.OLD + " is running again", Duration.ofMinutes(5));

      assertThat(real.api().version()).isEqualTo("2.2.0");
      assertThat(real.api().read()).isEqualTo(content);
      assertThat(real.files()).isEqualTo(files);
      assertThat(real.containers().get("postgres")).isEqualTo(database);
    }
  }

  private void tellsThatTheMirrorLacksIt(RealInstallation real, WizardDriver window)
      throws Exception {
    Map<String, String> files = real.files();
    Map<String, String> containers = real.containers();
    mirror.fault(Fault.status(404).only("/manifests/"));
    window.press("Upgrade now");
    window.awaitWords("The mirror does not have this version", Duration.ofMinutes(2));
    window.picture("it-stop-mirror-lacks");
    assertThat(window.words())
        .contains(mirror.address() + "/nocobase/nocobase:" + STOP, "Nothing was changed");
    assertThat(real.files()).isEqualTo(files);
    assertThat(real.containers()).isEqualTo(containers);
    mirror.heal();
  }

  /// Under its usual name.
  private void runsWhatTheMirrorGave(RealInstallation real, RealWizard wizard) throws Exception {
    ContainerEngine engine = wizard.services.engine();
    String image = engine.container(real.containers().get("app")).image();
    assertThat(image).isEqualTo("nocobase/nocobase:" + RealWizard.NEW);
    assertThat(engine.image(image).orElseThrow().repoDigests())
        .anyMatch(digest -> digest.startsWith(mirror.address() + "/nocobase/nocobase@"));
    assertThat(mirror.requests())
        .contains(
            "GET /v2/nocobase/nocobase/manifests/" + STOP,
            "GET /v2/nocobase/nocobase/manifests/" + RealWizard.NEW);
  }
}
