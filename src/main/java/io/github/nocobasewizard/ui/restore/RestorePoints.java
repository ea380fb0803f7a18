package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.ui.restore.RestoreModel.Owner;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells in words what restore points hold.
public final class RestorePoints {
  /// Stopping and starting NocoBase, whatever is put back in between.
  private static final Duration STOP_AND_START = Duration.ofSeconds(45);

  private static final long BYTES_A_SECOND = 50_000_000;

  private RestorePoints() {}

  /// Newest first.
  ///
  /// @param needed folders of restore points that a run may still need
  /// @param beforeUpgrades folders of those that upgrades made for themselves
  public static List<Point> of(
      List<RestorePoint> points, Set<Path> needed, Set<Path> beforeUpgrades, Texts texts) {
    return points.stream()
        .map(point ->
            of(
                point,
                needed.contains(point.folder()),
                beforeUpgrades.contains(point.folder()),
                texts))
        .sorted(Comparator.comparing(Point::made).reversed())
        .toList();
  }

  /// The installations that restore points belong to, in the order in which they are met.
  public static List<Owner> owners(List<RestorePoint> points) {
    Map<String, Owner> owners = new LinkedHashMap<>();
    for (RestorePoint point : points) {
      Manifest manifest = point.manifest();
      owners.putIfAbsent(
          manifest.installation(),
          new Owner(manifest.installation(), manifest.project(), manifest.folder()));
    }
    return new ArrayList<>(owners.values());
  }

  private static Point of(RestorePoint point, boolean needed, boolean beforeUpgrade, Texts texts) {
    Manifest manifest = point.manifest();
    return new Point(
        point.folder().toString(),
        manifest.exactUpTo(),
        manifest.version(),
        manifest.size(),
        manifest.proven().isPresent(),
        point.notes().name(),
        note(point, beforeUpgrade, texts),
        point.notes().kept(),
        needed,
        comesBack(manifest, texts),
        pause(manifest),
        // NocoBase must not start with an older version on newer data.
        point.holdsDatabase() ? null : texts.get("restore.noDatabase"));
  }

  private static String note(RestorePoint point, boolean beforeUpgrade, Texts texts) {
    return switch (point.notes().origin()) {
      // What was made with NocoBase stopped was made before something else happened to it.
      case MADE_HERE ->
          !point.manifest().sealed()
              ? ""
              : texts.get(
                  beforeUpgrade ? "restore.note.beforeUpgrade" : "restore.note.beforeGoingBack");
      case COPY -> texts.get("restore.note.copy");
      case ANOTHER_INSTALLATION -> texts.get("restore.note.another");
      case DATABASE_FILE -> texts.get("restore.note.databaseFile");
    };
  }

  /// Putting the database back takes as long as it took when that was tested.
  private static Duration pause(Manifest manifest) {
    long files = manifest.storage().stream().mapToLong(Manifest.StoragePart::size).sum();
    return manifest
        .proven()
        .map(Manifest.Proof::took)
        .orElse(Duration.ofSeconds(10))
        .plus(STOP_AND_START)
        .plusSeconds(files / BYTES_A_SECOND);
  }

  private static String comesBack(Manifest manifest, Texts texts) {
    long files = manifest.storedFiles();
    if (manifest.databases().isEmpty()) {
      return texts.get("restore.comesBack.files", files);
    }
    TableCounts counts = manifest.counts();
    return texts.get("restore.comesBack.all", counts.tables(), counts.records(), files);
  }
}
