package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.practice.Fault;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
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
    return sample(world, world.compose());
  }

  private Services sample(PracticeWorld world, ComposeTool compose) {
    return Composition.services(
        new Composition.Outside(
            world.engine(),
            compose,
            world.web(),
            world.registry(),
            home.resolve("data"),
            () -> home.resolve("backups"),
            QUICK,
            Clock.systemDefaultZone(),
            true));
  }

  /// Nothing in the program catches it.
  private static final class ComputerGoesOff extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// An upgrade to 2.2.15 that ends with the computer, as soon as this is told.
  private static void interrupt(
      Services services, Installation installation, Predicate<RunEvent> then) throws Exception {
    RestorePoint point =
        services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
    UpgradePlan plan =
        services
            .planner()
            .plan(installation, List.of(installation.image().withTag("2.2.15-full")), point, true);
    RunContext context =
        new RunContext(
            event -> {
              if (then.test(event)) {
                throw new ComputerGoesOff();
              }
            },
            Cancellation.none(),
            Clock.systemUTC());
    assertThrows(ComputerGoesOff.class, () -> services.upgrade().get().execute(plan, context));
  }

  private static Predicate<RunEvent> begins(Phase phase) {
    return event -> event instanceof RunEvent.PhaseStarted(Phase begun, var _) && begun == phase;
  }

  private static boolean updatesItsData(RunEvent event) {
    return event
            instanceof
            RunEvent.PhaseProgress(
                var _,
                double _,
                RunEvent.AppState(RunEvent.AppPhase state, var _))
        && state == RunEvent.AppPhase.WORKING;
  }

  @FunctionalInterface
  private interface Ending {
    void choose(WizardDriver window);
  }

  private PracticeWorld end(Predicate<RunEvent> interruption, Ending ending) throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    Services services = sample(world);
    Installation installation = services.finder().find(List.of()).installations().getFirst();
    interrupt(services, installation, interruption);
    try (WizardDriver window = WizardDriver.open(services, () -> sample(world), home)) {
      window.awaitWords("An upgrade was interrupted", Duration.ofSeconds(60));
      window.press("Look at it…");
      window.awaitWords("to fix", Duration.ofSeconds(60));
      window.press("Look at it…");
      window.awaitWords("What should happen now?", Duration.ofSeconds(60));
      ending.choose(window);
    }
    assertThat(services.runs().unfinished(installation.key())).isEmpty();
    return world;
  }

  @Test
  void anUpgradeThatWasCutOffWhileUpdatingTheDataGoesBack() throws Exception {
    PracticeWorld world =
        end(
            InterruptedRunTest::updatesItsData,
            window -> {
              assertThat(window.words()).contains("Your data is safe.", "Finish the upgrade to");
              window.picture("practice-unfinished-after");
              window.press("Go back to version 2.2.0-full");
              window.press("Go back to 2.2.0-full");
              window.awaitWords("2.2.0-full is running again", Duration.ofMinutes(2));
            });
    assertThat(world.recordedVersion()).contains("2.2.0");
  }

  @Test
  void anUpgradeThatWasCutOffWhileUpdatingTheDataIsFinished() throws Exception {
    PracticeWorld world =
        end(
            InterruptedRunTest::updatesItsData,
            window -> {
              window.press("Finish the upgrade to 2.2.15-full");
              window.press("Finish the upgrade");
              window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(2));
            });
    assertThat(world.recordedVersion()).contains("2.2.15");
  }

  @Test
  void anUpgradeThatWasCutOffBeforeTheNewVersionStartedIsFinishedAsRecommended() throws Exception {
    PracticeWorld world =
        end(
            begins(Phase.START),
            window -> {
              assertThat(window.words()).contains("Your data is untouched");
              window.picture("practice-unfinished-before");
              window.press("Finish the upgrade");
              window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(2));
            });
    assertThat(world.recordedVersion()).contains("2.2.15");
  }

  @Test
  void anUpgradeThatWasCutOffBeforeTheNewVersionStartedIsTakenBack() throws Exception {
    PracticeWorld world =
        end(
            begins(Phase.WRITE_VERSION),
            window -> {
              window.press("Go back to version 2.2.0-full");
              window.press("Go back to 2.2.0-full");
              window.awaitWords("The version before is running again", Duration.ofMinutes(2));
            });
    assertThat(world.recordedVersion()).contains("2.2.0");
  }

  /// Docker goes away when the new version is about to be started, for the first time.
  private static ComposeTool withoutEngineAtTheStart(PracticeWorld world) {
    AtomicBoolean went = new AtomicBoolean();
    return (ComposeTool)
        Proxy.newProxyInstance(
            ComposeTool.class.getClassLoader(),
            new Class<?>[] {ComposeTool.class},
            (_, method, arguments) -> {
              if (method.getName().equals("up") && went.compareAndSet(false, true)) {
                world.set(Fault.ENGINE_NOT_RUNNING);
              }
              try {
                return method.invoke(world.compose(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aRunFromWhichDockerGoesIsInterruptedAndIsFinishedInTheSameWindow() throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    Services services = sample(world, withoutEngineAtTheStart(world));
    try (WizardDriver window = WizardDriver.open(services, () -> sample(world), home)) {
      window.awaitWords("is available", Duration.ofSeconds(60));
      window.press("Upgrade…");
      window.awaitWords("Ready for an upgrade", Duration.ofSeconds(60));
      window.press("Continue");
      window.press("Back up now");
      window.awaitWords("Your backup is ready and tested", Duration.ofSeconds(60));
      window.press("Continue");
      window.awaitWords("Recommended", Duration.ofSeconds(60));
      window.press("Continue");
      window.press("Upgrade now");
      window.awaitWords("Docker Desktop is not running", Duration.ofMinutes(1));
      assertThat(window.words()).contains("An upgrade was interrupted");
      window.picture("practice-unfinished-docker-away");
      world.clear(Fault.ENGINE_NOT_RUNNING);
      window.press("Try again");
      window.awaitWords("Your data is untouched", Duration.ofSeconds(60));
      window.press("Finish the upgrade");
      window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(2));
    }
    assertThat(world.recordedVersion()).contains("2.2.15");
  }

  @Test
  void aDownloadThatWasCutOffHasChangedNothingAndStopsNobody() throws Exception {
    PracticeWorld world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(30));
    Services services = sample(world);
    Installation installation = services.finder().find(List.of()).installations().getFirst();
    interrupt(services, installation, begins(Phase.DOWNLOAD));
    try (WizardDriver window = WizardDriver.open(services, () -> sample(world), home)) {
      window.awaitWords("is available", Duration.ofSeconds(60));
      window.press("Upgrade…");
      window.awaitWords("Ready for an upgrade", Duration.ofSeconds(60));
    }
  }
}
