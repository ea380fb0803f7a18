package io.github.nocobasewizard.ui.help;

import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.text.Texts;

/// Help, for pictures and tests.
public final class HelpSamples {
  private HelpSamples() {}

  public static HelpModel plain() {
    return new HelpModel();
  }

  public static HelpModel answering(Texts texts, Question question) {
    boolean chinese = texts.locale().getLanguage().equals("zh");
    var model = new HelpModel();
    model.facts.setAll(
        new Fact(chinese ? "安装" : "Installation", "my-project"),
        new Fact(chinese ? "文件夹" : "Folder", "C:\\Users\\Anna\\nocobase", true),
        new Fact(chinese ? "版本" : "Version", "2.2.0-full"));
    model.backupFolder.set("C:\\Users\\Anna\\NocoBase backups");
    model.unfolded.set(question);
    return model;
  }
}
