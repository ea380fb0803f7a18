package io.github.nocobasewizard.ui.backup;

import io.github.nocobasewizard.ui.backup.BackupModel.Content;
import io.github.nocobasewizard.ui.backup.BackupModel.Made;
import io.github.nocobasewizard.ui.backup.BackupModel.Part;
import io.github.nocobasewizard.ui.backup.BackupModel.Phase;
import io.github.nocobasewizard.ui.backup.BackupModel.Proof;
import io.github.nocobasewizard.ui.backup.BackupModel.View;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Instant;
import java.util.List;

/// Step 2's states, for pictures.
public final class BackupSamples {
  private static final Instant MADE = Instant.parse("2026-11-23T14:00:00Z");
  private static final Instant TESTED = Instant.parse("2026-11-23T14:02:00Z");

  private BackupSamples() {}

  /// What the step list says about a finished backup.
  public static String tested(Texts texts) {
    return texts.get("backup.testedAt", texts.time(TESTED));
  }

  public static BackupModel choice(Texts texts) {
    boolean zh = zh(texts);
    var model = new BackupModel(Runnable::run);
    model.folder.set("C:\\Users\\Anna\\NocoBase backups");
    model.expected.set(zh ? "2 分钟" : "2 minutes");
    model.room.set(zh ? "可用 48 GB，需要 0.9 GB" : "48 GB free, 0.9 GB needed");
    model.contents.setAll(
        new Content(
            Part.DATABASE,
            zh ? "数据库" : "Database",
            zh ? "PostgreSQL 16，105 个表，38 MB" : "PostgreSQL 16, 105 tables, 38 MB"),
        new Content(
            Part.FILES,
            zh ? "上传的文件、插件和许可证" : "Uploads, plugins and licence",
            zh ? "1,204 个文件，374 MB" : "1,204 files, 374 MB"),
        new Content(Part.SETUP, zh ? "配置文件" : "Setup files", "docker-compose.yml, .env"));
    return model;
  }

  public static BackupModel own(Texts texts) {
    var model = choice(texts);
    model.own.set(true);
    return model;
  }

  public static BackupModel running(Texts texts) {
    boolean zh = zh(texts);
    var model = choice(texts);
    model.view.set(View.RUNNING);
    model.progress.set(0.72);
    model.now.set(zh ? "正在测试备份" : "Testing the backup");
    model.timeLeft.set(zh ? "大约还需 40 秒" : "About 40 seconds left");
    model.line.set(
        zh
            ? "正在将数据库放入空的测试数据库：76 / 105 个表"
            : "Putting the database into an empty test database: 76 of 105 tables");
    model.phases.setAll(
        new Phase(Mark.DONE, zh ? "复制数据库" : "Copy the database", zh ? "38 MB，12 秒" : "38 MB, 12 s"),
        new Phase(
            Mark.DONE,
            zh ? "复制上传的文件、插件和许可证" : "Copy uploads, plugins and licence",
            zh ? "374 MB，31 秒" : "374 MB, 31 s"),
        new Phase(Mark.DONE, zh ? "复制配置文件" : "Copy the setup files", zh ? "2 个文件" : "2 files"),
        new Phase(
            Mark.BUSY, zh ? "测试：将备份放入空数据库" : "Test: put the copy into an empty database", "0:18"),
        new Phase(Mark.TODO, zh ? "测试：核对所有表和记录" : "Test: compare all tables and records", ""),
        new Phase(Mark.TODO, zh ? "完成并封存备份" : "Finish and seal the backup", ""));
    return model;
  }

  public static BackupModel done(Texts texts) {
    boolean zh = zh(texts);
    var model = choice(texts);
    model.view.set(View.DONE);
    model.folder.set("C:\\Users\\Anna\\NocoBase backups\\my-project 2026-11-23 14.00");
    model.made.set(
        new Made(
            MADE,
            TESTED,
            zh ? "my-project，版本 2.2.0-full，412 MB" : "my-project, version 2.2.0-full, 412 MB",
            List.of(
                new Proof(zh ? "数据库" : "Database", texts.get("flow.backup.identical", 105, 48_211)),
                new Proof(
                    zh ? "上传的文件、插件和许可证" : "Uploads, plugins and licence",
                    zh ? "1,204 个文件，374 MB" : "1,204 files, 374 MB"),
                new Proof(zh ? "配置文件" : "Setup files", "docker-compose.yml, .env"),
                new Proof(
                    Mark.REMARK,
                    texts.get("flow.backup.notIncluded"),
                    texts.get("flow.backup.notIncluded.text", "warehouse")))));
    return model;
  }

  public static BackupModel failed(Texts texts) {
    boolean zh = zh(texts);
    var model = choice(texts);
    model.view.set(View.FAILED);
    model.cause.set(
        zh
            ? "备份文件夹所在的驱动器已满：还缺 214 MB。"
            : "The drive with the backup folder is full: 214 MB more are needed.");
    model.log.add("14:00:02  pg_dump: 105 tables");
    model.log.add("14:00:31  storage: No space left on device (C:\\Users\\Anna\\NocoBase backups)");
    model.waysOn.setAll(
        new Option(
            zh ? "使用其他文件夹" : "Use another folder",
            zh ? "例如另一个驱动器或 U 盘。" : "For example on another drive or on a USB stick.",
            zh ? "选择文件夹…" : "Choose a folder…",
            true,
            () -> {}),
        new Option(
            zh ? "重试" : "Try again",
            zh ? "在您腾出空间之后。" : "After you have made room.",
            zh ? "重试" : "Try again",
            false,
            () -> {}));
    return model;
  }

  private static boolean zh(Texts texts) {
    return texts.locale().getLanguage().equals("zh");
  }
}
