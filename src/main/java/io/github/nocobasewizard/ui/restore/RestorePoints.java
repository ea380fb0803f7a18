package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.Comparator;
import java.util.List;

/// Tells in words what restore points hold.
public final class RestorePoints {
  private RestorePoints() {}

  /// Newest first.
  public static List<Point> of(List<RestorePoint> points, Texts texts) {
    return points.stream()
        .map(point -> of(point, texts))
        .sorted(Comparator.comparing(Point::made).reversed())
        .toList();
  }

  private static Point of(RestorePoint point, Texts texts) {
    Manifest manifest = point.manifest();
    return new Point(
        point.folder().toString(),
        manifest.exactUpTo(),
        manifest.version(),
        manifest.size(),
        manifest.proven().isPresent(),
        manifest.sealed() ? texts.get("restore.note.beforeUpgrade") : "",
        comesBack(manifest, texts),
        // NocoBase must not start with an older version on newer data.
        point.holdsDatabase() ? null : texts.get("restore.noDatabase"));
  }

  private static String comesBack(Manifest manifest, Texts texts) {
    var database = manifest.database();
    long files = manifest.storedFiles();
    return database == null
        ? texts.get("restore.comesBack.files", files)
        : texts.get(
            "restore.comesBack.all", database.rows().size(), database.counts().records(), files);
  }
}
