package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final Instant NINE = Instant.parse("2026-09-01T09:00:00.123456789Z");

  private final List<LogLine> lines = new ArrayList<>();
  private final LogLines log = new LogLines(true, lines::add);

  @Test
  void takesTheTimeFromTheLine() {
    add(NINE + " app has been started\n");

    assertThat(lines).containsExactly(new LogLine(NINE, "app has been started", true));
  }

  @Test
  void splitsPiecesOfSeveralLines() {
    add(NINE + " one\n" + NINE.plusSeconds(1) + " two\n\n");

    assertThat(lines)
        .containsExactly(
            new LogLine(NINE, "one", true),
            new LogLine(NINE.plusSeconds(1), "two", true),
            new LogLine(null, "", true));
  }

  /// Each piece of a long line comes with a time of its own.
  @Test
  void joinsTheEnginesPiecesOfALongLine() {
    add(NINE + " " + "a".repeat(16_384));
    add(NINE.plusSeconds(1) + " " + "b".repeat(100) + "\n");

    assertThat(lines)
        .containsExactly(new LogLine(NINE, "a".repeat(16_384) + "b".repeat(100), true));
  }

  @Test
  void keepsWhatOnlyLooksLikeATime() {
    add(NINE + " 2026-09-01T is no time\n");
    add("2026-13-99T99:99:99Z is none either\n");
    add("no time at all\n");

    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly(
            "2026-09-01T is no time", "2026-13-99T99:99:99Z is none either", "no time at all");
    assertThat(lines.get(1).time()).isNull();
  }

  @Test
  void dropsTheCarriageReturnOfATerminal() {
    add(NINE + " text\r\n");

    assertThat(lines).containsExactly(new LogLine(NINE, "text", true));
  }

  @Test
  void givesTheLastLineWithoutItsEnd() {
    add(NINE + " last");
    assertThat(lines).isEmpty();

    log.finish();
    log.finish();

    assertThat(lines).containsExactly(new LogLine(NINE, "last", true));
  }

  @Property
  void cutsNoLetterInTwo(@ForAll @IntRange(min = 1, max = 30) int piece) {
    List<LogLine> seen = new ArrayList<>();
    LogLines splitter = new LogLines(false, seen::add);
    byte[] bytes = "Größe 漢字 🚀 NocoBase\nzweite Zeile\n".getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += piece) {
      splitter.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
    }

    assertThat(seen)
        .extracting(LogLine::text)
        .containsExactly("Größe 漢字 🚀 NocoBase", "zweite Zeile");
  }

  private void add(String piece) {
    log.add(piece.getBytes(StandardCharsets.UTF_8));
  }
}
