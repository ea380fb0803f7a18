package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointStoreTest {
  private static final Instant MADE = Instant.parse("2026-11-23T14:00:00Z");

  @TempDir Path folder;

  private RestorePointStore store;

  @BeforeEach
  void open() {
    store = new RestorePointStore(folder.resolve("backups"), Clock.systemUTC());
  }

  @Test
  void twoInstallationsOfOneNameDoNotMix() {
    Points.write(store, Points.manifest("one", MADE, true, "shop", "key-a"));
    Points.write(store, Points.manifest("two", MADE, true, "shop", "key-b"));
    assertThat(store.of("key-a")).extracting(p -> p.manifest().id()).containsExactly("one");
    assertThat(store.of("key-b")).extracting(p -> p.manifest().id()).containsExactly("two");
  }

  @Test
  void aNameStaysAndTheManifestIsNotTouchedForIt() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    byte[] before = Files.readAllBytes(point.file("manifest.json"));
    RestorePointStore.annotate(point, point.notes().withName(" Before 价目表 ").withKept(true));
    RestorePoint again = store.load(point.folder());
    assertThat(again.notes().name()).isEqualTo("Before 价目表");
    assertThat(again.notes().kept()).isTrue();
    assertThat(Files.readAllBytes(point.file("manifest.json"))).isEqualTo(before);
    assertThat(store.save(point.folder(), point.manifest()).notes()).isEqualTo(again.notes());
  }

  @Test
  void unreadableNotesAreNoReasonToLoseARestorePoint() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    Files.writeString(point.file("notes.json"), "{ cut");
    assertThat(store.list()).singleElement().extracting(RestorePoint::notes).isEqualTo(Notes.NONE);
    Files.writeString(point.file("notes.json"), "{\"kept\":true}");
    assertThat(store.load(point.folder()).notes()).isEqualTo(Notes.NONE.withKept(true));
  }

  @Test
  void readingThroughALargeOneTellsHowFarItIsAndCanBeCancelled() throws Exception {
    Manifest small = Points.manifest("one", MADE, true);
    String large = "record;".repeat(200_000);
    RestorePoint point = Points.write(store, small);
    Files.writeString(point.file("database.dump"), large);
    point =
        store.save(
            point.folder(),
            small.withData(
                MADE, true, List.of(Points.database("database.dump", large)), small.storage()));
    List<RunEvent> told = new ArrayList<>();
    RestorePointStore.verify(
        point, new RunContext(told::add, Cancellation.none(), Clock.systemUTC()));

    assertThat(told).hasSizeGreaterThan(2);
    assertThat(told.getFirst())
        .asInstanceOf(type(RunEvent.PhaseProgress.class))
        .satisfies(progress -> {
          assertThat(progress.fraction()).isBetween(0.1, 0.5);
          assertThat(progress.detail())
              .asInstanceOf(type(RunEvent.Bytes.class))
              .extracting(RunEvent.Bytes::total)
              .isEqualTo(large.length() + 9L);
        });
    Cancellation wish = Cancellation.none();
    RestorePoint again = point;
    assertThatThrownBy(() ->
            RestorePointStore.verify(
                again, new RunContext(event -> wish.cancel(), wish, Clock.systemUTC())))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsWrittenIsTheOwnersAlone() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    RestorePointStore.annotate(point, point.notes().withName("x"));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(point.file("notes.json"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFolderThatIsNoneTakesNoFiles() throws Exception {
    assertThat(RestorePointStore.takesFiles(folder)).isTrue();
    assertThat(RestorePointStore.takesFiles(Files.writeString(folder.resolve("file"), "")))
        .isFalse();
    assertThat(RestorePointStore.takesFiles(folder.resolve("missing"))).isFalse();
    try (var left = Files.list(folder)) {
      assertThat(left).extracting(p -> p.getFileName().toString()).containsExactly("file");
    }
  }

  // ---- after a crash

  /// As if another program had made it, which has ended.
  private static void abandon(Path folder, String... supersedes) throws IOException {
    Unfinished.mark(folder, List.of(supersedes));
    Path mark = folder.resolve(Unfinished.NAME);
    Files.writeString(
        mark, Files.readString(mark).replaceFirst("process=\\d+@\\d+", "process=1@1"));
  }

  @Test
  void aRestorePointThatACrashHasCutOffIsRemovedAndOneThatIsBeingMadeStays() throws Exception {
    Path cutOff = store.create("shop");
    Files.writeString(cutOff.resolve("database.dump"), "half of the rec");
    abandon(cutOff);
    Path beingMade = store.create("shop");
    Path ofTheUser = Files.createDirectory(store.folder().resolve("my own copies"));

    store.removeAbandoned();

    try (var left = Files.list(store.folder())) {
      assertThat(left).containsExactlyInAnyOrder(beingMade, ofTheUser);
    }
  }

  @Test
  void aRestorePointThatIsCompleteIsNotRemovedForAMarkThatWasLeft() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    abandon(point.folder());

    store.removeAbandoned();

    RestorePointStore.verify(store.load(point.folder()));
    assertThat(point.file(Unfinished.NAME)).doesNotExist();
  }

  @Test
  void newerDataThatWasNotCompletedIsRemovedAndTheOlderStays() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    Path newer = Files.createDirectory(point.folder().resolve("sealed-1"));
    Files.writeString(newer.resolve("database.dump"), "half of");
    abandon(newer, "database.dump", "storage-app.tar");

    store.removeAbandoned();

    assertThat(newer).doesNotExist();
    RestorePointStore.verify(store.load(point.folder()));
  }

  @Test
  void newerDataThatWasCompletedStaysAndTheOlderIsRemoved() throws Exception {
    RestorePoint point = Points.write(store, Points.manifest("one", MADE, true));
    Path newer = Files.createDirectory(point.folder().resolve("sealed-1"));
    Files.writeString(newer.resolve("database.dump"), "the later records");
    Manifest later =
        point
            .manifest()
            .withData(
                MADE,
                true,
                List.of(Points.database("sealed-1/database.dump", "the later records")),
                point.manifest().storage());
    store.save(point.folder(), later);
    abandon(newer, "database.dump", "storage-app.tar");

    store.removeAbandoned();

    RestorePointStore.verify(store.load(point.folder()));
    assertThat(point.file("database.dump")).doesNotExist();
    assertThat(newer.resolve(Unfinished.NAME)).doesNotExist();
  }
}
