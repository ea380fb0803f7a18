package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Going back where something is in the way: what fails half-way is undone, and an alias that has
/// moved on still brings the image that ran.
@Timeout(60)
class PracticeRestoreTest {
  private Journey journey;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    journey = new Journey(temporary);
  }

  @AfterEach
  void close() throws Exception {
    journey.close();
  }

  private Container app() throws Exception {
    return State.app(journey);
  }

  /// Upgraded, and used since.
  private RestorePoint upgraded() throws Exception {
    var upgraded = (UpgradeOutcome.Upgraded) journey.upgrade("2.2.15-full", journey.backUp());
    journey.world.addRecord("orders");
    return upgraded.waysBack().getFirst();
  }

  private RestoreOutcome goBackKeepingThePresent(RestorePoint point) {
    return journey.goBack(
        new RestorePlan(journey.find(), point, new RestorePlan.Present.ToBeKept()));
  }

  /// By then the database and the storage are the old ones already.
  @Test
  void whatFailsHalfWayIsUndoneAndToldSo() throws Exception {
    RestorePoint point = withExtraFile(upgraded());
    SortedMap<String, Long> rows = journey.world.rows();
    String file = journey.composeFile();
    String image = app().imageId();
    Path added = journey.world.folder().resolve("storage/uploads/new.txt");
    Files.writeString(added, "came after the upgrade");
    Map<String, String> storage = journey.storage();

    RestoreOutcome outcome = goBackKeepingThePresent(point);

    assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.PutBack.class))
        .extracting(RestoreOutcome.PutBack::version)
        .isEqualTo("2.2.15-full");
    assertThat(journey.events).anyMatch(RunEvent.TurnedRound.class::isInstance);
    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(journey.storage()).isEqualTo(storage);
    assertThat(journey.composeFile()).isEqualTo(file);
    assertThat(app().imageId()).isEqualTo(image);
    assertThat(journey.awaitHealthy().version()).contains("2.2.15");
    assertThat(journey.unfinished()).isEmpty();
  }

  /// One of its files cannot be put back: a folder has taken its place.
  private RestorePoint withExtraFile(RestorePoint point) throws Exception {
    Path extra = journey.world.folder().resolve(".env");
    Files.writeString(extra, "SOMETHING=1\n");
    RestorePoint more = journey.withFilesNow(point, extra);
    Files.delete(extra);
    Files.createDirectory(extra);
    return more;
  }

  /// The database is filled beside the present one, which nothing has happened to.
  @Test
  void aDiskThatFillsInTheMiddleLeavesTheNewerVersionAsItWas() throws Exception {
    RestorePoint point = upgraded();
    State before = State.of(journey);
    journey.in(RunEvent.Phase.RESTORE_DATABASE, () -> journey.world.set(Fault.DOCKER_DISK_FILLS));

    RestoreOutcome outcome = goBackKeepingThePresent(point);

    assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code())
        .isEqualTo("backup.DOCKER_DISK_FULL");
    assertThat(State.of(journey)).isEqualTo(before);
    assertThat(journey.unfinished()).isEmpty();

    journey.world.clear(Fault.DOCKER_DISK_FILLS);
    assertThat(goBackKeepingThePresent(point)).isInstanceOf(RestoreOutcome.WentBack.class);
  }

  @Test
  void aRestorePointThatIsDamagedChangesNothing() throws Exception {
    RestorePoint point = upgraded();
    SortedMap<String, Long> rows = journey.world.rows();
    Files.writeString(point.file(point.manifest().database().file()), "x");

    RestoreOutcome outcome = goBackKeepingThePresent(point);

    assertThat(outcome).isInstanceOf(RestoreOutcome.Untouched.class);
    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(app().running()).isTrue();
    assertThat(journey.unfinished()).isEmpty();
  }

  @Test
  void anAliasThatMovedOnIsWrittenBackAndTheVeryImageRuns() throws Exception {
    ImageReference alias = ImageReference.parse("nocobase/nocobase:latest-full");
    String old = app().imageId();
    journey.world.engine().tag(old, alias);
    Path file = journey.world.folder().resolve("docker-compose.yml");
    Files.writeString(file, journey.composeFile().replace("2.2.0-full", "latest-full"));
    journey.world.compose().up(journey.find().project(), List.of("app"), line -> {});
    journey.awaitHealthy();
    RestorePoint point =
        ((UpgradeOutcome.Upgraded) journey.upgrade("2.2.14-full", journey.backUp()))
            .waysBack()
            .getFirst();
    // Somebody downloads what the alias means today.
    journey.world.engine().pull(alias, "", progress -> {}, Cancellation.none());
    assertThat(journey.world.engine().image(alias.toString()).orElseThrow().id()).isNotEqualTo(old);

    RestoreOutcome outcome = journey.goBack(point);

    assertThat(outcome).isInstanceOf(RestoreOutcome.WentBack.class);
    assertThat(journey.composeFile()).contains("image: nocobase/nocobase:latest-full\n");
    assertThat(app().imageId()).isEqualTo(old);
    assertThat(journey.awaitHealthy().version()).contains("2.2.0");
  }
}
