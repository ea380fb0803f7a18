package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSearchTest {
  private final List<String> lines =
      new ArrayList<>(List.of("Load plugin", "nothing", "load PLUGIN acl", "end"));
  private final LogSearch search = new LogSearch();

  @Test
  void goesRoundTheHitsInBothDirections() {
    search.in(lines);
    search.find("plugin");
    assertThat(search.goOn()).isFalse();
    assertThat(search.count()).isEqualTo(2);
    assertThat(search.next()).isZero();
    assertThat(search.next()).isEqualTo(2);
    assertThat(search.position()).isEqualTo(2);
    assertThat(search.next()).isZero();
    assertThat(search.previous()).isEqualTo(2);
  }

  @Test
  void findsWhatComesLaterAndForgetsWhatIsForgotten() {
    search.in(lines);
    search.find("plugin");
    search.goOn();
    search.next();
    search.next();
    lines.add("one more plugin");
    search.goOn();
    assertThat(search.count()).isEqualTo(3);
    lines.subList(0, 2).clear();
    search.forgotten(2);
    assertThat(search.count()).isEqualTo(2);
    assertThat(search.position()).isEqualTo(1);
    assertThat(search.next()).isEqualTo(2);
  }

  /// A million lines are looked at in parts, between which the window is drawn.
  @Test
  void looksAtALongLogInParts() {
    for (int i = 0; i < 1_000_000; i++) {
      lines.add("line");
    }
    lines.add("the last");
    search.in(lines);
    search.find("last");
    int parts = 1;
    while (search.goOn()) {
      parts++;
    }
    assertThat(parts).isGreaterThan(5);
    assertThat(search.next()).isEqualTo(lines.size() - 1);
  }

  @Test
  void nothingFoundIsNoLine() {
    search.in(lines);
    search.find("absent");
    search.goOn();
    assertThat(search.next()).isEqualTo(LogSearch.NONE);
    assertThat(search.previous()).isEqualTo(LogSearch.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'2025-11-03 10:00:00 [error] cannot load', ERROR",
    "14:09:02  FATAL:  the database system is starting up, ERROR",
    "TypeError: Cannot read properties of undefined, ERROR",
    "'{\"level\":\"error\",\"message\":\"x\"}', ERROR",
    "2025-11-03 10:00:00 [warn]  deprecated, WARNING",
    "WARNING: database has no collation version, WARNING",
    "14:09:33  load plugin [error-handler] 0 errors, PLAIN",
    "'load plugin [calendar], 19/77', PLAIN"
  })
  void aLineSaysHowBadItIs(String line, LogLevel level) {
    assertThat(LogLevel.of(line)).isEqualTo(level);
  }
}
