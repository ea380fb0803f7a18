package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.version.VersionFacts;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// The window on this computer's real engine, with its own home and a stand-in for Docker Hub's list
/// of versions (the images themselves come from wherever the engine gets them).
final class RealWizard implements AutoCloseable {
  static final String OLD = "2.2.0-full";
  static final String NEW = "2.2.15-full";

  final Path home;
  final FakeDockerHub hub;
  final Services services;
  final WizardDriver window;

  private RealWizard(Path home, FakeDockerHub hub, Services services, WizardDriver window) {
    this.home = home;
    this.hub = hub;
    this.services = services;
    this.window = window;
  }

  /// @param environment more variables, e.g. `DOCKER_HOST`
  static RealWizard open(Path home, Map<String, String> environment, String... tags)
      throws TimeoutException {
    return open(
        home,
        environment,
        Optional.empty(),
        VersionFacts.builtIn(),
        UnaryOperator.identity(),
        SOON_STEADY,
        tags);
  }

  /// @param mirror as if chosen in Settings
  /// @param facts what is known of particular versions, e.g. needed stops
  static RealWizard open(Path home, Optional<Mirror> mirror, VersionFacts facts, String... tags)
      throws TimeoutException {
    return open(home, Map.of(), mirror, facts, UnaryOperator.identity(), SOON_STEADY, tags);
  }

  private static RealWizard open(
      Path home,
      Map<String, String> environment,
      Optional<Mirror> mirror,
      VersionFacts facts,
      UnaryOperator<Composition.Outside> world,
      StartWatch.Limits limits,
      String... tags)
      throws TimeoutException {
    Machine here = Machine.here();
    Map<String, String> variables = new HashMap<>(here.environment());
    variables.putAll(environment);
    FakeDockerHub hub = FakeDockerHub.withNocoBase(tags);
    Services services =
        Composition.services(
            world.apply(
                Composition.thisComputer(
                    new Machine(here.os(), variables, here.home()),
                    Optional.of(hub.address()),
                    Duration.ofSeconds(25),
                    home.resolve("data"),
                    () -> home.resolve("backups"),
                    limits,
                    ProxySelector.getDefault(),
                    () -> mirror)),
            facts);
    return new RealWizard(
        home,
        hub,
        services,
        WizardDriver.open(
            services,
            () -> {
              throw new AssertionError("no practice here");
            },
            home));
  }

  /// Believes a healthy app sooner than the program does, where a test is about something else.
  static final StartWatch.Limits SOON_STEADY =
      new StartWatch.Limits(
          StartWatch.Limits.STANDARD.poll(),
          StartWatch.Limits.STANDARD.error(),
          StartWatch.Limits.STANDARD.otherVersion(),
          StartWatch.Limits.STANDARD.quiet(),
          Duration.ofSeconds(3));

  private static final String[] TAGS = {
    "2.1.18-full", OLD, "2.2.8-full", NEW, "2.2.15", "2.3.0-beta.1-full"
  };

  /// As the program is, with all its patience.
  static RealWizard open(Path home) throws TimeoutException {
    return open(
        home,
        Map.of(),
        Optional.empty(),
        VersionFacts.builtIn(),
        UnaryOperator.identity(),
        StartWatch.Limits.STANDARD,
        TAGS);
  }

  /// @param world stands between the program and this computer
  static RealWizard open(Path home, UnaryOperator<Composition.Outside> world)
      throws TimeoutException {
    return open(home, Map.of(), Optional.empty(), VersionFacts.builtIn(), world, SOON_STEADY, TAGS);
  }

  /// From the first page to a finished backup.
  void backUp(RealInstallation real) {
    choose(real);
    window.press("Continue");
    window.awaitWords("Shall we make a backup first?", Duration.ofSeconds(30));
    window.press("Back up now");
    window.awaitWords("Your backup is ready and tested", Duration.ofMinutes(3));
  }

  /// From a finished backup to a finished upgrade to [#NEW].
  ///
  /// @param name of the pictures that are taken on the way
  void upgradeFromBackup(String name) {
    window.press("Continue");
    window.awaitWords(NEW, Duration.ofSeconds(30));
    window.picture("it-" + name + "-version");
    window.press("Continue");
    window.awaitWords("Ready to upgrade", Duration.ofSeconds(30));
    window.picture("it-" + name + "-review");
    window.press("Upgrade now");
    window.awaitWords("NocoBase 2.2.15 is running", Duration.ofMinutes(6));
    window.picture("it-" + name + "-done");
  }

  /// To the checks of this installation, all passed.
  void choose(RealInstallation real) {
    // Another one may run on this computer.
    String others = "Choose one of the others…";
    window.awaitAnyWords(
        List.of("Choose another…", others, "Choose a folder…"), Duration.ofMinutes(1));
    window.desktop().folder = Optional.of(real.folder());
    if (window.canPress("Choose a folder…")) {
      window.press("Choose a folder…");
    } else {
      window.press(window.canPress(others) ? others : "Choose another…");
      window.press("Choose another folder…");
    }
    window.awaitWords("Ready for an upgrade", Duration.ofMinutes(1));
  }

  /// Everything this program has written on its own account, as one text: journals, logs, reports,
  /// settings, lists of versions, manifests. Not the backed-up data itself.
  String everythingWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean ours =
            file.startsWith(home.resolve("data"))
                || file.getFileName().toString().equals("manifest.json")
                || file.getParent().equals(home);
        if (ours) {
          all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
        }
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    window.close();
    hub.close();
  }
}
