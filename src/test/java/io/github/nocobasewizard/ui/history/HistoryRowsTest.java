package io.github.nocobasewizard.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.history.HistoryModel.Fact;
import io.github.nocobasewizard.ui.history.HistoryModel.Row;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HistoryRowsTest {
  private static final Texts TEXTS =
      Texts.forLocale(
          Locale.UK, Clock.fixed(Instant.parse("2026-11-23T14:10:00Z"), ZoneOffset.UTC));

  @Test
  void runsAreToldInWords() {
    assertThat(HistoryRows.of(HistorySamples.usual(), TEXTS))
        .extracting(Row::what)
        .containsExactly(
            "Upgrade 2.2.0-full → 2.2.15-full",
            "Backup",
            "Went back to 2.2.0-full",
            "Upgrade to 2.2.4-full failed, went back",
            "Upgrade 2.1.18-full → 2.2.0-full");
  }

  @Test
  void everyEndingHasItsWordsAndItsMark() {
    var rows = HistoryRows.of(HistorySamples.endings(), TEXTS);
    assertThat(rows)
        .extracting(Row::what)
        .startsWith(
            "Upgrade to 2.3.0-beta.12-full was interrupted",
            "Upgrade to 2.3.0-beta.12-full cancelled, nothing changed",
            "Upgrade to 2.3.0-beta.12-full stopped, nothing changed",
            "Upgrade to 2.3.0-beta.12-full failed");
    assertThat(rows)
        .extracting(Row::mark)
        .startsWith(Mark.REMARK, Mark.PAUSED, Mark.REMARK, Mark.STOP, Mark.WENT_BACK, Mark.STOP);
    assertThat(rows.getFirst().took()).isNull();
  }

  @Test
  void factsSayWhatCameOut() {
    var row = HistoryRows.of(HistorySamples.usual(), TEXTS).getFirst();
    assertThat(row.took()).isEqualTo(Duration.ofSeconds(432));
    assertThat(row.facts())
        .contains(
            new Fact("Result", "2.2.15 runs, all 48,211 records are there"),
            new Fact("Pause", "1 min 38 s"));
  }

  @Test
  void everyWordTypedMustBeFound() {
    var model = HistorySamples.some(HistorySamples.usual(), TEXTS);
    model.search.set("upgrade TOBIAS");
    assertThat(model.shown()).extracting(Row::who).containsExactly("Tobias");
    model.search.set("upgrade nobody");
    assertThat(model.shown()).isEmpty();
    model.showAll();
    assertThat(model.shown()).hasSize(5);
  }

  @Test
  void anInstallationIsChosenByItsName() {
    var model = HistorySamples.some(HistorySamples.usual(), TEXTS);
    assertThat(model.installations()).containsExactly("my-project");
    model.installation.set("another");
    assertThat(model.shown()).isEmpty();
  }

  @Test
  void aSpreadsheetTakesNoCellForAFormula() {
    var row =
        new Row(
            "1", "=cmd", Mark.DONE, Instant.EPOCH, "said \"yes\", twice", "-x", null, List.of());
    assertThat(HistoryRows.csv(List.of(row), TEXTS))
        .startsWith("\uFEFF\"When\"")
        .contains("\"'=cmd\"", "\"said \"\"yes\"\", twice\"", "\"'-x\"")
        .endsWith("\r\n");
  }
}
