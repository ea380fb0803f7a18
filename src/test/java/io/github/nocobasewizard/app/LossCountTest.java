package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.practice.Fault;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.LossCount;
import io.github.nocobasewizard.restore.Losses;
import io.github.nocobasewizard.restore.Losses.OfCollection;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.ui.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would be lost by going back, counted on the sample.
class LossCountTest {
  private static final LossCount.Progress NOBODY = (done, total) -> {};

  @TempDir Path home;

  private PracticeWorld world;
  private Services services;
  private Installation installation;
  private RestorePoint point;

  @BeforeEach
  void backUp() throws Exception {
    world = PracticeWorld.open(home.resolve("sample"), PracticeTime.atSpeed(100));
    services = Composition.services(Sample.around(world, home));
    installation = services.finder().find(List.of()).installations().getFirst();
    point = services.backup().get().make(installation, "2.2.0", RunContext.unwatched());
  }

  private Losses count() throws EngineException {
    return new LossCount(services.engine()).of(installation, point, NOBODY, Cancellation.none());
  }

  @Test
  void nothingIsLostWhereNothingWasWritten() throws Exception {
    assertThat(count().none()).isTrue();
  }

  @Test
  void newRecordsAndNewFilesAreCounted() throws Exception {
    world.addRecord("orders");
    world.addRecord("orders");
    world.addRecord("customers");
    Path upload = installation.folder().resolve("storage/uploads/new-invoice.pdf");
    Files.writeString(upload, "new");
    Files.setLastModifiedTime(upload, FileTime.from(Instant.now().plusSeconds(5)));
    // Not a file of a user's.
    Path log = installation.folder().resolve("storage/.license/instance-id");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "x");
    Files.setLastModifiedTime(log, FileTime.from(Instant.now().plusSeconds(5)));

    Losses losses = count();

    assertThat(losses.collections())
        .extracting(OfCollection::title, OfCollection::added, OfCollection::deleted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("orders", 2L, 0L),
            org.assertj.core.groups.Tuple.tuple("customers", 1L, 0L));
    assertThat(losses.records()).isEqualTo(3);
    assertThat(losses.collectionsWithLosses()).isEqualTo(2);
    assertThat(losses.files()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsAnError() {
    world.set(Fault.WRONG_PASSWORD);
    assertThatThrownBy(this::count).isInstanceOf(EngineException.class);
  }

  @Test
  void countingCanBeCancelled() {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() ->
            new LossCount(services.engine())
                .of(installation, point, (done, total) -> cancellation.cancel(), cancellation))
        .isInstanceOf(CancellationException.class);
  }
}
