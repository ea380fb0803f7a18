package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.BackupRun;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.LockedException;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.failed.FailedWords;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.ProblemTexts.Words;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.Interrupted.Position;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.upgrade.UpgradePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Harm that may come to a run, as the bench does it to real installations: in which state the run ends,
/// and what the page says.
@Timeout(60)
class HarmTest {
  private static final Texts TEXTS = Texts.forLocale(Locale.UK);
  private static final String NEW = "2.2.15-full";

  @TempDir Path temporary;
  private Journey journey;
  private RestorePoint backup;
  private State old;

  private record State(
      String file, String version, SortedMap<String, Long> rows, Map<String, String> storage) {}

  @BeforeEach
  void open() throws Exception {
    journey = new Journey(temporary);
    backup = journey.backUp();
    journey.world.addRecord("orders");
    old = state();
  }

  @AfterEach
  void close() throws Exception {
    journey.close();
  }

  private State state() throws Exception {
    journey.awaitHealthy();
    return new State(
        journey.composeFile(),
        journey.world.recordedVersion().orElseThrow(),
        journey.world.rows(),
        journey.storage());
  }

  private UpgradeOutcome upgrade() throws Exception {
    return journey.upgrade(NEW, backup);
  }

  private Path composeFile() {
    return journey.world.folder().resolve("docker-compose.yml");
  }

  private void edit(String words) throws Exception {
    Files.writeString(composeFile(), words, StandardOpenOption.APPEND);
  }

  // ---- what the pages say

  private static Words words(UpgradeOutcome outcome) {
    ProblemTexts problems = new ProblemTexts(TEXTS);
    return switch (outcome) {
      case UpgradeOutcome.Untouched untouched -> problems.words(untouched.problem());
      case UpgradeOutcome.CutOff cutOff -> problems.words(cutOff.problem());
      case UpgradeOutcome.Failed failed -> {
        Words why =
            failed
                .diagnosis()
                .map(diagnosis -> problems.words(diagnosis, "2.2.15"))
                .orElseGet(() -> problems.words(failed.failure(), "2.2.15"));
        yield new Words(new FailedWords(TEXTS).title(failed.failure()), why.cause(), why.action());
      }
      default -> throw new AssertionError(outcome);
    };
  }

  private static void says(UpgradeOutcome outcome, String title, String cause, String action) {
    Words words = words(outcome);
    assertThat(words.title()).isEqualTo(title);
    assertThat(words.cause()).contains(cause);
    assertThat(words.action()).contains(action);
  }

  private void allAsBefore(UpgradeOutcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(UpgradeOutcome.Untouched.class);
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }

