package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Fault;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can go wrong with a download: nothing of the installation is touched, the window
/// says what it was and what to do, and trying again works once the cause is gone.
///
/// The last test upgrades for good, so the order is fixed.
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InterruptedDownloadIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  private FaultyRegistry registry;
  private RealInstallation real;
  private String repository;

  @BeforeAll
  void start() throws Exception {
    registry = FaultyRegistry.start();
    repository = registry.address() + "/nocobase/nocobase";
    String image = repository + ":" + RealWizard.OLD;
    RealInstallation.docker("pull", "--quiet", "nocobase/nocobase:" + RealWizard.OLD);
    RealInstallation.docker("tag", "nocobase/nocobase:" + RealWizard.OLD, image);
    // Whatever another test, or somebody by hand, has downloaded must be downloaded again here.
    for (String depth : new String[] {"*", "*/*", "*/*/*"}) {
      String names = "reference=" + depth + ":" + RealWizard.NEW;
      RealInstallation.docker("images", "--quiet", "--filter", names)
          .lines()
          .distinct()
          .forEach(InterruptedDownloadIT::removeImage);
    }
    real = RealInstallation.start(home.resolve("shop-faults"), Shape.POSTGRES.withImage(image));
    real.api().make(10);
  }

  /// @param image name; or id, for all its names
  private static void removeImage(String image) {
    try {
      RealInstallation.docker("image", "rm", "--force", image);
    } catch (IOException e) {
      // It was not there.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  void end() throws Exception {
    if (real != null) {
      real.close();
    }
    if (registry != null) {
      removeImage(repository + ":" + RealWizard.OLD);
      removeImage(repository + ":" + RealWizard.NEW);
      registry.close();
    }
  }

  private void untouched(Runnable during) throws Exception {
    Map<String, String> files = real.files();
    Map<String, String> containers = real.containers();
    during.run();
    assertThat(real.files()).isEqualTo(files);
    assertThat(real.containers()).isEqualTo(containers);
    assertThat(real.api().version()).isEqualTo("2.2.0");
  }

  private static void isTold(RealWizard wizard, String name, String words) {
    wizard.window.awaitWords(words, Duration.ofMinutes(2));
    wizard.window.picture("it-download-" + name);
    assertThat(wizard.window.words()).contains("Nothing was changed");
  }

  /// From the first page to the press of "Upgrade now"; the fault begins just before it.
  private void upgradeWith(RealWizard wizard, Fault fault) {
    wizard.backUp(real);
    wizard.window.press("Continue");
    wizard.window.press("Type a version…");
    wizard.window.type("2.2.15");
    wizard.window.press(javafx.scene.input.KeyCode.ENTER);
    wizard.window.awaitWords("2.2.15-full", Duration.ofSeconds(30));
    wizard.window.press("Continue");
    wizard.window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
    registry.fault(fault);
    wizard.window.press("Upgrade now");
  }

  @Test
  @Order(1)
  void aVersionThatDoesNotExistIsSaidBeforeAnythingBegins() throws Exception {
    try (RealWizard wizard = RealWizard.open(home.resolve("home-typed"))) {
      untouched(() -> {
        wizard.backUp(real);
        wizard.window.press("Continue");
        wizard.window.press("Type a version…");
        wizard.window.type("2.2.77");
        wizard.window.press(javafx.scene.input.KeyCode.ENTER);
        wizard.window.awaitWords("2.2.77", Duration.ofSeconds(30));
        wizard.window.picture("it-download-not-there");
      });
    }
  }

  /// One window, one trouble after the other, each met by trying again.
  @Test
  @Order(2)
  void aLimitAnErrorASilentRegistryAndAVersionThatVanished() throws Exception {
    try (RealWizard wizard = RealWizard.open(home.resolve("home-refused"))) {
      untouched(() -> {
        upgradeWith(wizard, Fault.status(429).only("/manifests/"));
        isTold(wizard, "limit", "The limit of downloads is reached");
        registry.fault(Fault.status(500).only("/manifests/"));
        wizard.window.press("Try again");
        isTold(wizard, "error", "The download server has a problem");
        registry.fault(Fault.hanging());
        wizard.window.press("Try again");
        isTold(wizard, "hanging", "The download server cannot be reached");
        registry.fault(Fault.status(404).only("/manifests/"));
        wizard.window.press("Try again");
        isTold(wizard, "vanished", "This version cannot be found");
      });
    } finally {
      registry.heal();
    }
  }

  @Test
  @Order(3)
  void anEngineThatGoesAwayDuringTheDownloadAndARetryThatWorks() throws Exception {
    try (EngineProxy engine = new EngineProxy("unix:///var/run/docker.sock");
        RealWizard wizard =
            RealWizard.open(home.resolve("home-engine"), Map.of("DOCKER_HOST", engine.address()))) {
      untouched(() -> {
        upgradeWith(wizard, Fault.slow(500));
        wizard.window.awaitWords(" MB of ", Duration.ofMinutes(1));
        wizard.window.picture("it-download-running");
        cut(engine);
        wizard.window.awaitWords("Nothing was changed", Duration.ofMinutes(2));
        wizard.window.picture("it-download-engine-gone");
      });
      String content = real.api().read();
      registry.heal();
      engine.restore();
      wizard.window.press("Try again");
      wizard.window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(6));
      assertThat(real.api().read()).isEqualTo(content);
      assertThat(real.api().version()).isEqualTo("2.2.15");
    }
  }

  private static void cut(EngineProxy engine) {
    try {
      engine.cut();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
