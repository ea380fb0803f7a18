package io.github.nocobasewizard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.Manifest.DatabasePart;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.compose.DockerComposeCommand;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.restore.Losses.OfCollection;
import io.github.nocobasewizard.testing.DatabaseServers;
import io.github.nocobasewizard.testing.DatabaseServers.Server;
import io.github.nocobasewizard.testing.NeedsDocker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would be lost, counted on real servers of both families at once.
@NeedsDocker
class LossCountIT {
  private static final Server MARIADB = new Server("maria", "mariadb:11", Database.Kind.MARIADB);

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());

  @TempDir Path home;

  @Test
  void recordsAreCountedPerCollectionByItsTitle() throws Exception {
    List<Server> servers = List.of(Server.POSTGRES, MARIADB);
    try (DatabaseServers project =
        DatabaseServers.start(home.resolve("shelf"), servers.toArray(Server[]::new))) {
      for (Server server : servers) {
        project.sql(server, quoted(server, tables(server)));
      }
      Installation installation =
          new InstallationFinder(
                  engine, new DockerComposeCommand(Machine.here(), engine::pointCommandHere))
              .load(project.folder());
      RestorePoint point = pointOf(installation, Instant.now());
      LossCount count = new LossCount(engine);
      assertThat(count.of(installation, point, (done, total) -> {}, Cancellation.none()).none())
          .isTrue();

      for (Server server : servers) {
        project.sql(server, quoted(server, changes(server)));
      }
      Losses losses = count.of(installation, point, (done, total) -> {}, Cancellation.none());

      assertThat(losses.collections()).hasSize(3 * servers.size());
      assertThat(losses.collections())
          .filteredOn(each -> each.table().endsWith("orders"))
          .hasSize(servers.size())
          .allSatisfy(each ->
              assertThat(each)
                  .isEqualTo(new OfCollection(each.table(), "Orders “订单” 🙂", 2, 1, 1)));
      assertThat(losses.collections())
          .filteredOn(each -> each.table().endsWith("t_link"))
          .hasSize(servers.size())
          .allSatisfy(
              each -> assertThat(each).isEqualTo(new OfCollection(each.table(), "", 1, -1, 0)));
      assertThat(losses.collections())
          .filteredOn(each -> each.table().endsWith("users"))
          .extracting(OfCollection::title)
          .containsOnly("Users");
    }
  }

  /// Times in the past; in snake case on one server, as `DB_UNDERSCORED` makes them.
  private static String tables(Server server) {
    String time = server.postgres() ? "timestamptz" : "datetime(3)";
    return """
    CREATE TABLE "collections" ("name" varchar(99), "title" varchar(99));
    INSERT INTO "collections" VALUES ('orders', 'Orders “订单” 🙂'), ('users', '{{t("Users")}}');
    CREATE TABLE "orders" ("id" int primary key, "what" text, "%2$s" %1$s, "%3$s" %1$s);
    INSERT INTO "orders" VALUES
      (1, 'a', '2020-01-01 00:00:00', '2020-01-01 00:00:00'),
      (2, 'b', '2020-01-01 00:00:00', '2020-01-01 00:00:00'),
      (3, 'c', '2020-01-01 00:00:00', '2020-01-01 00:00:00');
    CREATE TABLE "users" ("id" int primary key, "createdAt" %1$s);
    INSERT INTO "users" VALUES (1, '2020-01-01 00:00:00');
    CREATE TABLE "t_link" ("one" int, "other" int);
    CREATE TABLE "jobs" ("id" int);
    """
        .formatted(time, created(server), updated(server));
  }

  private static String changes(Server server) {
    String now =
        server.postgres()
            ? "now() + interval '5 seconds'"
            : "timestampadd(SECOND, 5, utc_timestamp())";
    return """
    INSERT INTO "orders" VALUES (4, 'd', %1$s, %1$s), (5, 'e', %1$s, %1$s);
    UPDATE "orders" SET "what" = 'changed', "%2$s" = %1$s WHERE "id" = 1;
    DELETE FROM "orders" WHERE "id" = 2;
    DELETE FROM "users";
    INSERT INTO "t_link" VALUES (1, 2);
    INSERT INTO "jobs" VALUES (1), (2);
    """
        .formatted(now, updated(server));
  }

  private static String created(Server server) {
    return server.equals(MARIADB) ? "created_at" : "createdAt";
  }

  private static String updated(Server server) {
    return server.equals(MARIADB) ? "updated_at" : "updatedAt";
  }

  /// The collections' titles have quotes of their own, but no straight ones outside the template.
  private static String quoted(Server server, String sql) {
    return server.postgres()
        ? sql
        : sql.replace("t(\"Users\")", "t(~Users~)").replace('"', '`').replace('~', '"');
  }

  private RestorePoint pointOf(Installation installation, Instant moment) throws Exception {
    Deployment deployment = Deployment.of(engine, installation);
    List<DatabasePart> parts = new ArrayList<>();
    for (Database database : installation.databases()) {
      try (var connection =
          new DatabaseConnector(engine).find(deployment, database).orElseThrow()) {
        TableCounts counts = connection.client().count(Cancellation.none());
        parts.add(
            new DatabasePart(
                database.kind(),
                database.key(),
                "",
                "",
                database.name(),
                "database.dump",
                0,
                "",
                0,
                null,
                counts.rows(),
                counts.content(),
                Map.of(),
                Map.of()));
      }
    }
    return new RestorePoint(
        home,
        new Manifest(
            Manifest.FORMAT,
            "point",
            moment,
            moment,
            false,
            installation.name(),
            installation.folder().toString(),
            installation.key(),
            "2.2.0-full",
            null,
            List.of(),
            parts,
            List.of(),
            List.of(),
            List.of(),
            null));
  }
}
