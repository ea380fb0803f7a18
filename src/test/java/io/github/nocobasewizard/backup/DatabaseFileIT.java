package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps that admins make by hand, made by the real programs, become restore points.
@NeedsDocker
class DatabaseFileIT {
  private static final Server MARIADB = new Server("maria", "mariadb:11", Database.Kind.MARIADB);

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());

  @TempDir Path home;

  private static final String TABLES =
      """
      CREATE TABLE "applicationVersion" ("id" int primary key, "value" varchar(99));
      INSERT INTO "applicationVersion" VALUES (1, '2.2.0');
      CREATE TABLE "applicationPlugins" ("id" int primary key, "version" varchar(99));
      INSERT INTO "applicationPlugins" VALUES (1, '2.2.0');
      CREATE TABLE "orders" ("id" int primary key, "what" varchar(99));
      INSERT INTO "orders" VALUES (1, 'Grüße 订单 🙂'), (2, 'tab\tand quote '' and \\\\ back');
      """;

  private RestorePoint taken(DatabaseServers project, Path dump) throws Exception {
    Installation installation =
        new InstallationFinder(
                engine, new DockerComposeCommand(Machine.here(), engine::pointCommandHere))
            .load(project.folder());
    return new DatabaseFileImport(
            engine,
            new RestorePointStore(home.resolve("backups"), Clock.systemUTC()),
            new Proof(engine),
            new Adoption(new UpgradePlanner()::changes))
        .take(DatabaseFile.recognise(dump), installation, Optional.empty(), RunContext.unwatched());
  }

  private static void isWhole(RestorePoint point) {
    assertThat(point.manifest().proven()).isPresent();
    assertThat(point.manifest().appVersion()).isEqualTo("2.2.0");
    assertThat(point.manifest().counts().rows()).containsEntry("orders", 2L);
  }

  private Path out(DatabaseServers project, Server server, String name, String... command)
      throws Exception {
    List<String> arguments = new java.util.ArrayList<>(List.of("exec", project.container(server)));
    arguments.addAll(List.of(command));
    RealInstallation.docker(arguments.toArray(String[]::new));
    Path file = home.resolve(name);
    RealInstallation.docker("cp", project.container(server) + ":/tmp/" + name, file.toString());
    return file;
  }

  private Path pgDump(DatabaseServers project, String name, String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("pg_dump", "-U", "nocobase"));
    command.addAll(List.of(options));
    command.addAll(List.of("-f", "/tmp/" + name, "nocobase"));
    return out(project, Server.POSTGRES, name, command.toArray(String[]::new));
  }

  @Test
  void dumpsOfPostgresWithRolesThatAreNotHere() throws Exception {
    try (DatabaseServers project =
        DatabaseServers.start(home.resolve("pgshelf"), Server.POSTGRES)) {
      project.sql(
          Server.POSTGRES,
          TABLES
              + "CREATE ROLE \"shop owner\"; CREATE ROLE reader;"
              + "ALTER TABLE orders OWNER TO \"shop owner\"; GRANT SELECT ON orders TO reader;");
      isWhole(taken(project, pgDump(project, "plain.sql")));
      isWhole(taken(project, pgDump(project, "directory", "-Fd")));
      Path other =
          Files.writeString(
              home.resolve("other.sql"),
              "-- PostgreSQL database dump\nCREATE TABLE x (id int);\n"
                  + "-- PostgreSQL database dump complete\n");
      assertThatThrownBy(() -> taken(project, other))
          .isInstanceOfSatisfying(
              ImportException.class,
              e -> assertThat(e.reason()).isEqualTo(ImportException.Reason.NOT_NOCOBASE));
    }
  }

  @Test
  void aPackedDumpOfMariaDb() throws Exception {
    try (DatabaseServers project = DatabaseServers.start(home.resolve("mashelf"), MARIADB)) {
      project.sql(MARIADB, TABLES.replace('"', '`'));
      isWhole(
          taken(
              project,
              out(
                  project,
                  MARIADB,
                  "m.sql.gz",
                  "sh",
                  "-c",
                  "MYSQL_PWD=\"$MYSQL_ROOT_PASSWORD\" mariadb-dump -uroot nocobase"
                      + " | gzip > /tmp/m.sql.gz")));
    }
  }
}
