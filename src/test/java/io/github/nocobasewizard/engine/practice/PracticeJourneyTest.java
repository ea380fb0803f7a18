package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole way on the sample, by the code that does it on a real installation.
@Timeout(60)
class PracticeJourneyTest {
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
  void findsTheSampleByItsContainers() {
    Installation installation = journey.find();

    assertThat(installation.name()).isEqualTo("my-project");
    assertThat(installation.folder()).isEqualTo(journey.world.folder());
    assertThat(installation.image()).hasToString("nocobase/nocobase:2.2.0-full");
    assertThat(installation.database().kind()).isEqualTo(Database.Kind.POSTGRES);
    assertThat(installation.database().service()).isEqualTo("postgres");
    assertThat(installation.main().address()).hasToString("Optional[http://127.0.0.1:13000]");
  }

  @Test
  void isReadyForAnUpgrade() {
    var report = journey.check();

    assertThat(report.findings()).noneMatch(finding -> finding.severity().name().equals("STOP"));
    assertThat(report.ready()).isTrue();
    assertThat(report.facts().appVersion()).contains("2.2.0");
    assertThat(report.facts().recordedVersion()).contains("2.2.0");
    assertThat(report.facts().pluginVersions()).containsExactly("2.2.0");
    assertThat(report.facts().serverVersion()).contains("16.10");
    assertThat(report.facts().tables()).isEqualTo(journey.world.rows().size());
    assertThat(report.facts().records()).isGreaterThan(1000);
  }

  @Test
  void makesARestorePointAndProvesIt() throws Exception {
    RestorePoint point = journey.backUp();

    assertThat(point.manifest().proven()).isPresent();
    assertThat(point.manifest().database().counts().rows()).isEqualTo(journey.world.rows());
    assertThat(point.manifest().storedFiles()).isEqualTo(28);
    assertThat(journey.world.engine().containers()).noneMatch(PracticeJourneyTest::isHelper);
  }

  private static boolean isHelper(Container container) {
    return container.labels().containsKey(HelperContainer.LABEL);
  }

  @Test
  void upgrades() throws Exception {
    UpgradeOutcome outcome = journey.upgrade("2.2.15-full", journey.backUp());

    UpgradeOutcome.Upgraded upgraded =
        assertThat(outcome).asInstanceOf(type(UpgradeOutcome.Upgraded.class)).actual();
    assertThat(upgraded.version()).isEqualTo("2.2.15");
    assertThat(upgraded.recordsAfter()).isEqualTo(upgraded.recordsBefore()).isPositive();
    assertThat(journey.composeFile()).contains("image: nocobase/nocobase:2.2.15-full\n");
    assertThat(journey.world.recordedVersion()).contains("2.2.15");
    assertThat(journey.check().ready()).isTrue();
    assertThat(journey.find().image()).hasToString("nocobase/nocobase:2.2.15-full");
  }

