package io.github.nocobasewizard.ui.settings;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.ui.settings.SettingsModel.Downloads;
import io.github.nocobasewizard.ui.settings.SettingsModel.Language;
import io.github.nocobasewizard.ui.settings.SettingsModel.Proxy;
import io.github.nocobasewizard.ui.settings.SettingsModel.Room;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;

/// Settings, for pictures and tests.
public final class SettingsSamples {
  private SettingsSamples() {}

  public static SettingsModel usual() {
    var model = new SettingsModel();
    model.language.set(Language.ENGLISH);
    model.backupFolder.set("C:\\Users\\Anna\\NocoBase backups");
    model.room.set(new Room(48_000_000_000L, 1_100_000_000L, 3));
    model.version.set("1.0.0");
    model.canLookForNewer.set(true);
    return model;
  }

  public static SettingsModel changed(Texts texts) {
    var model = usual();
    model.language.set(Language.CHINESE);
    model.languageAtNextStart.set(true);
    model.appearance.set(Theme.Choice.DARK);
    model.backupFolder.set(
        "\\\\server\\departments\\administration\\applications\\NocoBase\\Upgrade Wizard\\backups");
    model.folderProblem.set(
        texts.locale().getLanguage().equals("zh")
            ? "无法写入此文件夹，备份仍保存在原来的位置。"
            : "This folder cannot be written to. Backups still go where they went before.");
    model.downloads.choice.set(Downloads.THIS);
    model.downloads.address.set("mirror.administration.example.com:5000/docker-hub");
    model.downloads.tested.set(
        new Tested(true, texts.get("flow.mirror.good", "mirror.administration.example.com:5000")));
    model.proxy.choice.set(Proxy.THIS);
    model.proxy.address.set("proxy.administration.example.com:8080");
    model.proxy.tested.set(
        new Tested(
            false,
            texts.get(
                "flow.proxy.noAnswer.through",
                "hub.docker.com",
                "proxy.administration.example.com:8080")));
    return model;
  }

  public static SettingsModel fresh(Texts texts) {
    var model = usual();
    model.language.set(Language.SYSTEM);
    model.room.set(new Room(48_000_000_000L, 0, 0));
    model.downloads.choice.set(Downloads.NOCOBASE);
    model.downloads.tested.set(
        new Tested(false, texts.get("flow.mirror.noAnswer", Mirror.NOCOBASE.registry())));
    model.proxy.choice.set(Proxy.THIS);
    model.proxy.address.set("proxy.example.com");
    model.proxy.wrong.set(true);
    return model;
  }

  public static SettingsModel looking() {
    var model = usual();
    model.room.set(null);
    model.appearance.set(Theme.Choice.LIGHT);
    model.downloads.choice.set(Downloads.THIS);
    model.downloads.address.set("https://tester:secret@mirror.example.com");
    model.downloads.wrong.set(true);
    model.proxy.testing.set(true);
    return model;
  }
}
