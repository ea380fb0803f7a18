package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.testing.Before;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RestoreRooms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database's container dies in the middle, or does not let anybody in.
@NeedsDocker
class KilledDatabaseIT {
  private static final Server POSTGRES = Server.POSTGRES;
  private static final Server MARIADB = new Server("maria", "mariadb:11", Database.Kind.MARIADB);

  @TempDir Path home;

  private RestoreRooms rooms;

  @BeforeEach
  void open() {
    rooms = new RestoreRooms(home);
  }

  /// PostgreSQL is filled beside the present database: nothing has happened to that.
  @Test
  void neitherABackupNorARestoreThatIsCutOffDoesHarm() throws Exception {
    try (DatabaseServers project = DatabaseServers.start(home.resolve("fragile"), POSTGRES)) {
      project.sql(
          POSTGRES,
          "CREATE FUNCTION held_up(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
              + " IF current_setting('test.slow', true) = 'on' THEN PERFORM pg_sleep(60); END IF;"
              + " RETURN true; END $$;"
              + "CREATE TABLE records (id int PRIMARY KEY CHECK (held_up(id)), note text);"
              + " INSERT INTO records SELECT g, string_agg(md5(g * 1000 + n || ''), ' ')"
              + " FROM generate_series(1, 3000) g, generate_series(1, 60) n GROUP BY g");
      Installation installation = rooms.installation(project);
      RestorePoint point = rooms.backUp(installation);
      String before = project.data(POSTGRES);

      killedWhileDumping(project, installation);
      assertThat(rooms.store().list()).hasSize(1);
      assertThat(rooms.store().folder())
          .isDirectoryNotContaining(path -> !path.equals(point.folder()));

      RealInstallation.docker("start", project.container(POSTGRES));
      project.awaitReady(POSTGRES);
      project.sql(POSTGRES, "UPDATE records SET note = 'new' WHERE id = 1");
      String present = project.data(POSTGRES);
      withAnotherPassword(project, point);
      project.sql(POSTGRES, "ALTER ROLE nocobase SET test.slow = 'on'");
      killedWhileRestoring(project, installation, point);

      assertThat(project.sql(POSTGRES, "SELECT datname FROM pg_database")).doesNotContain("wizard");
      assertThat(RealInstallation.docker("exec", project.container(POSTGRES), "ls", "/tmp"))
          .doesNotContain("wizard");
      assertThat(project.data(POSTGRES).equals(present)).as("as it was").isTrue();
      assertThat(running(installation)).isTrue();
      project.sql(POSTGRES, "ALTER ROLE nocobase RESET test.slow");
      try (var connection =
          new DatabaseConnector(rooms.engine())
              .find(Deployment.of(rooms.engine(), installation), installation.database())
              .orElseThrow()) {
        connection.client().restore(dump(point), Cancellation.none());
      }
      assertThat(project.data(POSTGRES).equals(before)).as("restored at the next try").isTrue();
      assertThat(project.sql(POSTGRES, "SELECT datname FROM pg_database")).doesNotContain("wizard");
    }
  }

  private static void kill(DatabaseServers project, Server server) {
    try {
      RealInstallation.docker("kill", project.container(server));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void killedWhileDumping(DatabaseServers project, Installation installation) {
    AtomicBoolean killed = new AtomicBoolean();
    assertThatThrownBy(() ->
            rooms.backUp(
                installation,
                rooms.store(),
                event -> {
                  if (event instanceof RunEvent.PhaseProgress(var phase, var _, var _)
                      && phase == RunEvent.Phase.BACKUP_DATABASE
                      && !killed.getAndSet(true)) {
                    kill(project, POSTGRES);
                  }
                }))
        .asInstanceOf(type(BackupException.class))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DUMP_FAILED);
  }

  private void withAnotherPassword(DatabaseServers project, RestorePoint point) throws Exception {
    Path file = project.folder().resolve("docker-compose.yml");
    String right = Files.readString(file);
    Files.writeString(file, right.replaceAll("DB_PASSWORD: .*", "DB_PASSWORD: \"another\""));
    Installation installation = rooms.installation(project);
    assertThatThrownBy(() -> rooms.backUp(installation))
        .asInstanceOf(type(BackupException.class))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DATABASE_NOT_REACHABLE);

    isRefused(rooms.goBack(installation, point, rooms.engine(), event -> {}));

    assertThat(running(installation)).isTrue();
    assertThat(rooms.store().list()).hasSize(1);
    Files.writeString(file, right);
  }

  private static void isRefused(RestoreOutcome outcome) {
    assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code())
        .isEqualTo("backup.DATABASE_NOT_REACHABLE");
  }

  private boolean running(Installation installation) throws Exception {
    return Deployment.of(rooms.engine(), installation).apps().stream()
        .allMatch(ContainerEngine.Container::running);
  }

  private void killedWhileRestoring(
      DatabaseServers project, Installation installation, RestorePoint point) throws Exception {
    CompletableFuture<RestoreOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            outcome.complete(rooms.goBack(installation, point, rooms.engine(), event -> {}));
          } catch (Throwable e) {
            outcome.completeExceptionally(e);
          }
        });
    Eventually.await(
        "the records arrive",
        () ->
            outcome.isDone()
                || project
                    .sql(
                        POSTGRES,
                        "SELECT query FROM pg_stat_activity WHERE datname LIKE '%incoming'")
                    .contains("COPY"));
    kill(project, POSTGRES);
    isRefused(outcome.get());
  }

  /// MariaDB's database is emptied before it is filled: what was there is put back, once the server
  /// that has ended was started again.
  @Test
  void aRestoreThatIsCutOffWhenTheDatabaseIsEmptyIsTurnedRound() throws Exception {
    try (DatabaseServers project = DatabaseServers.start(home.resolve("emptied"), MARIADB)) {
      project.sql(MARIADB, "CREATE TABLE records (id int PRIMARY KEY, note text)");
      Installation installation = rooms.installation(project);
      RestorePoint point = rooms.backUp(installation);
      withAnotherPassword(project, point);
      project.sql(MARIADB, "INSERT INTO records VALUES (1, 'written since ☕')");
      String present = project.data(MARIADB);
      AtomicBoolean killed = new AtomicBoolean();
      AtomicBoolean emptied = new AtomicBoolean();
      ContainerEngine killing =
          Before.each(
              ContainerEngine.class,
              rooms.engine(),
              "exec",
              () -> {
                if (emptied.get() && !killed.get() && tables(project) == 0) {
                  killed.set(true);
                  kill(project, MARIADB);
                }
              });

      RestoreOutcome outcome =
          rooms.goBack(
              installation,
              point,
              killing,
              event -> {
                if (event instanceof RunEvent.PhaseStarted(var phase, var _)
                    && phase == RunEvent.Phase.RESTORE_DATABASE) {
                  emptied.set(true);
                }
              });

      assertThat(killed).isTrue();
      assertThat(outcome)
          .asInstanceOf(type(RestoreOutcome.PutBack.class))
          .extracting(back -> back.problem().code())
          .isEqualTo("backup.DATABASE_NOT_REACHABLE");
      assertThat(project.data(MARIADB).equals(present)).as("as it was").isTrue();
      assertThat(running(installation)).isTrue();
    }
  }

  private static int tables(DatabaseServers project) throws Exception {
    return Integer.parseInt(
        project
            .sql(
                MARIADB,
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'nocobase'")
            .strip());
  }

  private static Path dump(RestorePoint point) {
    return point.file(point.manifest().databases().getFirst().file());
  }
}
