package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import io.github.nocobasewizard.testing.ScratchImage;
import io.github.nocobasewizard.testing.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an upgrade by the wizard costs beside what an administrator would type: the download beside
/// `docker pull`, and the time in which visitors get no answer beside `docker compose up`. Prints its
/// figures.
@NeedsDocker
class UpgradeBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);

  /// Kept in memory: what the program has must do for it.
  private static final int MEGABYTES = Integer.getInteger("benchmark.megabytes", 200);

  @TempDir Path home;

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  @Test
  void downloadBesideDockerPull() throws Exception {
    DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());
    try (FaultyRegistry registry = FaultyRegistry.start()) {
      int layer = MEGABYTES / 4 * 1_000_000;
      registry.serve(
          "scratch/large",
          "1.0",
          ScratchImage.of(engine.info().architecture(), layer, layer, layer, layer));
      String image = registry.address() + "/scratch/large:1.0";
      Work typed = () -> RealInstallation.docker("pull", "--quiet", image);
      Work wizard =
          () -> engine.pull(ImageReference.parse(image), "", _ -> {}, Cancellation.none());
      List<Duration> byHand = new ArrayList<>();
      List<Duration> byWizard = new ArrayList<>();
      download(wizard, image);
      for (int round = 0; round < ROUNDS; round++) {
        byHand.add(download(typed, image));
        byWizard.add(download(wizard, image));
      }
      say("download of %d MB by hand %s, by the wizard %s", MEGABYTES, byHand, byWizard);
      say("medians: %.2f of it", median(byWizard).toMillis() / (double) median(byHand).toMillis());
    }
  }

  /// How long it takes where the engine has nothing of the image.
  private static Duration download(Work work, String image) throws Exception {
    long begun = System.nanoTime();
    work.run();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    RealInstallation.docker("rmi", "--force", image);
    return took;
  }

  @Test
  void pauseBesideComposeUp() throws Exception {
    List<Duration> byHand = new ArrayList<>();
    List<Duration> byWizard = new ArrayList<>();
    RealInstallation.docker("pull", "--quiet", "nocobase/nocobase:" + RealWizard.NEW);
    for (int round = 0; round < ROUNDS; round++) {
      byHand.add(pause("hand" + round, real -> upgradeByHand(real)));
      byWizard.add(pause("wizard" + round, real -> upgradeByWizard(real)));
    }
    say("without an answer: by hand %s, by the wizard %s", byHand, byWizard);
    say("medians: %d ms more", median(byWizard).minus(median(byHand)).toMillis());
  }

  @FunctionalInterface
  private interface Upgrade {
    void of(RealInstallation real) throws Exception;
  }

  private Duration pause(String name, Upgrade upgrade) throws Exception {
    try (RealInstallation real = RealInstallation.start(home.resolve(name), Shape.POSTGRES)) {
      real.api().make(30);
      try (Visitor visitor = Visitor.of(real.address())) {
        upgrade.of(real);
        return visitor.longestWait();
      }
    }
  }

  private static void upgradeByHand(RealInstallation real) throws Exception {
    String text = Files.readString(real.composeFile());
    Files.writeString(real.composeFile(), text.replace(RealWizard.OLD, RealWizard.NEW));
    real.compose("up", "--detach");
    real.awaitHealthy(Duration.ofMinutes(5));
  }

  private void upgradeByWizard(RealInstallation real) throws Exception {
    try (RealWizard wizard = RealWizard.open(home.resolve("home-" + real.name()))) {
      wizard.backUp(real);
      wizard.window.press("Continue");
      wizard.window.awaitWords(RealWizard.NEW, Duration.ofSeconds(30));
      wizard.window.press("Continue");
      wizard.window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
      wizard.window.press("Upgrade now");
      wizard.window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(6));
    }
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
