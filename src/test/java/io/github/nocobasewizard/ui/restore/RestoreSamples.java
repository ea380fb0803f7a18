package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Restore points, for pictures and tests.
public final class RestoreSamples {
  private RestoreSamples() {}

  static List<Point> points(Texts texts) {
    return List.of(
        new Point(
            "1",
            Instant.parse("2026-11-23T14:08:00Z"),
            "2.2.0-full",
            412_000_000,
            true,
            texts.get("restore.note.beforeUpgrade"),
            texts.get("restore.comesBack.all", 105, 48_211, 1_204),
            null),
        new Point(
            "2",
            Instant.parse("2026-06-12T09:31:00Z"),
            "2.2.0-full",
            371_000_000,
            true,
            "",
            texts.get("restore.comesBack.all", 105, 46_802, 1_180),
            null),
        new Point(
            "3",
            Instant.parse("2026-03-03T17:45:00Z"),
            "2.1.18-full",
            318_000_000,
            false,
            "",
            texts.get("restore.comesBack.all", 101, 40_007, 954),
            null));
  }

  public static RestoreModel some(Texts texts) {
    var model = new RestoreModel();
    model.installations.setAll("my-project", "customer-administration-production");
    model.installation.set("my-project");
    model.versionNow.set("2.2.15-full");
    model.show(points(texts));
    return model;
  }

  public static RestoreModel kept(Texts texts) {
    var model = some(texts);
    model.presentIsKept.set(true);
    model.pause.set(Duration.ofSeconds(60));
    model.lost.set(
        texts.locale().getLanguage().equals("zh")
            ? "5 个表中的 37 条记录，4 个文件"
            : "37 records in 5 tables, 4 files");
    return model;
  }

  public static RestoreModel notTested(Texts texts) {
    var model = some(texts);
    var points = new java.util.ArrayList<>(points(texts));
    points.add(
        new Point(
            "4",
            Instant.parse("2025-12-23T17:45:00Z"),
            "2.0.0-beta.12-full",
            218_000_000,
            false,
            "",
            texts.get("restore.comesBack.files", 954),
            texts.get("restore.noDatabase")));
    model.show(points);
    model.chosen.set(points.get(2));
    model.notNow.set(
        texts.locale().getLanguage().equals("zh")
            ? "Docker Desktop 没有运行"
            : "Docker Desktop is not running");
    return model;
  }

  public static RestoreModel loading(Texts texts) {
    var model = some(texts);
    model.show(List.of());
    model.loading.set(true);
    return model;
  }
}