  @Test
  void goesOverAStopWithARestorePointAtEach() throws Exception {
    UpgradePlan plan = journey.plan(journey.backUp(), "2.2.8-full", "2.2.15-full");

    UpgradeOutcome outcome = journey.upgrade(plan);

    var upgraded = assertThat(outcome).asInstanceOf(type(UpgradeOutcome.Upgraded.class)).actual();
    assertThat(upgraded.version()).isEqualTo("2.2.15");
    assertThat(upgraded.waysBack())
        .extracting(point -> point.manifest().version())
        .containsExactly("2.2.0-full", "2.2.8-full");
    assertThat(upgraded.waysBack())
        .allMatch(point -> point.manifest().sealed() && point.manifest().proven().isPresent());
    assertThat(journey.goBack(upgraded.waysBack().getFirst()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.composeFile()).contains("image: nocobase/nocobase:2.2.0-full\n");
    assertThat(journey.world.recordedVersion()).contains("2.2.0");
  }

  @Test
  void aFailureAfterAStopLeadsBackToTheBeginningOrToTheStop() throws Exception {
    journey.world.behave("2.2.15", Behaviour.MIGRATION_FAILS);
    SortedMap<String, Long> rows = journey.world.rows();

    UpgradeOutcome outcome =
        journey.upgrade(journey.plan(journey.backUp(), "2.2.8-full", "2.2.15-full"));

    var failed = assertThat(outcome).asInstanceOf(type(UpgradeOutcome.Failed.class)).actual();
    assertThat(failed.standing().from()).hasToString("nocobase/nocobase:2.2.8-full");
    assertThat(journey.goBack(failed.standing().kept().getLast()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.world.recordedVersion()).contains("2.2.8");
    assertThat(journey.goBack(failed.standing().kept().getFirst()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.world.recordedVersion()).contains("2.2.0");
    assertThat(journey.world.rows()).isEqualTo(rows);
  }

  @Test
  void stopsWhereSomebodyElseHasStartedAnotherVersionSinceTheBackup() throws Exception {
    RestorePoint point = journey.backUp();
    UpgradePlan plan = journey.plan(point, "2.2.15-full");
    String file = journey.composeFile();
    Path compose = journey.world.folder().resolve("docker-compose.yml");
    ImageReference other = journey.find().image().withTag("2.2.3-full");
    journey.world.engine().pull(other, "", progress -> {}, Cancellation.none());
    Files.writeString(compose, file.replace("2.2.0-full", "2.2.3-full"));
    journey.world.compose().up(journey.find().project(), List.of("app"), line -> {});
    journey.awaitHealthy();
    Files.writeString(compose, file);

    UpgradeOutcome outcome = journey.upgrade(plan);

    assertThat(outcome)
        .asInstanceOf(type(UpgradeOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code())
        .isEqualTo("run.OTHER_IMAGE_NOW");
    assertThat(journey.composeFile()).isEqualTo(file);
    assertThat(journey.world.recordedVersion()).contains("2.2.3");
  }

  @Test
  void tellsWhatTheAppIsDoingWhileItStarts() throws Exception {
    journey.world.behave("2.2.15", Behaviour.STARTS_SLOWLY);

    UpgradeOutcome outcome = journey.upgrade("2.2.15-full", journey.backUp());

    assertThat(outcome).isInstanceOf(UpgradeOutcome.Upgraded.class);
    assertThat(journey.events)
        .anyMatch(event ->
            event
                    instanceof
                    RunEvent.PhaseProgress(
                        var phase,
                        double fraction,
                        RunEvent.AppState(var state, String message))
                && state == RunEvent.AppPhase.WORKING
                && message.endsWith("/120")
                && fraction > 0);
    assertThat(journey.events)
        .anyMatch(event ->
            event instanceof RunEvent.Log(var at, var level, String text)
                && level == RunEvent.Level.APP
                && text.contains("app has been started"));
  }

  @Test
  void keepsWhatWasWrittenAfterTheBackup() throws Exception {
    RestorePoint point = journey.backUp();
    journey.world.addRecord("orders");
    Files.writeString(journey.world.folder().resolve("storage/uploads/new.txt"), "new");
    journey.world.behave("2.2.15", Behaviour.MIGRATION_FAILS);
    SortedMap<String, Long> rows = journey.world.rows();
    Map<String, String> storage = journey.storage();

    var failed = (UpgradeOutcome.Failed) journey.upgrade("2.2.15-full", point);
    RestoreOutcome outcome = journey.goBack(failed.standing().kept().getFirst());

    assertThat(outcome).isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(journey.storage()).isEqualTo(storage);
  }

  @Test
  void theVersionThatFailsOnPurposeFailsAndGoesBack() throws Exception {
    SortedMap<String, Long> rows = journey.world.rows();
    Map<String, String> storage = journey.storage();
    String file = journey.composeFile();

    UpgradeOutcome outcome = journey.upgrade("2.2.12-full", journey.backUp());

    var failed = assertThat(outcome).asInstanceOf(type(UpgradeOutcome.Failed.class)).actual();
    assertThat(failed.failure())
        .asInstanceOf(type(UpgradeOutcome.DidNotStart.class))
        .extracting(UpgradeOutcome.DidNotStart::verdict)
        .isInstanceOf(Verdict.AppError.class);
    assertThat(failed.diagnosis())
        .hasValueSatisfying(
            diagnosis -> assertThat(diagnosis.symptom()).isEqualTo(Symptom.MIGRATION_FAILED));
    assertThat(journey.world.rows()).isNotEqualTo(rows);

    RestoreOutcome back = journey.goBack(failed.standing().kept().getFirst());

    assertThat(back)
        .asInstanceOf(type(RestoreOutcome.WentBack.class))
        .extracting(RestoreOutcome.WentBack::version)
        .isEqualTo("2.2.0");
    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(journey.storage()).isEqualTo(storage);
    assertThat(journey.composeFile()).isEqualTo(file);
    assertThat(journey.check().ready()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STARTS", "STARTS_SLOWLY"})
  void everyOtherFailureGoesBackToo(Behaviour behaviour) throws Exception {
    SortedMap<String, Long> rows = journey.world.rows();
    journey.world.behave("2.2.14", behaviour);

    var failed = (UpgradeOutcome.Failed) journey.upgrade("2.2.14-full", journey.backUp());

    assertThat(describe(failed.failure())).isEqualTo(expected(behaviour));
    assertThat(journey.goBack(failed.standing().kept().getFirst()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.world.rows()).isEqualTo(rows);
  }

  /// As NocoBase does it: the readiness check has to see what happened.
  @Test
  void anOlderVersionStartedByMistakeNotesItsNumberAndLeavesTheRest() throws Exception {
    journey.upgrade("2.2.15-full", journey.backUp());
    Path file = journey.world.folder().resolve("docker-compose.yml");
    Files.writeString(file, journey.composeFile().replace("2.2.15-full", "2.2.0-full"));

    journey.world.compose().up(journey.find().project(), List.of("app"), line -> {});
    journey.awaitHealthy();

    var report = journey.check();
    assertThat(report.facts().recordedVersion()).contains("2.2.0");
    assertThat(report.facts().pluginVersions()).containsExactly("2.2.15");
    assertThat(report.findings()).anyMatch(finding -> finding.variant().equals("wasNewer"));
  }

  @Test
  void anEmptyDatabaseBecomesAFreshInstall() throws Exception {
    Installation installation = journey.find();
    var engine = journey.world.engine();
    engine.stop("my-project-app-1", Duration.ofSeconds(10));
    journey.maintain("DROP DATABASE IF EXISTS \"nocobase\" WITH (FORCE)");
    journey.maintain("CREATE DATABASE \"nocobase\" OWNER \"nocobase\" TEMPLATE template0");

    journey.world.compose().up(installation.project(), List.of("app"), line -> {});
    journey.awaitHealthy();

    assertThat(journey.world.rows()).containsEntry("users", 1L).doesNotContainKey("orders");
    assertThat(journey.check().ready()).isTrue();
  }

  private static String expected(Behaviour behaviour) {
    return switch (behaviour) {
      case NEVER_HEALTHY -> "AppError MODULE_NOT_FOUND";
      case CRASH_LOOPS -> "CrashLoop";
      case MIGRATION_FAILS -> "AppError APP_ERROR";
      case REPORTS_OLD_VERSION -> "OtherVersion 2.2.0";
      case LOSES_RECORDS -> "missing {orders=37}";
      case STARTS, STARTS_SLOWLY -> "none";
    };
  }

  private static String describe(UpgradeOutcome.Failure failure) {
    return switch (failure) {
      case UpgradeOutcome.DidNotStart(Verdict.AppError(String code, String message)) ->
          "AppError " + code;
      case UpgradeOutcome.DidNotStart(Verdict.CrashLoop loop) -> "CrashLoop";
      case UpgradeOutcome.DidNotStart(Verdict.OtherVersion(String expected, String reported)) ->
          "OtherVersion " + reported;
      case UpgradeOutcome.RecordsMissing(var missing) -> "missing " + missing;
      default -> failure.toString();
    };
  }
}
