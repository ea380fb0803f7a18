package io.github.nocobasewizard.ui.help;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.support.CurrentState;
import io.github.nocobasewizard.support.CurrentState.FailedDownload;
import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    var words = new HelpWords(texts);
    var state =
        new CurrentState(
            ImageReference.find("nocobase/nocobase:2.2.15-full"),
            ImageReference.find("nocobase/nocobase:2.2.0-full"),
            Optional.of("2.2.0"),
            Optional.of("Docker Desktop 4.52"),
            OptionalLong.of(48_000_000_000L),
            Optional.of(true),
            List.of(new Diagnosis(Symptom.LICENCE_ELSEWHERE, "", "License key not match")),
            Optional.of(
                new FailedDownload(
                    Instant.parse("2026-11-22T09:12:00Z"),
                    new Problem("engine.REGISTRY_LIMIT", "nocobase/nocobase:2.2.15-full", ""))));
    model.here.put(Question.DOWNLOAD, words.download(state, Optional.empty()));
    model.here.put(Question.NOT_CHANGED, words.notChanged(state));
    model.here.put(Question.COMMERCIAL_PLUGIN, words.commercialPlugin(state));
    model.unfolded.set(question);
    return model;
  }
}
