package io.github.nocobasewizard.ui.unfinished;

import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.unfinished.UnfinishedModel.Kind;
import java.time.Duration;
import java.time.Instant;

/// Runs that were cut off, for pictures.
public final class UnfinishedSamples {
  public static final Instant STOPPED = Instant.parse("2026-11-23T14:09:00Z");
  private static final Instant EXACT = Instant.parse("2026-11-23T14:08:00Z");

  private UnfinishedSamples() {}

  public static UnfinishedModel upgrade(Texts texts) {
    boolean zh = texts.locale().getLanguage().equals("zh");
    var words = new UnfinishedWords(texts);
    var model = new UnfinishedModel(Runnable::run);
    model.project.set("my-project");
    model.stopped.set(STOPPED);
    model.dataSafe.set(true);
    model.rows.setAll(
        words.restorePoint(EXACT),
        words.written("2.2.15"),
        words.updating(zh ? "已完成 9 / 34 个部分" : "9 of 34 parts done"),
        words.appStopped());
    model.waysOn.setAll(
        words.goBack("2.2.0", EXACT, Duration.ofMinutes(1), true, () -> {}),
        words.finishUpgrade("2.2.15", true, false, () -> {}));
    for (int i = 1; i < 30; i++) {
      model.happened.add("14:08:%02d  migrating  202511%02d-update".formatted(i, i));
    }
    return model;
  }

  public static UnfinishedModel goBack(Texts texts) {
    var words = new UnfinishedWords(texts);
    var model = new UnfinishedModel(Runnable::run);
    model.kind.set(Kind.GO_BACK);
    model.project.set("my-project");
    model.stopped.set(STOPPED.minus(Duration.ofDays(4)));
    model.rows.setAll(
        words.restorePoint(EXACT.minus(Duration.ofDays(4))),
        words.notWritten(),
        words.puttingBack(""),
        words.appStopped());
    model.waysOn.setAll(words.finishGoingBack("2.2.0", Duration.ofMinutes(2), true, () -> {}));
    return model;
  }
}
