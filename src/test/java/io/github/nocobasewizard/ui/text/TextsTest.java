package io.github.nocobasewizard.ui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T14:10:00Z"), ZoneOffset.UTC);

  private final Texts english = Texts.forLocale(Locale.UK, CLOCK);
  private final Texts chinese = Texts.forLocale(Locale.SIMPLIFIED_CHINESE, CLOCK);

  @Test
  void aMissingKeyIsLoudInTests() {
    assertThatThrownBy(() -> english.get("no.such.key"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no.such.key");
  }

  @Test
  void anUnknownLanguageGetsEnglishTextsWithItsOwnCountrysDates() {
    var finnish = Texts.forLocale(Locale.of("fi", "DE"), CLOCK);
    assertThat(finnish.get("place.start")).isEqualTo("Start");
    assertThat(finnish.time(Instant.parse("2026-11-23T14:02:00Z"))).isEqualTo("14:02");
  }

  @Test
  void everyCountryOfALanguageGetsItsTexts() {
    assertThat(Texts.language(Locale.of("pt", "PT"))).isEqualTo(Locale.of("pt", "BR"));
    assertThat(Texts.language(Locale.of("es", "MX"))).isEqualTo(Locale.of("es"));
    assertThat(Texts.language(Locale.of("fi"))).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void everyKindOfChineseGetsTheChineseTexts() {
    assertThat(Texts.forLocale(Locale.TRADITIONAL_CHINESE, CLOCK).get("place.start"))
        .isEqualTo("开始");
    assertThat(Texts.forLocale(Locale.CHINESE, CLOCK).get("place.start")).isEqualTo("开始");
  }

  @Test
  void sizesAreWrittenAsFileManagersDo() {
    assertThat(english.size(412_000_000)).isEqualTo("412 MB");
    assertThat(english.size(1_300_000_000)).isEqualTo("1.3 GB");
    assertThat(english.size(48_200_000_000L)).isEqualTo("48 GB");
    assertThat(english.size(999_600)).isEqualTo("1 MB");
    assertThat(english.size(12)).isEqualTo("12 bytes");
  }

  @Test
  void durationsAreWrittenWithTheirTwoLargestUnits() {
    assertThat(english.duration(Duration.ofSeconds(48))).isEqualTo("48 s");
    assertThat(english.duration(Duration.ofSeconds(432))).isEqualTo("7 min 12 s");
    assertThat(english.duration(Duration.ofMinutes(65))).isEqualTo("1 h 5 min");
    assertThat(chinese.duration(Duration.ofSeconds(432))).isEqualTo("7 分 12 秒");
  }

  @Test
  void roughLengthsRoundUp() {
    assertThat(english.roughly(Duration.ofSeconds(38))).isEqualTo("40 seconds");
    assertThat(english.roughly(Duration.ofSeconds(55))).isEqualTo("55 seconds");
    assertThat(english.roughly(Duration.ofSeconds(60))).isEqualTo("1 minute");
    assertThat(english.roughly(Duration.ofSeconds(75))).isEqualTo("1 minute");
    assertThat(english.roughly(Duration.ofSeconds(90))).isEqualTo("2 minutes");
    assertThat(english.roughly(Duration.ofSeconds(440))).isEqualTo("8 minutes");
    assertThat(english.roughly(Duration.ZERO)).isEqualTo("1 second");
  }

  @Test
  void theYearIsWrittenOnlyWhereItIsAnotherOne() {
    assertThat(english.day(Instant.parse("2026-06-12T09:31:00Z"))).isEqualTo("12 June");
    assertThat(english.day(Instant.parse("2025-03-03T09:31:00Z"))).isEqualTo("3 March 2025");
    assertThat(english.moment(Instant.parse("2026-11-23T14:00:00Z"))).isEqualTo("today, 14:00");
    assertThat(chinese.day(Instant.parse("2026-06-12T09:31:00Z"))).isEqualTo("6月12日");
  }

  @Test
  void theDayIsToldOnlyWhereItIsAnotherOne() {
    assertThat(english.recent(Instant.parse("2026-11-23T00:10:00Z"))).isEqualTo("00:10");
    assertThat(english.recent(Instant.parse("2026-11-22T23:58:00Z"))).isEqualTo("yesterday, 23:58");
  }

  @Test
  void oneIsNotSeveral() {
    Texts russian = Texts.forLocale(Locale.of("ru"), CLOCK);
    assertThat(english.get("running.tables", 98, 1L)).isEqualTo("98 tables, 1 record");
    assertThat(english.get("running.tables", 98, 0L)).isEqualTo("98 tables, no records");
    assertThat(english.get("history.result.allRecords", "2.2.0", 1L))
        .isEqualTo("2.2.0 runs, its one record is there");
    assertThat(english.get("version.goodToKnow", "2.2.0", 2))
        .isEqualTo("2 things to know before you upgrade to 2.2.0");
    assertThat(russian.get("running.tables", 98, 21L)).isEqualTo("таблиц: 98, записей: 21");
  }

  @Test
  void runningClocksShowHoursOnlyWhenThereAreSome() {
    assertThat(english.clock(Duration.ofSeconds(18))).isEqualTo("0:18");
    assertThat(english.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
  }
}
