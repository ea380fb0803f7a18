package io.github.nocobasewizard.ui.done;

import io.github.nocobasewizard.ui.done.DoneModel.Warning;
import io.github.nocobasewizard.ui.done.DoneModel.WayBack;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;

/// Step 5's states, for pictures.
public final class DoneSamples {
  private DoneSamples() {}

  public static DoneModel plain(Texts texts) {
    var words = new DoneWords(texts);
    var model = new DoneModel();
    model.version.set("2.2.15");
    model.project.set("my-project");
    model.took.set(Duration.ofSeconds(432));
    model.pause.set(Duration.ofSeconds(98));
    model.rows.setAll(
        words.reports("2.2.15", "localhost:13000"),
        words.records(48_211, 48_211),
        words.answers(Duration.ofMinutes(1)));
    model.wayBack.set(new WayBack(Instant.parse("2026-11-23T14:08:00Z"), "2.2.0"));
    return model;
  }

  public static DoneModel warned(Texts texts) {
    boolean zh = texts.locale().getLanguage().equals("zh");
    var model = plain(texts);
    model.warning.set(
        new Warning(
            zh ? "有一个插件需要处理" : "One plugin needs a look",
            zh
                ? "“SMS gateway”0.9.1 无法在此版本中启动，请向其开发者获取更新。"
                : "“SMS gateway” 0.9.1 did not start with this version. Ask its maker for an"
                    + " update.",
            zh ? "显示插件" : "Show plugins",
            () -> {}));
    return model;
  }

  /// Records not counted, an own backup, so no way back.
  public static DoneModel unproven(Texts texts) {
    var words = new DoneWords(texts);
    var model = plain(texts);
    model.project.set("customer-relationship-management-of-the-northern-branch");
    model.pause.set(Duration.ZERO);
    model.rows.set(1, words.records(-1, -1));
    model.wayBack.set(null);
    return model;
  }
}