  private void nothingIsLeft() throws Exception {
    assertThat(journey.unfinished()).isEmpty();
    assertThat(journey.world.engine().containers()).hasSize(2);
    try (var files = Files.list(journey.world.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("docker-compose.yml", "storage");
    }
  }

  /// An upgrade from which the engine goes ends so; what the window shows of it once the engine is back.
  private Interrupted cutOff() throws Exception {
    UpgradeOutcome outcome = upgrade();
    engineIsBack();
    assertThat(outcome).isInstanceOf(UpgradeOutcome.CutOff.class);
    says(outcome, "Docker Desktop is not running", "does not answer", "Start Docker Desktop");
    return journey.interruptedUpgrade();
  }

  private void takeBack(Interrupted found) throws Exception {
    assertThat(found.position()).isEqualTo(Position.BEFORE);
    allAsBefore(journey.takeBack(found));
  }

  private void goBack(UpgradeOutcome outcome) throws Exception {
    var failed = (UpgradeOutcome.Failed) outcome;
    journey.goBack(failed.standing().kept().getFirst());
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }

  // ---- the engine goes away, and comes back later

  private void engineGoes() {
    journey.world.set(Fault.ENGINE_NOT_RUNNING);
  }

  private void engineIsBack() {
    journey.world.clear(Fault.ENGINE_NOT_RUNNING);
  }

  @ParameterizedTest
  @CsvSource({"DOWNLOAD", "STOP_AND_SAVE"})
  void anEngineThatGoesBeforeAnythingIsStopped(Phase phase) throws Exception {
    journey.in(phase, this::engineGoes);

    UpgradeOutcome outcome = upgrade();
    engineIsBack();

    says(outcome, "Docker Desktop is not running", "does not answer", "Start Docker Desktop");
    allAsBefore(outcome);
  }

  @ParameterizedTest
  @CsvSource({"BACKUP_DATABASE", "BACKUP_STORAGE", "PROOF_RESTORE", "PROOF_COMPARE"})
  void anEngineThatGoesDuringABackupIsToldAsThat(Phase phase) throws Exception {
    journey.in(phase, this::engineGoes);

    Exception failure = catchException(journey::backUp);
    engineIsBack();

    Words words = new ProblemTexts(TEXTS).words(Problem.of(failure));
    assertThat(words.title()).isEqualTo("Docker stopped answering");
    assertThat(words.action()).contains("Make sure that Docker Desktop is running");
    assertThat(journey.restorePoints()).containsExactly(backup);
    assertThat(state()).isEqualTo(old);
  }

  @Test
  void anEngineThatGoesWhileTheLastChangesAreSaved() throws Exception {
    journey.after("NocoBase stopped", this::engineGoes);

    takeBack(cutOff());
  }

  @Test
  void anEngineThatGoesBeforeTheNewVersionIsStarted() throws Exception {
    journey.in(Phase.START, this::engineGoes);

    takeBack(cutOff());
  }

  @Test
  void anEngineThatGoesWhileTheNewVersionStartsIsWaitedFor() throws Exception {
    journey.after(
        "NocoBase was started",
        () -> {
          engineGoes();
          journey.world.startEngine();
        });

    assertThat(upgrade()).isInstanceOf(UpgradeOutcome.Upgraded.class);
    nothingIsLeft();
  }

  @Test
  void anEngineThatGoesWhileTheNewVersionIsCheckedIsNoReasonToGoBack() throws Exception {
    journey.in(Phase.CHECK, this::engineGoes);

    Interrupted found = cutOff();

    assertThat(found.answers()).isTrue();
    assertThat(journey.finish(found)).isInstanceOf(UpgradeOutcome.Upgraded.class);
    nothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {
        "RESTORE_STOP",
        "RESTORE_DATABASE",
        "RESTORE_STORAGE",
        "RESTORE_FILES",
        "RESTORE_START"
      })
  void goingBackFromWhichTheEngineGoesIsEndedByTheNextTry(Phase phase) throws Exception {
    var upgraded = (UpgradeOutcome.Upgraded) upgrade();
    journey.world.addRecord("orders");
    State fresh = state();
    journey.in(phase, this::engineGoes);

    RestoreOutcome outcome =
        journey.goBack(
            new RestorePlan(
                journey.find(),
                upgraded.waysBack().getFirst(),
                new RestorePlan.Present.ToBeKept()));
    engineIsBack();

    if (journey.unfinished().isEmpty()) {
      assertThat(outcome).isInstanceOf(RestoreOutcome.Untouched.class);
      assertThat(state()).isEqualTo(fresh);
    } else {
      assertThat(outcome).isInstanceOf(RestoreOutcome.Failed.class);
      assertThat(journey.goBack(journey.interruptedRestore().finish()))
          .isInstanceOf(RestoreOutcome.WentBack.class);
      assertThat(state()).isEqualTo(old);
    }
    nothingIsLeft();
  }

  /// NocoBase is stopped then: that is not as it was.
  @Test
  void goingBackFromWhichTheEngineGoesOnceNocoBaseIsStoppedHasNotEnded() throws Exception {
    var upgraded = (UpgradeOutcome.Upgraded) upgrade();
    journey.after("NocoBase stopped", this::engineGoes);

    RestoreOutcome outcome =
        journey.goBack(
            new RestorePlan(
                journey.find(),
                upgraded.waysBack().getFirst(),
                new RestorePlan.Present.ToBeKept()));
    engineIsBack();

    assertThat(outcome).isInstanceOf(RestoreOutcome.Failed.class);
    assertThat(journey.goBack(journey.interruptedRestore().finish()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }

  /// What stands in the way is told as an upgrade tells it: a full disk is not "a program that has it open".
  @Test
  void aFileThatCannotBePutBackSaysWhy() throws Exception {
    var upgraded = (UpgradeOutcome.Upgraded) upgrade();
    Path aside = temporary.resolve("aside.yml");
    journey.in(
        Phase.RESTORE_FILES,
        () -> {
          Files.move(composeFile(), aside);
          Files.createDirectory(composeFile());
        });

    RestoreOutcome outcome =
        journey.goBack(
            new RestorePlan(
                journey.find(),
                upgraded.waysBack().getFirst(),
                new RestorePlan.Present.ToBeKept()));

    assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.Failed.class))
        .extracting(failed -> failed.problem().code())
        .isEqualTo("write.NOT_A_FILE");
    Files.delete(composeFile());
    Files.move(aside, composeFile());
    assertThat(journey.goBack(journey.interruptedRestore().finish()))
        .isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }

  // ---- the computer would go to sleep

  @Test
  void theComputerIsKeptAwakeUntilTheRunHasEnded() throws Exception {
    var during = new AtomicInteger();
    journey.in(Phase.START, () -> during.set(journey.awake));

    assertThat(upgrade()).isInstanceOf(UpgradeOutcome.Upgraded.class);

    assertThat(during).hasValue(1);
    assertThat(journey.awake).isZero();
  }

  @Test
  void theComputerMaySleepOnceARunWasInterrupted() throws Exception {
    journey.in(Phase.START, this::engineGoes);

    cutOff();

    assertThat(journey.awake).isZero();
  }

  // ---- the database dies

  private void databaseDies() throws Exception {
    journey.world.engine().stop("my-project-postgres-1", Duration.ofSeconds(1));
  }

  /// The sample's app does not look for it again by itself.
  private void databaseIsBack() throws Exception {
    journey.world.engine().start("my-project-postgres-1");
    journey.awaitDatabase();
    journey.world.engine().stop("my-project-app-1", Duration.ofSeconds(1));
    journey.world.engine().start("my-project-app-1");
  }

  @Test
  void aDatabaseThatDiesBeforeTheLastChangesAreSaved() throws Exception {
    journey.after("NocoBase stopped", this::databaseDies);

    UpgradeOutcome outcome = upgrade();
    databaseIsBack();

    assertThat(words(outcome).title()).isEqualTo("The database does not answer");
    allAsBefore(outcome);
  }

  // ---- no room

  @ParameterizedTest
  @CsvSource({
    "NO_SPACE_FOR_IMAGES, The disk is full, no room left, Free some space",
    "BACKUP_DISK_FULL, There is not enough room for the backup, is full, Free some space",
    "DOWNLOAD_BREAKS_ONCE, The download broke off, The connection was lost, Try again",
    "REGISTRY_UNREACHABLE, The download server cannot be reached, 2.2.15-full, Check your"
        + " connection",
    "REGISTRY_LIMIT, The limit of downloads is reached, Docker Hub allows, Try again later"
  })
  void aDownloadOrABackupThatFailsIsNamedWithItsCauseAndTheNextStep(
      Fault fault, String title, String cause, String action) throws Exception {
    journey.world.set(fault);

    UpgradeOutcome outcome = upgrade();
    journey.world.clear(fault);

    says(outcome, title, cause, action);
    allAsBefore(outcome);
  }

  @Test
  void whereTheJournalCannotBeWrittenNothingIsBegun() throws Exception {
    // Where its folder should be is something else.
    Files.writeString(temporary.resolve("runs"), "");

    UpgradeOutcome outcome = upgrade();

    says(
        outcome,
        "The wizard cannot write down what it does",
        temporary.resolve("runs").toString(),
        "Free some space");
    allAsBefore(outcome);
  }

  // ---- somebody edits the file

  private void saysThatSomebodyChangedIt(UpgradeOutcome outcome) {
    says(
        outcome,
        "Somebody changed the setup file meanwhile",
        "does not overwrite the work of others",
        "look at the change once more");
  }

  private void keeps(String words) throws Exception {
    assertThat(journey.composeFile()).endsWith(words);
    Files.writeString(composeFile(), journey.composeFile().replace(words, ""));
  }

  @Test
  void anEditBeforeAnythingWasBegun() throws Exception {
    journey.in(Phase.DOWNLOAD, () -> edit("# mine\n"));

    UpgradeOutcome outcome = upgrade();

    saysThatSomebodyChangedIt(outcome);
    keeps("# mine\n");
    allAsBefore(outcome);
  }

  @Test
  void anEditWhileTheLastChangesAreSaved() throws Exception {
    journey.after("NocoBase stopped", () -> edit("# mine\n"));

    UpgradeOutcome outcome = upgrade();

    saysThatSomebodyChangedIt(outcome);
    keeps("# mine\n");
    allAsBefore(outcome);
  }

  @Test
  void anEditAfterTheVersionWasWrittenStaysAndTheVersionIsSetBack() throws Exception {
    journey.after(
        "docker-compose.yml:",
        () -> {
          edit("# mine\n");
          journey.cancellation.cancel();
        });

    UpgradeOutcome outcome = upgrade();

    keeps("# mine\n");
    allAsBefore(outcome);
  }

  @Test
  void anotherVersionThatSomebodyWroteMeanwhileIsTheirWish() throws Exception {
    journey.after(
        "docker-compose.yml:",
        () -> {
          Files.writeString(composeFile(), journey.composeFile().replace(NEW, "2.2.8-full"));
          journey.cancellation.cancel();
        });

    assertThat(upgrade()).isInstanceOf(UpgradeOutcome.Untouched.class);

    assertThat(journey.composeFile()).contains("2.2.8-full");
    assertThat(Deployment.of(journey.world.engine(), journey.find()).apps())
        .allMatch(app -> app.running() && app.image().endsWith("2.2.0-full"));
  }

  @Test
  void anEditWhileTheNewVersionStartsStays() throws Exception {
    journey.in(Phase.START, () -> edit("# mine\n"));

    assertThat(upgrade()).isInstanceOf(UpgradeOutcome.Upgraded.class);

    keeps("# mine\n");
    nothingIsLeft();
  }

  // ---- the clock is set

  @ParameterizedTest
  @CsvSource({"PT26H", "-PT3H"})
  void aClockThatIsSetChangesNothing(Duration by) throws Exception {
    journey.in(Phase.START, () -> journey.setClock(by));

    var upgraded = (UpgradeOutcome.Upgraded) upgrade();
    var back = journey.goBack(upgraded.waysBack().getFirst());

    assertThat(back.ending()).containsEntry("outcome", "WENT_BACK");
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }

  // ---- versions that do not start

  @ParameterizedTest
  @CsvSource({
    "CRASH_LOOPS, CrashLoop, The new version did not start",
    "NEVER_HEALTHY, AppError, The new version did not start",
    "MIGRATION_FAILS, AppError, The new version did not start"
  })
  void aVersionThatDoesNotStartIsToldAndTheWayBackIsOpen(
      Behaviour behaviour, String verdict, String title) throws Exception {
    journey.world.behave("2.2.15", behaviour);

    var failed = (UpgradeOutcome.Failed) upgrade();

    var failure = (UpgradeOutcome.DidNotStart) failed.failure();
    assertThat(failure.verdict().getClass().getSimpleName()).isEqualTo(verdict);
    assertThat(words(failed).title()).isEqualTo(title);
    assertThat(words(failed).cause()).isNotBlank();
    assertThat(words(failed).action()).isNotBlank();
    goBack(failed);
  }

  @Test
  void anInstallationThatBeginsAnewIsToldAndTheWayBackIsOpen() throws Exception {
    journey.in(
        Phase.START,
        () -> {
          journey.maintain("DROP DATABASE IF EXISTS \"nocobase\" WITH (FORCE)");
          journey.maintain("CREATE DATABASE \"nocobase\" OWNER \"nocobase\" TEMPLATE template0");
        });

    var failed = (UpgradeOutcome.Failed) upgrade();

    assertThat(failed.failure())
        .isEqualTo(new UpgradeOutcome.DidNotStart(new Verdict.FreshInstall()));
    says(failed, "NocoBase began anew, without your data", "an empty database", "DB_HOST");
    goBack(failed);
  }

  @Test
  void aVersionThatTakesMinutesAndSaysSoIsNoFailure() throws Exception {
    journey.world.behave("2.2.15", Behaviour.STARTS_SLOWLY);

    assertThat(upgrade()).isInstanceOf(UpgradeOutcome.Upgraded.class);
  }

  // ---- two at a time

  @Test
  void whileAnotherWizardIsAtWorkNothingIsBegun() throws Exception {
    BackupRun backups = journey.backupRun();
    try (var _ = InstallationLock.of(journey.find())) {
      UpgradeOutcome outcome = upgrade();

      says(
          outcome,
          "Another run of the wizard has not ended yet",
          System.getProperty("user.name"),
          "Wait until that run has ended");
      assertThatThrownBy(() -> backups.make(journey.find(), "2.2.0", RunContext.unwatched()))
          .isInstanceOfSatisfying(
              LockedException.class,
              locked -> assertThat(locked.problem().code()).isEqualTo("run.LOCKED_BY"));
    }
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
    assertThat(journey.restorePoints()).isEqualTo(List.of(backup));
  }

  @Test
  void whileABackupIsMadeNoUpgradeIsBegun() throws Exception {
    BackupRun backups = journey.backupRun();
    UpgradePlan plan = journey.plan(backup, NEW);
    var during = new AtomicReference<UpgradeOutcome>();
    RunContext context =
        new RunContext(
            event -> {
              if (during.get() == null) {
                during.set(journey.upgrade(plan));
              }
            },
            Cancellation.none(),
            Clock.systemUTC());

    backups.make(journey.find(), "2.2.0", context);

    assertThat(words(during.get()).title())
        .isEqualTo("Another run of the wizard has not ended yet");
    assertThat(state()).isEqualTo(old);
    nothingIsLeft();
  }
}
