package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Proof;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.SleepGuard;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationException;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.restore.RestoreRun;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunFrame;
import io.github.nocobasewizard.run.RunStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/// Backups and going back on the real engine, for projects of [DatabaseServers]. Their apps never
/// answer, and nobody waits long for them.
public final class RestoreRooms {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final DockerEngine docker = new DockerEngine(Machine.here(), RegistryLogins.none());
  private final DockerComposeCommand compose =
      new DockerComposeCommand(Machine.here(), docker::pointCommandHere);
  private final Path home;

  public RestoreRooms(Path home) {
    this.home = home;
  }

  public DockerEngine engine() {
    return docker;
  }

  /// As its files say now.
  public Installation installation(DatabaseServers project) throws InstallationException {
    return new InstallationFinder(docker, compose).load(project.folder());
  }

  public RestorePointStore store() {
    return new RestorePointStore(home.resolve("backups"), Clock.systemUTC());
  }

  public RestorePoint backUp(Installation installation) throws BackupException {
    return backUp(installation, store(), event -> {});
  }

  public RestorePoint backUp(
      Installation installation, RestorePointStore into, Consumer<RunEvent> listener)
      throws BackupException {
    return backup(docker, into).make(installation, null, context(listener));
  }

  /// With the present state kept first.
  ///
  /// @param engine stands between the program and the real engine
  public RestoreOutcome goBack(
      Installation installation,
      RestorePoint point,
      ContainerEngine engine,
      Consumer<RunEvent> listener) {
    StartWatch.Limits limits = new StartWatch.Limits(SHORT, SHORT, SHORT, SHORT, SHORT);
    AppStart start = new AppStart(engine, compose, new JdkWebClient(), limits);
    RunStore runs = new RunStore(home.resolve("runs"), Clock.systemUTC());
    return new RestoreRun(
            engine, start, backup(engine, store()), new RunFrame(runs, SleepGuard.none()))
        .execute(
            new RestorePlan(installation, point, new RestorePlan.Present.ToBeKept()),
            context(listener));
  }

  private static Backup backup(ContainerEngine engine, RestorePointStore into) {
    return new Backup(engine, into, new Proof(engine));
  }

  private static RunContext context(Consumer<RunEvent> listener) {
    return new RunContext(listener, Cancellation.none(), Clock.systemUTC());
  }
}
