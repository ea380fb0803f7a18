package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Services;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run whose journal has no end: what the window offers at its next start.
class InterruptedRunTest {
  private static final StartWatch.Limits QUICK =
      new StartWatch.Limits(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMinutes(2),
          Duration.ofMillis(300));

  @TempDir Path home;

  private Services sample(PracticeWorld world) {
    return Composition.services(
        new Composition.Outside(
            world.engine(),
            world.compose(),
            world.web(),
            world.registry(),
            home.resolve("data"),
            () -> home.resolve("backups"),
            QUICK,
            Clock.systemDefaultZone(),
            true));
  }

  /// As if the computer had gone off in this step.
  private static void interrupt(Services services, Installation installation, Phase step)
      throws Exception {
    RestorePoint point =
        services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
    try (Journal journal =
        services
            .runs()
            .begin(
                new RunStore.Beginning(
                    RunStore.Kind.UPGRADE,
                    installation.key(),
                    installation.name(),
                    installation.folder().toString(),
                    "2.2.0-full",
                    "2.2.15-full",
                    point.folder().toString()))) {
      journal.write(RunStore.STEP, Map.of("name", step.name()));
    }
  }

  @Test
  void anUpgradeThatWasCutOffWhileStartingIsFoundAndTheWayBackEndsIt() throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    Services services = sample(world);
    Installation installation = services.finder().find(List.of()).installations().getFirst();
    Map<String, Long> rows = world.rows();
    interrupt(services, installation, Phase.START);
    try (WizardDriver window = WizardDriver.open(services, () -> sample(world), home)) {
      window.awaitWords("is available", Duration.ofSeconds(60));
      window.press("Upgrade…");
      window.awaitWords("Fix the thing above to continue", Duration.ofSeconds(60));
      window.press("Look at it…");
      window.awaitWords("What should happen now?", Duration.ofSeconds(60));
      window.press("Go back to 2.2.0-full");
      window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(2));
    }
    assertThat(world.rows()).isEqualTo(rows);
    assertThat(services.runs().unfinished(installation.key())).isEmpty();
  }

  @Test
  void aDownloadThatWasCutOffHasChangedNothingAndStopsNobody() throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    Services services = sample(world);
    Installation installation = services.finder().find(List.of()).installations().getFirst();
    interrupt(services, installation, Phase.DOWNLOAD);
    try (WizardDriver window = WizardDriver.open(services, () -> sample(world), home)) {
      window.awaitWords("is available", Duration.ofSeconds(60));
      window.press("Upgrade…");
      window.awaitWords("Ready for an upgrade", Duration.ofSeconds(60));
    }
  }
}
