package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.run.RunStore.Beginning;
import io.github.nocobasewizard.run.RunStore.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the automatic clean-up takes away, and what it never does.
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

  @TempDir Path folder;

  /// Newest first.
  private List<RestorePoint> points(boolean... proven) {
    return IntStream.range(0, proven.length)
        .mapToObj(n ->
            new RestorePoint(
                folder.resolve("p" + n),
                Points.manifest("p" + n, NOW.minus(Duration.ofDays(n)), proven[n])))
        .toList();
  }

  private static List<String> names(List<RestorePoint> points) {
    return points.stream().map(point -> point.folder().getFileName().toString()).toList();
  }

  @Test
  void theOldestGo() {
    var points = points(true, true, true, true);
    assertThat(names(Retention.superfluous(points, 2, Set.of()))).containsExactly("p2", "p3");
    assertThat(Retention.superfluous(points, 4, Set.of())).isEmpty();
    assertThat(Retention.superfluous(points, 9, Set.of())).isEmpty();
    assertThat(Retention.superfluous(points, Retention.ALL, Set.of())).isEmpty();
  }

  @Test
  void whatIsKeptStaysAndDoesNotCount() {
    var points = new java.util.ArrayList<>(points(true, true, true, true));
    for (int n : new int[] {0, 3}) {
      var point = points.get(n);
      points.set(n, new RestorePoint(point.folder(), point.manifest(), Notes.NONE.withKept(true)));
    }
    assertThat(names(Retention.superfluous(points, 1, Set.of()))).containsExactly("p2");
  }

  @Test
  void theLastTestedOneStays() {
    assertThat(names(Retention.superfluous(points(false, false, true, true), 1, Set.of())))
        .containsExactly("p1", "p3");
  }

  @Test
  void theLastOneOfAllStaysEvenUntested() {
    assertThat(Retention.superfluous(points(false), 1, Set.of())).isEmpty();
    assertThat(names(Retention.superfluous(points(false, false), 1, Set.of())))
        .containsExactly("p1");
  }

  @Test
  void whatARunNeedsStays() throws Exception {
    // The upgrade before the last one has ended; the last one, too; one of going back was cut off.
    upgraded(runsAt(1), "p3");
    upgraded(runsAt(2), "p2");
    try (var journal = runsAt(3).begin(beginning(Kind.GO_BACK, "key-of-shop", "p1"))) {
      journal.write(RunStore.STEP, Map.of("name", "RESTORE_STOP"));
    }
    try (var other = runsAt(4).begin(beginning(Kind.UPGRADE, "key-of-other", "p3"))) {
      other.write(RunStore.STEP, Map.of("name", "START"));
    }
    Set<Path> needed = BackupRun.needed(runsAt(5), "key-of-shop");
    assertThat(needed).containsExactlyInAnyOrder(folder.resolve("p1"), folder.resolve("p2"));
    assertThat(names(Retention.superfluous(points(true, true, true, true), 1, needed)))
        .containsExactly("p3");
  }

  private RunStore runsAt(int minute) {
    return new RunStore(
        folder.resolve("runs"), Clock.fixed(NOW.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC));
  }

  private void upgraded(RunStore runs, String point) throws IOException {
    try (var journal = runs.begin(beginning(Kind.UPGRADE, "key-of-shop", point))) {
      journal.write(RunStore.END, Map.of("outcome", "UPGRADED"));
    }
  }

  private Beginning beginning(Kind kind, String key, String point) {
    return new Beginning(
        kind,
        key,
        "shop",
        "/srv/shop",
        "2.2.0-full",
        "2.2.15-full",
        folder.resolve(point).toString());
  }
}
