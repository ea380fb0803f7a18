package io.github.nocobasewizard.ui.help;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.support.CurrentState;
import io.github.nocobasewizard.ui.help.HelpModel.Answer;
import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers the questions of the official guide with what is so on this computer.
public final class HelpWords {
  private static final Set<Symptom> LICENCE =
      EnumSet.of(
          Symptom.LICENCE_ELSEWHERE,
          Symptom.LICENCE_INVALID,
          Symptom.LICENCE_SITE,
          Symptom.PLUGIN_NOT_LICENSED,
          Symptom.PLUGIN_NOT_FOR_VERSION,
          Symptom.PLUGIN_REMOVED);

  private final Texts texts;
  private final ProblemTexts problems;

  public HelpWords(Texts texts) {
    this.texts = texts;
    this.problems = new ProblemTexts(texts);
  }

  /// Why a download is slow or fails.
  ///
  /// @param mirror that is chosen in Settings
  public Answer download(CurrentState state, Optional<Mirror> mirror) {
    List<Fact> facts = new ArrayList<>();
    state.written().ifPresent(image -> facts.add(fact("help.here.source", source(image, mirror))));
    state.docker().ifPresent(docker -> facts.add(fact("help.here.docker", docker)));
    state.room().ifPresent(room -> facts.add(fact("help.here.room", texts.size(room))));
    String sentence =
        state
            .failedDownload()
            .map(failed -> {
              ProblemTexts.Words words = problems.words(failed.problem(), failed.at());
              return texts.get(
                  "help.here.failed",
                  texts.moment(failed.at()),
                  words.title(),
                  words.explanation());
            })
            .orElse(texts.get("help.here.neverFailed"));
    return new Answer(sentence, facts);
  }

  private String source(ImageReference image, Optional<Mirror> mirror) {
    ImageReference source = mirror.flatMap(chosen -> chosen.copyOf(image)).orElse(image);
    return source.isOnDockerHub() ? texts.get("help.here.dockerHub") : source.registry();
  }

  /// Why the version is still the old one.
  public Answer notChanged(CurrentState state) {
    String written = state.written().map(ImageReference::tagOrLatest).orElse("");
    String running = state.running().map(ImageReference::tagOrLatest).orElse("");
    String reported = state.reported().orElse("");
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("help.here.written", known(written)));
    facts.add(fact("help.here.running", known(running)));
    facts.add(fact("help.here.reported", known(reported)));
    return new Answer(agreement(written, running, reported), facts);
  }

  private String agreement(String written, String running, String reported) {
    if (running.isEmpty()) {
      return texts.get("help.here.notRunning");
    }
    if (!written.isEmpty() && !written.equals(running)) {
      return texts.get("help.here.otherRuns", written, running);
    }
    if (reported.isEmpty()) {
      return texts.get("help.here.noAnswer");
    }
    // A moving name such as "latest" says nothing about the number.
    boolean numbered = running.matches("\\d+\\.\\d+\\.\\d+.*");
    return numbered && !running.startsWith(reported)
        ? texts.get("help.here.otherReports", running, reported)
        : texts.get("help.here.allAgree", reported);
  }

  private String known(String value) {
    return value.isEmpty() ? texts.get("help.here.unknown") : value;
  }

  /// Why a commercial plugin is missing or old.
  public Answer commercialPlugin(CurrentState state) {
    String key =
        state
            .licenceKey()
            .map(found -> found ? "help.here.key.found" : "help.here.key.none")
            .orElse("help.here.key.unknown");
    Optional<Diagnosis> trouble =
        state.findings().stream()
            .filter(finding -> LICENCE.contains(finding.symptom()))
            .findFirst();
    String version =
        state.reported().or(() -> state.running().map(ImageReference::tagOrLatest)).orElse("");
    String sentence =
        trouble
            .map(finding -> problems.words(finding, version).explanation())
            .orElse(texts.get("help.here.noTrouble"));
    return new Answer(sentence, List.of(fact("help.here.key", texts.get(key))));
  }

  private Fact fact(String name, String value) {
    return new Fact(texts.get(name), value);
  }
}
