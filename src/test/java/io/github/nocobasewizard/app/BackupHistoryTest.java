package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.practice.Fault;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.ui.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every backup is in the history, however it ends, and makes room for the next one.
class BackupHistoryTest {
  @TempDir Path home;

  private final AtomicInteger keep = new AtomicInteger(5);
  private PracticeWorld world;
  private Services services;
  private Installation installation;

  @BeforeEach
  void open() throws Exception {
    world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(100));
    services = Composition.services(Sample.around(world, home).keeping(keep::get));
    installation = services.finder().find(List.of()).installations().getFirst();
  }

  private RestorePoint backUp() throws Exception {
    return services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
  }

  private List<String> outcomes() {
    return services.runs().list().stream()
        .map(record -> record.beginning().kind() + " " + record.outcome())
        .toList();
  }

  @Test
  void aBackupIsALineWithItsRestorePointAndItsLog() throws Exception {
    RestorePoint made = backUp();
    RunStore.Record record = services.runs().list().getFirst();
    assertThat(outcomes()).containsExactly("BACKUP DONE");
    assertThat(record.end()).containsEntry("restorePoint", made.folder().toString());
    assertThat(Files.readString(record.folder().resolve("log.txt"))).contains("BACKUP_DATABASE");
    assertThat(services.runs().unfinished(installation.key())).isEmpty();
  }

  @Test
  void aBackupThatFailedOrWasCancelledIsALineToo() {
    world.set(Fault.DUMP_LACKS_ROWS);
    assertThatThrownBy(this::backUp).isInstanceOf(BackupException.class);
    assertThat(outcomes()).containsExactly("BACKUP FAILED");
    world.clear(Fault.DUMP_LACKS_ROWS);
    Cancellation cancellation = new Cancellation();
    RunContext context =
        new RunContext(event -> cancellation.cancel(), cancellation, Clock.systemUTC());
    assertThatThrownBy(() -> services.backup().get().make(installation, "2.2.0", context))
        .isInstanceOf(CancellationException.class);
    assertThat(outcomes()).containsExactlyInAnyOrder("BACKUP CANCELLED", "BACKUP FAILED");
    assertThat(services.backups().get().list()).isEmpty();
  }

  @Test
  void oldOnesMakeRoomButNotThoseThatAreKept() throws Exception {
    keep.set(1);
    RestorePoint first = backUp();
    RestorePointStore.annotate(first, first.notes().withKept(true));
    RestorePoint second = backUp();
    RestorePoint third = backUp();
    assertThat(services.backups().get().list())
        .extracting(RestorePoint::folder)
        .containsExactlyInAnyOrder(first.folder(), third.folder());
    assertThat(second.folder()).doesNotExist();
  }
}
