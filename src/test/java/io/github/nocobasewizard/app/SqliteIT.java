package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.database.DatabaseConnection;
import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.LossCount;
import io.github.nocobasewizard.restore.Losses;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.Before;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// An old NocoBase whose database is a file: the whole way there and back.
@NeedsDocker
class SqliteIT {
  private static final List<String> CONTENT =
      List.of(
          "INSERT INTO collections VALUES ('orders', 'Orders')",
          "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT, big INTEGER,"
              + " price REAL, photo BLOB, \"odd \"\"name\" TEXT, \"createdAt\" DATETIME,"
              + " \"updatedAt\" DATETIME)",
          "INSERT INTO orders (note, big, price, photo, \"odd \"\"name\", \"createdAt\") VALUES"
              + " ('Größe 订 🙂', 9223372036854775807, 0.1, x'00ff', '', '1969-07-20 20:17:40.000"
              + " +00:00'), (NULL, -9007199254740993, 1e300, NULL, 'line' || char(10) || 'break',"
              + " NULL)",
          "CREATE VIEW dear AS SELECT * FROM orders WHERE price > 1",
          "CREATE INDEX by_note ON orders (note)");

  private final AtomicBoolean kills = new AtomicBoolean();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  private Services services;

  @Test
  void isUpgradedAndGoesBackToTheLastWrite() throws Exception {
    try (SqliteProject project = SqliteProject.start(home.resolve("shop-in-a-file"))) {
      services = services(project);
      Eventually.await("the app answers", project::answers);
      for (String statement : CONTENT) {
        project.sql(statement);
      }
      Installation installation = services.finder().load(project.folder());
      isReady(installation);

      RestorePoint point =
          services.backup().get().make(installation, SqliteProject.OLD, RunContext.unwatched());
      assertThat(point.manifest().proven().orElseThrow().alike())
          .isEqualTo(point.manifest().proven().orElseThrow().tables());
      project.sql("INSERT INTO orders (note) VALUES ('between backup and upgrade')");
      List<String> lastContent = project.everything();

      upgrade(installation, point);
      assertThat(project.sql("SELECT note FROM orders WHERE id = 3"))
          .containsExactly("between backup and upgrade");
      RestorePoint sealed = services.backups().get().of(installation.key()).getFirst();
      project.sql(
          "INSERT INTO orders (note, \"createdAt\") VALUES ('since', '2999-01-01 00:00:00.000"
              + " +00:00')");
      Installation upgraded = services.finder().load(project.folder());
      Losses losses =
          new LossCount(services.engine())
              .of(upgraded, sealed, (done, total) -> {}, Cancellation.none());
      assertThat(losses.collections())
          .extracting(Losses.OfCollection::title, Losses.OfCollection::added)
          .contains(tuple("Orders", 1L));

      failsWithoutHarm(project, upgraded, sealed);

      assertThat(goBack(upgraded, sealed)).isInstanceOf(RestoreOutcome.WentBack.class);
      assertThat(project.everything()).isEqualTo(lastContent);
      assertThat(project.database().getParent().toFile().list())
          .containsExactly(project.database().getFileName().toString());
      assertThat(leftHelpers()).isEmpty();
    }
  }

  private void isReady(Installation installation) {
    Readiness.Report report =
        services.readiness().check(installation, finding -> {}, Cancellation.none());
    assertThat(report.findings())
        .filteredOn(finding -> finding.check() == Finding.Check.DATABASE)
        .extracting(Finding::variant)
        .containsExactly("ok");
    assertThat(report.facts().records()).isEqualTo(3);
  }

  private void upgrade(Installation installation, RestorePoint point) throws Exception {
    UpgradeOutcome outcome =
        services
            .upgrade()
            .get()
            .execute(
                services
                    .planner()
                    .plan(
                        installation,
                        List.of(installation.image().withTag(SqliteProject.NEW)),
                        point,
                        false),
                RunContext.unwatched());
    assertThat(outcome)
        .asInstanceOf(type(UpgradeOutcome.Upgraded.class))
        .extracting(UpgradeOutcome.Upgraded::version)
        .isEqualTo(SqliteProject.NEW);
  }

  private RestoreOutcome goBack(Installation installation, RestorePoint point) {
    return services
        .restore()
        .get()
        .execute(
            new RestorePlan(installation, point, new RestorePlan.Present.Given()),
            RunContext.unwatched());
  }

  /// Where the new file cannot be written beside the old one, and where the copying is killed.
  private void failsWithoutHarm(SqliteProject project, Installation installation, RestorePoint to)
      throws Exception {
    List<String> present = project.everything();
    Path inTheWay = Files.createDirectory(incoming(project));
    failsBeforeReplacing(installation, to);
    Files.delete(inTheWay);
    kills.set(true);
    failsBeforeReplacing(installation, to);
    assertThat(kills).isFalse();
    assertThat(project.everything()).isEqualTo(present);
  }

  private void failsBeforeReplacing(Installation installation, RestorePoint to) throws Exception {
    AtomicBoolean replacing = new AtomicBoolean();
    try (DatabaseConnection connection =
        new DatabaseConnector(services.engine())
            .find(Deployment.of(services.engine(), installation), installation.database())
            .orElseThrow()) {
      assertThatThrownBy(() ->
              connection
                  .client()
                  .restore(
                      to.file(to.manifest().databases().getFirst().file()),
                      () -> replacing.set(true),
                      Cancellation.none()))
          .isInstanceOf(EngineException.class);
    }
    assertThat(replacing).isFalse();
  }

  private List<ContainerEngine.Container> leftHelpers() throws Exception {
    return new HelperContainers(services.engine())
        .find().stream()
            .filter(helper ->
                helper.label(HelperContainer.OWNER).equals(Optional.of(HelperContainers.owner())))
            .toList();
  }

  /// Once the new file lies beside the old one, what carries it ends.
  private void killOnTheWay(SqliteProject project) throws Exception {
    if (kills.get() && Files.exists(incoming(project))) {
      kills.set(false);
      for (ContainerEngine.Container helper : leftHelpers()) {
        RealInstallation.docker("kill", helper.id());
      }
    }
  }

  private static Path incoming(SqliteProject project) {
    return project.database().resolveSibling("nocobase.sqlite.wizard-incoming");
  }

  private Services services(SqliteProject project) {
    Composition.Outside here =
        Composition.thisComputer(
            Machine.here(),
            Optional.empty(),
            Duration.ofSeconds(60),
            home.resolve("data"),
            () -> home.resolve("backups"),
            RealWizard.SOON_STEADY);
    return Composition.services(
        new Composition.Outside(
            Before.each(ContainerEngine.class, here.engine(), "exec", () -> killOnTheWay(project)),
            here.compose(),
            here.web(),
            here.registry(),
            here.data(),
            here.backupFolder(),
            here.limits(),
            here.clock(),
            here.practice()));
  }
}
