package io.github.nocobasewizard.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.run.RunEvent.AppPhase;
import io.github.nocobasewizard.run.RunEvent.AppState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The verdict on a start, in time that only passes by being waited for.
class StartWatchTest {
  private static final Verdict HEALTHY = new Verdict.Healthy("2.2.15");

  @Test
  void aUsualUpgradeIsHealthyWhenItHasAnsweredSteadily() throws Exception {
    var start =
        new Scripted()
            .webServer(20)
            .atWork(31, "load plugin [acl], 3/77")
            .atWork(41, "plugins loaded")
            .healthy(42, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
    assertThat(start.took()).isBetween(Duration.ofSeconds(52), Duration.ofSeconds(54));
  }

  @Test
  void aMigrationOfTenMinutesThatSpeaksIsWaitedFor() throws Exception {
    var start = new Scripted().webServer(10);
    for (int n = 1; n <= 600; n++) {
      start.atWork(20 + n, "slow migration, " + n + "/600");
    }
    assertThat(start.healthy(700, "2.2.15").verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void aMigrationInAComputerThatSleepsForAnHourIsWaitedFor() throws Exception {
    var start =
        new Scripted()
            .webServer(10)
            .atWork(20, "slow migration, 3/120")
            .clockSet(30, Duration.ofHours(1))
            .healthy(60, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void aClockThatIsSetBackHoldsNoVerdictUp() throws Exception {
    var good = new Scripted().healthy(20, "2.2.15").clockSet(25, Duration.ofHours(-3));
    assertThat(good.verdict()).isEqualTo(HEALTHY);
    assertThat(good.took()).isLessThan(Duration.ofSeconds(40));
    var bad = new Scripted().error(5, "APP_ERROR", "x").clockSet(8, Duration.ofHours(-3));
    assertThat(bad.verdict()).isInstanceOf(Verdict.AppError.class);
    assertThat(bad.took()).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void aClockThatIsSetForwardMakesNothingLastThatPasses() throws Exception {
    var start =
        new Scripted()
            .error(5, "APP_ERROR", "x")
            .clockSet(6, Duration.ofHours(3))
            .atWork(8, "start")
            .healthy(30, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void aMigrationThatIsSilentForTwentyMinutesIsWaitedForAndShown() throws Exception {
    var start =
        new Scripted()
            .webServer(10)
            .atWork(20, "plugins loaded")
            .says(
                21, "{", "  event: 'migrating',", "  name: '20260101-a/@nocobase/plugin-acl'", "}")
            .says(22, "{ event: 'migrated', name: '20260101-a/@nocobase/plugin-acl' }")
            .says(23, "{ event: 'migrating', name: '20260102-b/@nocobase/plugin-workflow' }")
            .healthy(1_223, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
    assertThat(start.told())
        .contains(
            new AppState(
                AppPhase.WORKING, "migrating 20260102-b/@nocobase/plugin-workflow, step 2"));
  }

  @Test
  void anHourOfMigrationsOfWhichEachIsShortIsWaitedFor() throws Exception {
    var start = new Scripted().webServer(10).atWork(20, "plugins loaded");
    for (int n = 1; n <= 12; n++) {
      start.says(300.0 * n, "{ event: 'migrating', name: 'm" + n + "/x' }");
      start.says(300.0 * n + 299, "{ event: 'migrated', name: 'm" + n + "/x' }");
    }
    assertThat(start.healthy(4_000, "2.2.15").verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void aMigrationThatHangsIsStuckInTheEndAndNamed() throws Exception {
    var start =
        new Scripted()
            .atWork(20, "plugins loaded")
            .says(23, "{ event: 'migrating', name: '20260102-b/@nocobase/plugin-workflow' }");
    assertThat(start.verdict())
        .isInstanceOfSatisfying(
            Verdict.Stuck.class, stuck -> assertThat(stuck.lastMessage()).contains("20260102-b"));
  }

  @Test
  void anEngineThatStaysAwayIsNotTheAppsFault() {
    var start = new Scripted().atWork(20, "plugins loaded").engineGoneForEver(30).refused(31);

    assertThatThrownBy(start::verdict)
        .isInstanceOfSatisfying(
            EngineException.class, away -> assertThat(away.engineIsAway()).isTrue());
  }

  @Test
  void anAppThatRepeatsItselfForEverIsStuck() throws Exception {
    var start = new Scripted().atWork(5, "application main is preparing, please wait patiently");
    for (int n = 0; n < 2_000; n++) {
      start.says(
          6 + n,
          "{\"level\":\"info\",\"message\":\"please wait\",\"reqId\":\""
              + n
              + "\",\"timestamp\":"
              + "\"2026-11-23 06:00:"
              + n
              + "\"}");
    }
    assertThat(start.verdict())
        .isInstanceOfSatisfying(
            Verdict.Stuck.class,
            stuck -> assertThat(stuck.lastMessage()).contains("wait patiently"));
    assertThat(start.took()).isLessThan(Duration.ofMinutes(12));
  }

  @Test
  void aProgramThatNeverSpeaksIsStuck() throws Exception {
    var start = new Scripted().webServer(5).says(4, "PM2 log: Launching in no daemon mode");
    assertThat(start.verdict()).isInstanceOf(Verdict.Stuck.class);
    assertThat(start.doctor().diagnosis().map(Diagnosis::symptom)).contains(Symptom.PROGRAM_SILENT);
  }

  @Test
  void aQuickCrashLoopIsOneWithinTwentySeconds() throws Exception {
    var start = new Scripted().crashesEvery(2, "Error: the configuration cannot be read");
    assertThat(start.verdict()).isEqualTo(new Verdict.CrashLoop(3, OptionalInt.of(1), false));
    assertThat(start.took()).isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aSlowCrashLoopIsOneWithinTwentySeconds() throws Exception {
    var start = new Scripted().crashesEvery(8, "Error: DB_DIALECT is required.");
    assertThat(start.verdict()).isInstanceOf(Verdict.CrashLoop.class);
    assertThat(start.took()).isLessThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(start.doctor().diagnosis().map(Diagnosis::symptom))
        .contains(Symptom.DIALECT_MISSING);
  }

  @Test
  void anAppThatGaveUpReachingItsDatabaseIsNotWaitedForAgain() throws Exception {
    var start =
        new Scripted()
            .says(
                5,
                "attempt 1/10: Unable to connect to the database: connect ECONNREFUSED"
                    + " 1.2.3.4:5432")
            .crashesEvery(150, "Unable to connect to the database");
    assertThat(start.verdict()).isInstanceOf(Verdict.CrashLoop.class);
    assertThat(start.took()).isLessThan(Duration.ofSeconds(155));
    assertThat(start.doctor().diagnosis().map(Diagnosis::symptom))
        .contains(Symptom.DATABASE_REFUSED);
  }

  @Test
  void oneCrashIsForgiven() throws Exception {
    var start = new Scripted().restarting(5, 1, 0).running(6, 1).healthy(30, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void anErrorCodeIsBelievedWithinAMinute() throws Exception {
    var start =
        new Scripted()
            .webServer(10)
            .atWork(20, "init plugins")
            .error(25, "MODULE_NOT_FOUND", "Cannot find module 'x'\nRequire stack: y");
    assertThat(start.verdict())
        .isEqualTo(
            new Verdict.AppError("MODULE_NOT_FOUND", "Cannot find module 'x'\nRequire stack: y"));
    assertThat(start.took()).isLessThanOrEqualTo(Duration.ofSeconds(25 + 60));
  }

  @Test
  void whatTheAppAnswersIsReadForSymptomsToo() throws Exception {
    var start =
        new Scripted().error(5, "APP_ERROR", "Migration 20260101-a/@nocobase/x (up) failed: no");
    start.verdict();
    assertThat(start.doctor().diagnosis().map(Diagnosis::symptom))
        .contains(Symptom.MIGRATION_FAILED);
  }

  @Test
  void anErrorThatPassesIsNone() throws Exception {
    var start = new Scripted().error(5, "APP_ERROR", "x").atWork(12, "start").healthy(30, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void healthyAndThenDyingIsNoSuccess() throws Exception {
    var start = new Scripted();
    for (int round = 0; round < 10; round++) {
      start.running(20 * round, round).atWork(20 * round + 1, "start");
      start.healthy(20 * round + 10, "2.2.15");
      start.restarting(20 * round + 17, 1, round).refused(20 * round + 17);
    }
    assertThat(start.verdict()).isInstanceOf(Verdict.CrashLoop.class);
  }

  @Test
  void wantOfMemoryIsToldFromOtherCrashes() throws Exception {
    var start = new Scripted();
    for (int round = 0; round < 5; round++) {
      start.outOfMemory(6 * round + 5, round).running(6 * round + 6, round + 1);
    }
    assertThat(start.verdict())
        .isInstanceOfSatisfying(
            Verdict.CrashLoop.class, loop -> assertThat(loop.outOfMemory()).isTrue());
  }

  @Test
  void oneThatTheSystemKillsAgainAndAgainLacksMemory() throws Exception {
    var start = new Scripted();
    for (int round = 0; round < 5; round++) {
      start.restarting(6 * round + 5, 137, round).running(6 * round + 6, round + 1);
    }
    assertThat(start.verdict())
        .isInstanceOfSatisfying(
            Verdict.CrashLoop.class, loop -> assertThat(loop.outOfMemory()).isTrue());
  }

  @Test
  void anAppThatEndsWithoutBeingStartedAgainHasCrashed() throws Exception {
    assertThat(new Scripted().exited(8, 1).verdict())
        .isEqualTo(new Verdict.CrashLoop(0, OptionalInt.of(1), false));
  }

  @Test
  void oneThatSomebodyStoppedIsNotRunning() throws Exception {
    assertThat(new Scripted().exited(8, 137).verdict()).isEqualTo(new Verdict.NotRunning("exited"));
    assertThat(new Scripted().exited(8, 0).verdict()).isEqualTo(new Verdict.NotRunning("exited"));
    assertThat(new Scripted().removed(8).verdict()).isEqualTo(new Verdict.NotRunning("removed"));
  }

  @Test
  void anEngineThatIsRestartedIsNoVerdictOnTheApp() throws Exception {
    var start =
        new Scripted()
            .webServer(5)
            .engineGone(10)
            .refused(10)
            .exited(70, 0)
            .running(75, 0)
            .webServer(80)
            .healthy(110, "2.2.15");
    assertThat(start.verdict()).isEqualTo(HEALTHY);
  }

  @Test
  void anotherVersionMustLast() throws Exception {
    assertThat(new Scripted().healthy(10, "2.2.0").healthy(20, "2.2.15").verdict())
        .isEqualTo(HEALTHY);
    assertThat(new Scripted().healthy(10, "2.2.0").verdict())
        .isEqualTo(new Verdict.OtherVersion("2.2.15", "2.2.0"));
  }

  @Test
  void anAppThatInstallsItselfAnewIsNoUpgradeHoweverHealthyItIs() throws Exception {
    var byLog =
        new Scripted()
            .says(20, "{\"level\":\"info\",\"message\":\"start install built-in plugins\"}")
            .healthy(30, "2.2.15");
    assertThat(byLog.verdict()).isEqualTo(new Verdict.FreshInstall());
    var byAnswer =
        new Scripted().atWork(20, "before install plugin [nocobase], 1/1").healthy(30, "2.2.15");
    assertThat(byAnswer.verdict()).isEqualTo(new Verdict.FreshInstall());
  }

  @Test
  void realStartsAreNotTakenForFreshInstallsAndFreshInstallsAre() throws Exception {
    for (var log : LabelledLogs.whole("clean-")) {
      var start = new Scripted().healthy(30, "2.2.15");
      java.nio.file.Files.readAllLines(log).forEach(line -> start.says(10, line));
      boolean upgrade = log.getFileName().toString().contains("upgrade");
      assertThat(start.verdict())
          .as(log.toString())
          .isEqualTo(upgrade ? HEALTHY : new Verdict.FreshInstall());
    }
  }

  @Test
  void aFirstInstallIsHealthyWhereOneIsExpected() throws Exception {
    var start = new Scripted().says(5, "start install built-in plugins").healthy(30, "2.2.15");
    assertThat(start.verdict(Optional.empty())).isEqualTo(HEALTHY);
  }
}
