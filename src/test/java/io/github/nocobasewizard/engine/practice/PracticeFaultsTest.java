package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be wrong with the sample, met by the code that has to cope with it.
@Timeout(60)
class PracticeFaultsTest {
  private Journey journey;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    journey = new Journey(temporary);
  }

  @AfterEach
  void close() throws Exception {
    journey.close();
  }

  @Test
  void anEngineThatIsNotRunningIsFoundOnceItIsStarted() {
    journey.world.set(Fault.ENGINE_NOT_RUNNING);
    var finder = new InstallationFinder(journey.world.engine(), journey.world.compose());

    assertThat(finder.find(List.of()).installations()).isEmpty();
    assertThat(finder.find(List.of(journey.world.folder())).installations()).hasSize(1);

    journey.world.startEngine();

    while (finder.find(List.of()).installations().isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(journey.check().ready()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ENGINE_NOT_RUNNING, ENGINE, STOP, notRunning",
    "ENGINE_FORBIDDEN, ENGINE, STOP, forbidden",
    "WRONG_PASSWORD, DATABASE, STOP, refused",
    "REGISTRY_UNREACHABLE, REGISTRY, REMARK, REGISTRY_UNREACHABLE",
    "REGISTRY_LIMIT, REGISTRY, REMARK, REGISTRY_LIMIT"
  })
  void readinessSeesTheFault(
      Fault fault, Finding.Check check, Finding.Severity severity, String variant) {
    var installation = journey.find();
    journey.world.set(fault);

    var report = journey.check(installation);

    assertThat(report.findings())
        .anySatisfy(finding -> {
          assertThat(finding.check()).isEqualTo(check);
          assertThat(finding.severity()).isEqualTo(severity);
          assertThat(finding.variant()).isEqualTo(variant);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "BACKUP_DISK_FULL, DISK_FULL",
    "WRONG_PASSWORD, DATABASE_NOT_REACHABLE",
    "DUMP_LACKS_ROWS, PROOF_DIFFERS",
    "DUMP_CHANGES_ROWS, PROOF_DIFFERS",
    "DOCKER_DISK_FULL, DOCKER_DISK_FULL",
    "DOCKER_DISK_FILLS, DOCKER_DISK_FULL",
    "ENGINE_NOT_RUNNING, ENGINE"
  })
  void aBackupThatFailsLeavesNothingBehind(Fault fault, BackupException.Reason reason)
      throws Exception {
    var installation = journey.find();
    journey.world.set(fault);

    assertThatThrownBy(() -> journey.backUp(installation))
        .asInstanceOf(type(BackupException.class))
        .extracting(BackupException::reason)
        .isEqualTo(reason);

    journey.world.clear(fault);
    assertThat(journey.restorePoints()).isEmpty();
    assertThat(journey.world.engine().containers()).hasSize(2);
    assertThat(journey.backUp().manifest().proven()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTRY_UNREACHABLE, 2.2.15-full, engine.REGISTRY_UNREACHABLE",
    "REGISTRY_LIMIT, 2.2.15-full, engine.REGISTRY_LIMIT",
    "NO_SPACE_FOR_IMAGES, 2.2.15-full, engine.NO_SPACE",
    "DOWNLOAD_BREAKS_ONCE, 2.2.15-full, engine.DOWNLOAD_BROKEN",
    "BACKUP_DISK_FULL, 2.2.15-full, backup.DISK_FULL",
    "DUMP_LACKS_ROWS, 2.2.15-full, backup.PROOF_DIFFERS",
    "DUMP_CHANGES_ROWS, 2.2.15-full, backup.PROOF_DIFFERS",
    "DOCKER_DISK_FULL, 2.2.15-full, backup.DOCKER_DISK_FULL",
    "DOCKER_DISK_FILLS, 2.2.15-full, backup.DOCKER_DISK_FULL",
    ", 2.2.99-full, engine.IMAGE_NOT_FOUND"
  })
  void anUpgradeThatFailsBeforeTheNewVersionStartsChangesNothing(
      Fault fault, String tag, String problem) throws Exception {
    RestorePoint point = journey.backUp();
    journey.world.addRecord("orders");
    SortedMap<String, Long> rows = journey.world.rows();
    Map<String, String> storage = journey.storage();
    String file = journey.composeFile();
    if (fault != null) {
      journey.world.set(fault);
    }

    UpgradeOutcome outcome = journey.upgrade(tag, point);

    assertThat(outcome)
        .asInstanceOf(type(UpgradeOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code())
        .isEqualTo(problem);
    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(journey.storage()).isEqualTo(storage);
    assertThat(journey.composeFile()).isEqualTo(file);
    awaitTheOldVersion();
  }

  private void awaitTheOldVersion() throws Exception {
    var installation = journey.find();
    assertThat(Deployment.of(journey.world.engine(), installation).apps())
        .allMatch(app -> app.running() && app.image().equals("nocobase/nocobase:2.2.0-full"));
    assertThat(journey.awaitHealthy().version()).contains("2.2.0");
  }

  @Test
  void aDownloadThatBrokeOffIsFineTheNextTime() throws Exception {
    journey.world.set(Fault.DOWNLOAD_BREAKS_ONCE);
    RestorePoint point = journey.backUp();
    assertThat(journey.upgrade("2.2.15-full", point)).isInstanceOf(UpgradeOutcome.Untouched.class);

    UpgradeOutcome outcome = journey.upgrade("2.2.15-full", point);

    assertThat(outcome).isInstanceOf(UpgradeOutcome.Upgraded.class);
  }

  @ParameterizedTest
  @CsvSource({"DOWNLOAD", "STOP_AND_SAVE"})
  void cancellingAnUpgradeChangesNothing(RunEvent.Phase phase) throws Exception {
    RestorePoint point = journey.backUp();
    String file = journey.composeFile();
    journey.cancelIn(phase);

    UpgradeOutcome outcome = journey.upgrade("2.2.15-full", point);

    assertThat(outcome)
        .asInstanceOf(type(UpgradeOutcome.Untouched.class))
        .matches(UpgradeOutcome.Untouched::cancelled);
    assertThat(journey.composeFile()).isEqualTo(file);
    awaitTheOldVersion();
  }

  @ParameterizedTest
  @CsvSource({"BACKUP_DATABASE", "BACKUP_STORAGE", "PROOF_RESTORE", "PROOF_COMPARE"})
  void cancellingABackupLeavesNothingBehind(RunEvent.Phase phase) throws Exception {
    journey.cancelIn(phase);

    assertThatThrownBy(journey::backUp)
        .isInstanceOf(java.util.concurrent.CancellationException.class);

    assertThat(journey.restorePoints()).isEmpty();
    assertThat(journey.world.engine().containers()).hasSize(2);
  }
}
