package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Going back is refused, with everything left as it is, when the restore point or the way to it is
/// not in order.
@Timeout(60)
class DamagedRestorePointTest {
  private Journey journey;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    journey = new Journey(temporary);
  }

  @AfterEach
  void close() throws Exception {
    journey.close();
  }

  enum Damage {
    DUMP_CUT_SHORT("database.dump") {
      @Override
      void happenTo(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      }
    },
    DUMP_WITH_A_FLIPPED_BIT("database.dump") {
      @Override
      void happenTo(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    },
    DUMP_MISSING("database.dump") {
      @Override
      void happenTo(Path file) throws IOException {
        Files.delete(file);
      }
    },
    STORAGE_MISSING("storage-app.tar") {
      @Override
      void happenTo(Path file) throws IOException {
        Files.delete(file);
      }
    },
    SETUP_FILE_MISSING("files/0-docker-compose.yml") {
      @Override
      void happenTo(Path file) throws IOException {
        Files.delete(file);
      }
    },
    MANIFEST_EDITED("manifest.json") {
      @Override
      void happenTo(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace("2.2.0-full", "2.1.0-full"));
      }
    };

    final String file;

    Damage(String file) {
      this.file = file;
    }

    abstract void happenTo(Path file) throws IOException;
  }

  /// An upgrade relies on it as its way back.
  @ParameterizedTest
  @EnumSource
  void noUpgradeBeginsWithIt(Damage damage) throws Exception {
    RestorePoint point = journey.backUp();
    State before = State.of(journey);
    damage.happenTo(point.file(damage.file));
    journey.events.clear();

    UpgradeOutcome outcome = journey.upgrade("2.2.15-full", journey.restorePoints().getFirst());

    assertThat(outcome)
        .asInstanceOf(type(UpgradeOutcome.Untouched.class))
        .extracting(untouched -> untouched.problem().code() + " " + untouched.problem().thing())
        .isEqualTo("backup.DAMAGED " + damage.file);
    assertThat(State.of(journey)).isEqualTo(before);
    assertThat(journey.events).noneMatch(RunEvent.PhaseStarted.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedBeforeAnythingIsStopped(Damage damage) throws Exception {
    RestorePoint point = journey.backUp();
    damage.happenTo(point.file(damage.file));

    Problem problem = refused(journey.restorePoints().getFirst());

    assertThat(problem.code()).isEqualTo("backup.DAMAGED");
    assertThat(problem.thing()).isEqualTo(damage.file);
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER_DISK_FULL, backup.DOCKER_DISK_FULL",
    "WRONG_PASSWORD, backup.DATABASE_NOT_REACHABLE"
  })
  void isRefusedWhereItCouldNotBePutBack(Fault fault, String code) throws Exception {
    RestorePoint point = journey.backUp();
    journey.world.addRecord("orders");
    journey.world.set(fault);

    assertThat(refused(point).code()).isEqualTo(code);
  }

  private Problem refused(RestorePoint point) throws Exception {
    SortedMap<String, Long> rows = journey.world.rows();
    Map<String, String> storage = journey.storage();
    String file = journey.composeFile();

    RestoreOutcome outcome = journey.goBack(point);

    assertThat(journey.world.rows()).isEqualTo(rows);
    assertThat(journey.storage()).isEqualTo(storage);
    assertThat(journey.composeFile()).isEqualTo(file);
    assertThat(Deployment.of(journey.world.engine(), journey.find()).apps())
        .allMatch(app -> app.running());
    return assertThat(outcome)
        .asInstanceOf(type(RestoreOutcome.Untouched.class))
        .actual()
        .problem();
  }
}
