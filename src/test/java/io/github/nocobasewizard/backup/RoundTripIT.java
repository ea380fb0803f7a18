package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.NastyContent;
import io.github.nocobasewizard.testing.NeedsDocker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nasty content goes into a restore point and comes back as it was, on every kind of database, all
/// of them in one project.
@NeedsDocker
class RoundTripIT {
  private static final List<Server> SERVERS =
      List.of(
          Server.POSTGRES,
          new Server("pg17", "postgres:17", Database.Kind.POSTGRES),
          new Server("maria", "mariadb:11", Database.Kind.MARIADB),
          new Server("my", "mysql:9", Database.Kind.MYSQL));

  /// What the app notes of an app beside it, and of a database that is not its own.
  private static final String SUB_APPLICATION =
      """
      CREATE TABLE applications (name text);
      INSERT INTO applications VALUES ('branch'), ('gone');
      CREATE TABLE "dataSources" (key text);
      INSERT INTO "dataSources" VALUES ('main'), ('warehouse');
      CREATE DATABASE branch;
      \\c branch
      CREATE TABLE orders AS SELECT g AS id, 'order ' || g AS note FROM generate_series(1, 100) g;
      """;

  private static final String BRANCH = "\\c branch\nSELECT * FROM orders ORDER BY id";

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());

  @TempDir Path home;

  @Test
  void everythingComesBackAsItWas() throws Exception {
    try (DatabaseServers project =
        DatabaseServers.start(home.resolve("shelf"), SERVERS.toArray(Server[]::new))) {
      for (Server server : SERVERS) {
        project.sql(server, NastyContent.sql(server.kind()));
      }
      project.sql(Server.POSTGRES, SUB_APPLICATION);
      Map<Server, String> before = looks(project);
      String branch = project.sql(Server.POSTGRES, BRANCH);
      Installation installation =
          new InstallationFinder(
                  engine, new DockerComposeCommand(Machine.here(), engine::pointCommandHere))
              .load(project.folder());
      Backup backup =
          new Backup(
              engine,
              new RestorePointStore(home.resolve("backups"), Clock.systemUTC()),
              new Proof(engine));

      RestorePoint point = backup.make(installation, null, RunContext.unwatched());

      Manifest.Proof proof = point.manifest().proven().orElseThrow();
      assertThat(point.manifest().databases()).hasSize(SERVERS.size() + 1);
      assertThat(point.manifest().notIncluded()).containsExactly("warehouse");
      assertThat(proof.alike()).isEqualTo(proof.tables());
      assertThat(proof.sequences()).isGreaterThanOrEqualTo(SERVERS.size());
      assertThat(looks(project)).isEqualTo(before);
      assertThat(new HelperContainers(engine).find())
          .filteredOn(helper ->
              helper.label(HelperContainer.OWNER).equals(Optional.of(HelperContainers.owner())))
          .noneMatch(helper -> helper.labels().get(HelperContainer.LABEL).equals("proof"));

      for (Server server : SERVERS) {
        project.sql(
            server, "DROP TABLE \"strange\"\"name; --\" CASCADE;".replace("\"", quote(server)));
        project.sql(server, "CREATE TABLE intruder (id int primary key)");
      }
      project.sql(Server.POSTGRES, "\\c branch\nUPDATE orders SET note = 'spoilt'");
      restore(installation, point);

      Map<Server, String> after = looks(project);
      for (Server server : SERVERS) {
        assertThat(after.get(server)).as(server.image()).isEqualTo(before.get(server));
      }
      assertThat(project.sql(Server.POSTGRES, BRANCH)).isEqualTo(branch);
    }
  }

  private static String quote(Server server) {
    return server.postgres() ? "\"" : "`";
  }

  private static Map<Server, String> looks(DatabaseServers project) throws Exception {
    Map<Server, String> looks = new LinkedHashMap<>();
    for (Server server : SERVERS) {
      looks.put(server, project.client(server).everything());
    }
    return looks;
  }

  private void restore(Installation installation, RestorePoint point) throws Exception {
    Deployment deployment = Deployment.of(engine, installation);
    for (Manifest.DatabasePart part : point.manifest().databases()) {
      Database database = point.manifest().databaseOf(part, installation).orElseThrow();
      try (var connection =
          new DatabaseConnector(engine).find(deployment, database).orElseThrow()) {
        connection.client().checkDump(point.file(part.file()), Cancellation.none());
        connection.client().restore(point.file(part.file()), Cancellation.none());
      }
    }
  }
}
