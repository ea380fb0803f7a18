package io.github.nocobasewizard.app;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupRun;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.SleepGuard;
import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.Programs;
import io.github.nocobasewizard.engine.process.SystemSleep;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.RestoreRun;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import io.github.nocobasewizard.upgrade.UpgradeRecovery;
import io.github.nocobasewizard.upgrade.UpgradeRun;
import io.github.nocobasewizard.version.TagCatalogFile;
import io.github.nocobasewizard.version.UpgradePolicy;
import io.github.nocobasewizard.version.VersionFacts;
import io.github.nocobasewizard.version.VersionSource;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The composition root: joins the rooms, once for this computer and once for practice.
public final class Composition {
  private Composition() {}

  /// What differs between the two, and between the program and its tests.
  ///
  /// @param backupFolder asked anew each time: the user may choose another one
  /// @param keep how many restore points of an installation stay, see [Retention]
  /// @param sleep is held off while a run is at work
  public record Outside(
      ContainerEngine engine,
      ComposeTool compose,
      WebClient web,
      Registry registry,
      Path data,
      Supplier<Path> backupFolder,
      StartWatch.Limits limits,
      Clock clock,
      boolean practice,
      IntSupplier keep,
      SleepGuard sleep) {

    /// Keeps as many restore points as is usual, and lets the computer sleep.
    public Outside(
        ContainerEngine engine,
        ComposeTool compose,
        WebClient web,
        Registry registry,
        Path data,
        Supplier<Path> backupFolder,
        StartWatch.Limits limits,
        Clock clock,
        boolean practice) {
      this(
          engine,
          compose,
          web,
          registry,
          data,
          backupFolder,
          limits,
          clock,
          practice,
          () -> Retention.STANDARD,
          SleepGuard.none());
    }

    /// The same, with another number of restore points that stay; asked anew each time.
    Outside keeping(IntSupplier number) {
      return new Outside(
          engine,
          compose,
          web,
          registry,
          data,
          backupFolder,
          limits,
          clock,
          practice,
          number,
          sleep);
    }

    /// The same, with the computer kept awake during a run.
    Outside awake(SleepGuard guard) {
      return new Outside(
          engine, compose, web, registry, data, backupFolder, limits, clock, practice, keep, guard);
    }
  }

  public static Services services(Outside outside) {
    return services(outside, VersionFacts.builtIn());
  }

  /// @param facts what is known of particular versions
  static Services services(Outside outside, VersionFacts facts) {
    RunStore runs = new RunStore(outside.data().resolve("runs"), outside.clock());
    RunFrame frame = new RunFrame(runs, outside.sleep());
    Proof proof = new Proof(outside.engine());
    Supplier<RestorePointStore> store =
        () -> new RestorePointStore(outside.backupFolder().get(), outside.clock());
    Supplier<Backup> backup = () -> new Backup(outside.engine(), store.get(), proof);
    AppStart start =
        new AppStart(outside.engine(), outside.compose(), outside.web(), outside.limits());
    UpgradePlanner planner = new UpgradePlanner();
    UpgradePolicy policy = new UpgradePolicy(facts);
    return new Services(
        outside.engine(),
        outside.compose(),
        outside.web(),
        new InstallationFinder(outside.engine(), outside.compose()),
        new Readiness(
            outside.engine(),
            outside.compose(),
            outside.web(),
            outside.registry(),
            runs,
            planner,
            outside.backupFolder()),
        store,
        () -> new BackupRun(backup.get(), store.get(), runs, outside.keep()),
        new VersionSource(
            outside.registry(),
            new TagCatalogFile(outside.data().resolve("versions")),
            policy,
            outside.clock()),
        policy,
        planner,
        () -> new UpgradeRun(outside.engine(), outside.compose(), start, backup.get(), frame),
        () ->
            new UpgradeRecovery(
                outside.engine(),
                outside.compose(),
                start,
                planner,
                backup.get(),
                store.get(),
                frame),
        () -> new RestoreRun(outside.engine(), start, backup.get(), frame),
        runs,
        outside.clock(),
        outside.practice());
  }

  /// This computer's Docker, and the system's proxies.
  ///
  /// @param dockerHub another address for Docker Hub's list of versions; empty for Docker Hub's own
  public static Outside thisComputer(
      Machine machine,
      Optional<URI> dockerHub,
      Duration stallLimit,
      Path data,
      Supplier<Path> backupFolder,
      StartWatch.Limits limits) {
    return thisComputer(
        machine,
        dockerHub,
        stallLimit,
        data,
        backupFolder,
        limits,
        ProxySelector.getDefault(),
        Optional::empty);
  }

  /// The same, with other proxies, which do not count for what Docker itself downloads, and perhaps
  /// with a mirror, which does.
  static Outside thisComputer(
      Machine machine,
      Optional<URI> dockerHub,
      Duration stallLimit,
      Path data,
      Supplier<Path> backupFolder,
      StartWatch.Limits limits,
      ProxySelector proxies,
      Supplier<Optional<Mirror>> mirror) {
    RegistrySettings standard =
        RegistrySettings.standard(
                architecture(),
                machine.dockerConfig().resolve("config.json"),
                new Programs(machine).folders())
            .withProxies(proxies)
            .withMirror(mirror);
    RegistrySettings settings = dockerHub.map(standard::withDockerHub).orElse(standard);
    Registry registry = Registries.create(settings);
    DockerEngine engine = new DockerEngine(machine, settings.logins(), stallLimit, registry);
    return new Outside(
            engine,
            new DockerComposeCommand(machine, engine::pointCommandHere),
            new JdkWebClient(proxies),
            registry,
            data,
            backupFolder,
            limits,
            Clock.systemDefaultZone(),
            false)
        .awake(SystemSleep.of(machine));
  }

  /// Of this computer; Docker Desktop's images are of the same one.
  private static String architecture() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "aarch64", "arm64" -> "arm64";
      default -> "amd64";
    };
  }
}
