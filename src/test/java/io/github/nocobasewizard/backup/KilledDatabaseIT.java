package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database's container dies in the middle.
@NeedsDocker
class KilledDatabaseIT {
  private static final Server SERVER = Server.POSTGRES;

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());

  @TempDir Path home;

  @Test
  void neitherABackupNorARestoreThatIsCutOffDoesHarm() throws Exception {
    try (DatabaseServers project = DatabaseServers.start(home.resolve("fragile"), SERVER)) {
      project.sql(
          SERVER,
          "CREATE FUNCTION held_up(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
              + " IF current_setting('test.slow', true) = 'on' THEN PERFORM pg_sleep(60); END IF;"
              + " RETURN true; END $$;"
              + "CREATE TABLE records (id int PRIMARY KEY CHECK (held_up(id)), note text);"
              + " INSERT INTO records SELECT g, string_agg(md5(g * 1000 + n || ''), ' ')"
              + " FROM generate_series(1, 3000) g, generate_series(1, 60) n GROUP BY g");
      Installation installation =
          new InstallationFinder(
                  engine, new DockerComposeCommand(Machine.here(), engine::pointCommandHere))
              .load(project.folder());
      RestorePointStore store = new RestorePointStore(home.resolve("backups"), Clock.systemUTC());
      Backup backup = new Backup(engine, store, new Proof(engine));
      RestorePoint point = backup.make(installation, null, RunContext.unwatched());
      String before = project.data(SERVER);

      killedWhileDumping(project, backup, installation);
      assertThat(store.list()).hasSize(1);
      assertThat(store.folder()).isDirectoryNotContaining(path -> !path.equals(point.folder()));

      RealInstallation.docker("start", project.container(SERVER));
      project.awaitReady(SERVER);
      project.sql(SERVER, "UPDATE records SET note = 'new' WHERE id = 1");
      String present = project.data(SERVER);
      project.sql(SERVER, "ALTER ROLE nocobase SET test.slow = 'on'");
      killedWhileRestoring(project, installation, point);

      RealInstallation.docker("start", project.container(SERVER));
      project.awaitReady(SERVER);
      assertThat(project.data(SERVER).equals(present)).as("as it was").isTrue();
      project.sql(SERVER, "ALTER ROLE nocobase RESET test.slow");
      try (DatabaseConnection connection = connection(installation)) {
        connection.client().restore(dump(point), Cancellation.none());
      }
      assertThat(project.data(SERVER).equals(before)).as("restored at the second try").isTrue();
      assertThat(project.sql(SERVER, "SELECT datname FROM pg_database")).doesNotContain("wizard");
    }
  }

  private static void kill(DatabaseServers project) {
    try {
      RealInstallation.docker("kill", project.container(SERVER));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void killedWhileDumping(
      DatabaseServers project, Backup backup, Installation installation) {
    AtomicBoolean killed = new AtomicBoolean();
    RunContext context =
        new RunContext(
            event -> {
              if (event instanceof RunEvent.PhaseProgress(var phase, var fraction, var detail)
                  && phase == RunEvent.Phase.BACKUP_DATABASE
                  && !killed.getAndSet(true)) {
                kill(project);
              }
            },
            Cancellation.none(),
            Clock.systemUTC());

    assertThatThrownBy(() -> backup.make(installation, null, context))
        .asInstanceOf(type(BackupException.class))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DUMP_FAILED);
  }

  private void killedWhileRestoring(
      DatabaseServers project, Installation installation, RestorePoint point) throws Exception {
    try (DatabaseConnection connection = connection(installation)) {
      CompletableFuture<Exception> failure = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              connection.client().restore(dump(point), Cancellation.none());
              failure.complete(null);
            } catch (Exception e) {
              failure.complete(e);
            }
          });
      Eventually.await(
          "the records arrive",
          () -> project.sql(SERVER, "SELECT query FROM pg_stat_activity").contains("COPY"));
      kill(project);
      assertThat(failure.get()).isInstanceOf(EngineException.class);
    }
  }

  private static Path dump(RestorePoint point) {
    return point.file(point.manifest().databases().getFirst().file());
  }

  private DatabaseConnection connection(Installation installation) throws Exception {
    return new DatabaseConnector(engine)
        .find(Deployment.of(engine, installation), installation.database())
        .orElseThrow();
  }
}
