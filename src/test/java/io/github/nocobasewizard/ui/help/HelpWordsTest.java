package io.github.nocobasewizard.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.support.CurrentState;
import io.github.nocobasewizard.support.CurrentState.FailedDownload;
import io.github.nocobasewizard.ui.help.HelpModel.Answer;
import io.github.nocobasewizard.ui.help.HelpModel.Fact;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The questions of the official guide are answered with what is so on this computer.
class HelpWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
  private static final Texts TEXTS = Texts.forLocale(Locale.UK, Clock.fixed(NOW, ZoneOffset.UTC));

  private final HelpWords words = new HelpWords(TEXTS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.2.15-full | 2.2.15-full | 2.2.15 | it is version 2.2.15
          2.2.15-full | 2.2.0-full  | 2.2.0  | The setup file says 2.2.15-full, but 2.2.0-full is running
          2.2.15-full | 2.2.15-full | 2.2.0  | 2.2.15-full is running, but NocoBase reports 2.2.0
          2.2.15-full | 2.2.15-full | ''     | does not answer yet
          2.2.15-full | ''          | ''     | is not running now
          latest-full | latest-full | 2.2.15 | it is version 2.2.15
          """)
  void theThreePlacesWhereAVersionStandsAreCompared(
      String written, String running, String reported, String sentence) {
    Answer answer = words.notChanged(versions(written, running, reported));
    assertThat(answer.sentence()).contains(sentence);
    assertThat(answer.facts()).hasSize(3).contains(new Fact("In the setup file", written));
  }

  @Test
  void theLastFailedDownloadIsExplainedWithTheWayRoundIt() {
    var failed =
        new FailedDownload(
            Instant.parse("2026-11-22T09:12:00Z"),
            new Problem("engine.REGISTRY_LIMIT", "nocobase/nocobase:2.2.15-full", ""));
    Answer answer = words.download(state(List.of(), Optional.of(failed)), Optional.empty());
    assertThat(answer.sentence())
        .contains("yesterday, 09:12", "The limit of downloads is reached")
        .contains("yesterday, 15:12 at the latest it works again")
        .contains("choose a mirror under Settings, Network");
    assertThat(answer.facts())
        .contains(new Fact("Comes from", "Docker Hub"), new Fact("Room for versions", "48 GB"));
  }

  @Test
  void whereDownloadsComeFromIsTheMirrorIfOneIsChosen() {
    Answer answer =
        words.download(state(List.of(), Optional.empty()), Mirror.parse("mirror.example.com"));
    assertThat(answer.facts()).contains(new Fact("Comes from", "mirror.example.com"));
  }

  @Test
  void aLicenceThatDoesNotFitIsSaidToBeSo() {
    var log = List.of(new Diagnosis(Symptom.LICENCE_ELSEWHERE, "", "License key not match"));
    Answer answer = words.commercialPlugin(state(log, Optional.empty()));
    assertThat(answer.sentence()).contains("belongs to another server or database");
    assertThat(answer.facts()).containsExactly(new Fact("Licence key", "found by NocoBase"));
  }

  @Test
  void troubleOfAnotherKindIsNoneOfTheLicence() {
    var log = List.of(new Diagnosis(Symptom.TOKEN_INVALID, "", "Token is invalid"));
    assertThat(words.commercialPlugin(state(log, Optional.empty())).sentence())
        .isEqualTo("NocoBase’s log shows no trouble with commercial plugins.");
  }

  private static CurrentState versions(String written, String running, String reported) {
    return new CurrentState(
        image(written),
        image(running),
        Optional.of(reported).filter(it -> !it.isEmpty()),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static CurrentState state(List<Diagnosis> log, Optional<FailedDownload> failed) {
    return new CurrentState(
        image("2.2.0-full"),
        image("2.2.0-full"),
        Optional.of("2.2.0"),
        Optional.of("Docker Desktop 4.52"),
        OptionalLong.of(48_000_000_000L),
        Optional.of(true),
        log,
        failed);
  }

  private static Optional<ImageReference> image(String version) {
    return version.isEmpty()
        ? Optional.empty()
        : ImageReference.find("nocobase/nocobase:" + version);
  }
}
