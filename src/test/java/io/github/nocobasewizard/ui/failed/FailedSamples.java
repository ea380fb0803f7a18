package io.github.nocobasewizard.ui.failed;

import io.github.nocobasewizard.health.Verdict.AppError;
import io.github.nocobasewizard.ui.done.DoneWords;
import io.github.nocobasewizard.ui.failed.FailedModel.Phase;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.DidNotStart;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failure;
import java.time.Duration;
import java.time.Instant;

/// The states of an upgrade that did not end well, for pictures.
public final class FailedSamples {
  private static final Instant EXACT = Instant.parse("2026-11-23T14:08:00Z");

  public static final Failure FAILURE = new DidNotStart(new AppError("ERROR", ""));

  private FailedSamples() {}

  public static FailedModel failed(Texts texts) {
    boolean zh = zh(texts);
    var words = new FailedWords(texts);
    var model = new FailedModel(Runnable::run);
    model.version.set("2.2.0");
    model.exactUpTo.set(EXACT);
    model.title.set(words.title(FAILURE));
    model.lead.set(words.lead(EXACT, true));
    model.dataSafe.set(true);
    model.cause.set(
        zh
            ? "插件“SMS gateway”0.9.1 与版本 2.2.15 不兼容，NocoBase 在加载它时停止了。"
            : "The plugin “SMS gateway” 0.9.1 does not fit version 2.2.15. NocoBase stopped while"
                + " loading it.");
    for (int i = 1; i < 20; i++) {
      model.detail.add("14:09:%02d  load plugin [workflow-%d]".formatted(i, i));
    }
    model.detail.add("Cannot find module '@nocobase/server/lib/sms'");
    model.waysOn.setAll(
        words.goBack("2.2.0", EXACT, Duration.ofMinutes(1), true, () -> {}),
        words.tryOnceMore("2.2.15", () -> {}),
        new Option(
            zh ? "停用此插件后再试 2.2.15" : "Try 2.2.15 without this plugin",
            zh
                ? "先停用“SMS gateway”，以后可以重新启用。"
                : "Switches “SMS gateway” off first. You can switch it on again later.",
            zh ? "停用插件后再试" : "Try without this plugin",
            false,
            () -> {}));
    return model;
  }

  /// It is not proven that all is well, and little is known.
  public static FailedModel unsure(Texts texts) {
    boolean zh = zh(texts);
    var model = failed(texts);
    model.dataSafe.set(false);
    model.detail.clear();
    model.cause.set(
        zh
            ? "没有找到已知的原因。NocoBase 在 10 分钟内没有任何进展。"
            : "No known cause was found. NocoBase made no progress for 10 minutes.");
    model.waysOn.removeLast();
    return model;
  }

  /// A stop was reached, the step after it failed.
  public static FailedModel onTheWay(Texts texts) {
    var words = new FailedWords(texts);
    var model = failed(texts);
    model.lead.set(words.leadOnTheWay("2.2.8", "2.2.15"));
    model.waysOn.setAll(
        words.goBack("2.2.0", EXACT, Duration.ofMinutes(1), true, () -> {}),
        words.goBack("2.2.8", EXACT, Duration.ofMinutes(1), false, () -> {}),
        words.tryOnceMore("2.2.15", () -> {}));
    return model;
  }

  /// Going back failed and was undone.
  public static FailedModel putBack(Texts texts) {
    var words = new FailedWords(texts);
    var model = failed(texts);
    model.dataSafe.set(false);
    model.title.set(words.putBack("2.2.0"));
    model.lead.set(words.runsAsBefore("2.2.15"));
    model.waysOn.setAll(words.stay("2.2.15", () -> {}), words.tryGoingBackAgain("2.2.0", () -> {}));
    return model;
  }

