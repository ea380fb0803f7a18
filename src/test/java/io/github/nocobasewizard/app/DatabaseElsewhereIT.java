package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.readiness.Readiness;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.RealInstallation;
import io.github.nocobasewizard.testing.RealInstallation.Shape;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A database that is not in the project: the whole way there and back, with a real NocoBase.
@NeedsDocker
class DatabaseElsewhereIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  @Test
  void upgradesAndGoesBackThroughAClientFromAnImageThatFits() throws Exception {
    Shape shape = Shape.POSTGRES.withDatabaseElsewhere();
    try (FakeDockerHub hub = FakeDockerHub.withNocoBase(RealWizard.OLD, RealWizard.NEW);
        RealInstallation real = RealInstallation.start(home.resolve("shop-elsewhere"), shape);
        ProcessListWatch processes =
            new ProcessListWatch(RealInstallation.PASSWORD, RealInstallation.APP_KEY)) {
      real.api().make(20);
      BeforeStarts states = new BeforeStarts(real);
      Services services = services(hub, states);
      Installation installation = services.finder().load(real.folder());
      String content = real.api().read();

      Readiness.Report report =
          services.readiness().check(installation, finding -> {}, Cancellation.none());
      assertThat(report.findings())
          .filteredOn(finding -> finding.check() == Finding.Check.DATABASE)
          .extracting(Finding::variant)
          .containsExactly("ok");
      assertThat(report.facts().records()).isPositive();

      RestorePoint point =
          services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
      assertThat(point.manifest().proven()).isPresent();
      assertThat(point.manifest().database().key()).isEqualTo("records.example:5432/nocobase");
      real.api().addRecord(21);
      String lastContent = real.api().read();
      assertThat(lastContent).isNotEqualTo(content);

      UpgradeOutcome outcome =
          services
              .upgrade()
              .get()
              .execute(
                  services
                      .planner()
                      .plan(
                          installation,
                          List.of(installation.image().withTag(RealWizard.NEW)),
                          point,
                          true),
                  RunContext.unwatched());
      assertThat(outcome).isInstanceOf(UpgradeOutcome.Upgraded.class);
      assertThat(real.api().version()).isEqualTo("2.2.15");
      assertThat(real.api().read()).isEqualTo(lastContent);

      RestorePoint sealed = services.backups().get().of(installation.key()).getFirst();
      RestoreOutcome back =
          services
              .restore()
              .get()
              .execute(
                  new RestorePlan(
                      services.finder().load(real.folder()),
                      sealed,
                      new RestorePlan.Present.Given()),
                  RunContext.unwatched());
      assertThat(back).isInstanceOf(RestoreOutcome.WentBack.class);
      states.areTheSame();
      assertThat(real.api().version()).isEqualTo("2.2.0");
      assertThat(real.api().read()).isEqualTo(lastContent);

      assertThat(processes.caught()).isEmpty();
      assertThat(new HelperContainers(services.engine()).find())
          .noneMatch(helper ->
              List.of("database", "proof").contains(helper.label(HelperContainer.LABEL).orElse(""))
                  && helper
                      .label(HelperContainer.OWNER)
                      .equals(Optional.of(HelperContainers.owner())));
    }
  }

  private Services services(FakeDockerHub hub, BeforeStarts states) {
    return Composition.services(
        states.around(
            Composition.thisComputer(
                Machine.here(),
                Optional.of(hub.address()),
                Duration.ofSeconds(60),
                home.resolve("data"),
                () -> home.resolve("backups"),
                RealWizard.SOON_STEADY)));
  }
}
