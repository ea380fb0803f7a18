package io.github.nocobasewizard.ui.restore;

import io.github.nocobasewizard.ui.kit.Severity;
import io.github.nocobasewizard.ui.restore.RestoreModel.Lost;
import io.github.nocobasewizard.ui.restore.RestoreModel.LostRow;
import io.github.nocobasewizard.ui.restore.RestoreModel.Notice;
import io.github.nocobasewizard.ui.restore.RestoreModel.Owner;
import io.github.nocobasewizard.ui.restore.RestoreModel.Point;
import io.github.nocobasewizard.ui.restore.RestoreModel.Work;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Restore points, for pictures and tests.
public final class RestoreSamples {
  private RestoreSamples() {}

  static final Owner SHOP = new Owner("a1", "my-project", "C:\\Users\\Anna\\my-project");
  static final Owner OTHER =
      new Owner("b2", "customer-administration-production", "D:\\customer-administration");

  /// One that was made here and tested.
  static Point point(String id, String made, String version, long size, String comesBack) {
    return new Point(
        id,
        Instant.parse(made),
        version,
        size,
        true,
        "",
        "",
        false,
        false,
        comesBack,
        Duration.ofSeconds(60),
        null);
  }

  private static String all(Texts texts, int tables, int records, int files) {
    return texts.get("restore.comesBack.all", tables, records, files);
  }

  static List<Point> points(Texts texts) {
    return List.of(
        with(
            point(
                "1",
                "2026-11-23T14:08:00Z",
                "2.2.0-full",
                412_000_000,
                all(texts, 105, 48_211, 1_204)),
            "",
            texts.get("restore.note.beforeUpgrade"),
            false),
        with(
            point(
                "2",
                "2026-06-12T09:31:00Z",
                "2.2.0-full",
                371_000_000,
                all(texts, 105, 46_802, 1_180)),
            "",
            "",
            true),
        notTested(
            point(
                "3",
                "2026-03-03T17:45:00Z",
                "2.1.18-full",
                318_000_000,
                all(texts, 101, 40_007, 954)),
            null));
  }

  private static Point with(Point point, String name, String note, boolean kept) {
    return new Point(
        point.id(),
        point.made(),
        point.version(),
        point.size(),
        point.tested(),
        name,
        note,
        kept,
        point.needed(),
        point.comesBack(),
        point.pause(),
        point.refusal());
  }

  /// One that cannot be deleted now.
  static Point needed(Point point) {
    return new Point(
        point.id(),
        point.made(),
        point.version(),
        point.size(),
        point.tested(),
        point.name(),
        point.note(),
        point.kept(),
        true,
        point.comesBack(),
        point.pause(),
        point.refusal());
  }

  private static Point notTested(Point point, String refusal) {
    return new Point(
        point.id(),
        point.made(),
        point.version(),
        point.size(),
        false,
        point.name(),
        point.note(),
        point.kept(),
        point.needed(),
        point.comesBack(),
        point.pause(),
        refusal);
  }

  public static RestoreModel some(Texts texts) {
    var model = new RestoreModel();
    model.installations.setAll(SHOP, OTHER);
    model.installation.set(SHOP);
    model.versionNow.set("2.2.15-full");
    model.show(points(texts));
    return model;
  }

  public static RestoreModel counting(Texts texts) {
    var model = kept(texts);
    model.lost.set(
        new Lost.Counting(
            texts.locale().getLanguage().equals("zh") ? "已完成 3/12" : "3 of 12 collections"));
    return model;
  }

  public static RestoreModel notFoundOut(Texts texts) {
    var model = kept(texts);
    model.lost.set(
        new Lost.NotFoundOut(
            texts.locale().getLanguage().equals("zh")
                ? "数据库没有响应"
                : "The database does not answer"));
    return model;
  }

  public static RestoreModel nothingLost(Texts texts) {
    var model = kept(texts);
    model.lost.set(new Lost.Counted("", List.of()));
    return model;
  }

  public static RestoreModel working(Texts texts) {
    var model = kept(texts);
    boolean chinese = texts.locale().getLanguage().equals("zh");
    model.work.set(
        new Work(
            chinese ? "正在复制恢复点" : "Copying the restore point",
            0.42,
            chinese ? "412 MB 中的 173 MB" : "173 of 412 MB"));
    return model;
  }

  public static RestoreModel noPoints(Texts texts) {
    var model = some(texts);
    model.show(List.of());
    return model;
  }

  /// Two installations of one name, points with names, and something that did not work.
  public static RestoreModel named(Texts texts) {
    var model = some(texts);
    boolean chinese = texts.locale().getLanguage().equals("zh");
    model.installations.add(new Owner("c3", "my-project", "D:\\Trials\\my-project"));
    var points = new ArrayList<>(points(texts));
    points.set(
        1,
        with(
            points.get(1),
            chinese ? "新价目表之前" : "Before the new price list, checked by Tobias",
            "",
            true));
    points.set(2, with(points.get(2), "", texts.get("restore.note.another"), true));
    model.show(points);
    model.chosen.set(points.get(1));
    model.notice.set(
        new Notice(
            Severity.REMARK,
            texts.get("flow.restore.notDeleted"),
            texts.get("flow.restore.systemSays", "D:\\Backups\\my-project: Access is denied")));
    return model;
  }

  public static RestoreModel kept(Texts texts) {
    var model = some(texts);
    model.presentIsKept.set(true);
    boolean chinese = texts.locale().getLanguage().equals("zh");
    model.lost.set(
        new Lost.Counted(
            chinese ? "3 个数据表中的 37 条记录，4 个文件" : "37 records in 3 collections, 4 files",
            List.of(
                new LostRow(chinese ? "订单" : "Orders", 21, 9, 0),
                new LostRow(chinese ? "客户" : "Customers", 2, 4, 1),
                new LostRow(chinese ? "订单标签" : "Labels of orders (link)", 1, -1, 0),
                new LostRow(chinese ? "文件" : "Files", 4, -1, 0))));
    return model;
  }

  public static RestoreModel notTested(Texts texts) {
    var model = some(texts);
    var points = new ArrayList<>(points(texts));
    points.add(
        notTested(
            point(
                "4",
                "2025-12-23T17:45:00Z",
                "2.0.0-beta.12-full",
                218_000_000,
                texts.get("restore.comesBack.files", 954)),
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