  public static FailedModel untouched(Texts texts) {
    boolean zh = zh(texts);
    var model = new FailedModel(Runnable::run);
    model.view.set(View.UNTOUCHED);
    model.version.set("2.2.0");
    model.title.set(zh ? "下载已中断" : "The download was broken off");
    model.cause.set(
        zh
            ? "与 registry.example.com 的连接在下载途中断开，已下载 412 MB，共 1.3 GB。"
            : "The connection to registry.example.com ended on the way, after 412 MB of 1.3 GB.");
    model.action.set(
        zh
            ? "请检查这台电脑的网络连接，然后重试。已下载的部分会保留。"
            : "Check the connection of this computer, then try again. What was downloaded is"
                + " kept.");
    model.detail.add("net/http: TLS handshake timeout");
    return model;
  }

  public static FailedModel cancelled() {
    var model = new FailedModel(Runnable::run);
    model.view.set(View.UNTOUCHED);
    model.version.set("2.2.0");
    model.cancelled.set(true);
    return model;
  }

  public static FailedModel goingBack(Texts texts) {
    boolean zh = zh(texts);
    var model = failed(texts);
    model.view.set(View.GOING_BACK);
    model.progress.set(0.46);
    model.now.set(zh ? "正在恢复数据库" : "Putting the database back");
    model.timeLeft.set(zh ? "大约还需 30 秒" : "About 30 seconds left");
    model.line.set(zh ? "61 / 105 个表" : "61 of 105 tables");
    model.phases.setAll(
        new Phase(Mark.DONE, zh ? "停止 NocoBase" : "Stop NocoBase", zh ? "4 秒" : "4 s"),
        new Phase(Mark.BUSY, zh ? "恢复数据库" : "Put the database back", "0:18"),
        new Phase(
            Mark.TODO, zh ? "恢复上传的文件、插件和许可证" : "Put uploads, plugins and licence back", "374 MB"),
        new Phase(
            Mark.TODO, zh ? "将版本 2.2.0 写回配置文件" : "Write version 2.2.0 into the setup file", ""),
        new Phase(Mark.TODO, zh ? "启动版本 2.2.0 并检查" : "Start version 2.2.0 and check it", ""));
    for (int i = 1; i < 8; i++) {
      model.log.add("14:12:%02d  pg_restore: table %d".formatted(i, i));
    }
    return model;
  }

  /// The length of what is done now cannot be told.
  public static FailedModel starting(Texts texts) {
    boolean zh = zh(texts);
    var model = goingBack(texts);
    model.progress.set(-1);
    model.now.set(zh ? "正在启动版本 2.2.0" : "Starting version 2.2.0");
    model.timeLeft.set(
        zh ? "已用 48 秒，在这里通常需要约 1 分钟" : "48 s so far, usually takes about 1 minute here");
    model.line.set("");
    var phases = model.phases;
    for (int i = 1; i < 4; i++) {
      phases.set(i, new Phase(Mark.DONE, phases.get(i).name(), i == 1 ? "38 MB" : ""));
    }
    phases.set(4, new Phase(Mark.BUSY, phases.get(4).name(), "0:48"));
    return model;
  }

  public static FailedModel wentBack(Texts texts) {
    var words = new FailedWords(texts);
    var model = failed(texts);
    model.view.set(View.WENT_BACK);
    model.took.set(Duration.ofSeconds(58));
    model.rows.setAll(
        words.reports("2.2.0", "localhost:13000"),
        words.records(48_211, 48_211),
        new DoneWords(texts).answers(Duration.ofSeconds(30)));
    return model;
  }

  public static FailedModel backFailed(Texts texts) {
    boolean zh = zh(texts);
    var model = failed(texts);
    model.view.set(View.BACK_FAILED);
    model.cause.set(
        zh
            ? "驱动器 C 已满：恢复数据库还缺 214 MB。"
            : "Drive C is full: 214 MB more are needed to put the database back.");
    model.action.set(zh ? "请在驱动器 C 上腾出空间，然后重试。" : "Make room on drive C, then try again.");
    model.detail.clear();
    model.detail.add("could not extend file \"base/16385/2619\": No space left on device");
    return model;
  }

  private static boolean zh(Texts texts) {
    return texts.locale().getLanguage().equals("zh");
  }
}
