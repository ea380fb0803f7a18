package io.github.nocobasewizard.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Symptom.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a log shows is named, the root before what follows from it, and nothing else is.
class LogDoctorTest {
  static List<LabelledLogs.Labelled> excerpts() throws IOException {
    return LabelledLogs.excerpts();
  }

  static List<Path> brokenStarts() throws IOException {
    return LabelledLogs.whole("broken-");
  }

  static List<Path> cleanStarts() throws IOException {
    return LabelledLogs.whole("clean-");
  }

  @ParameterizedTest
  @MethodSource("excerpts")
  void namesWhatTheLogShows(LabelledLogs.Labelled log) {
    var doctor = new LogDoctor();
    log.lines().forEach(line -> doctor.read(log.where(), line));
    assertThat(doctor.diagnosis().map(Diagnosis::symptom)).contains(log.symptom());
    assertThat(doctor.diagnosis().orElseThrow().argument()).isEqualTo(log.argument());
  }

  @Test
  void everySymptomIsShownByALog() throws IOException {
    var shown = EnumSet.noneOf(Symptom.class);
    excerpts().forEach(log -> shown.add(log.symptom()));
    assertThat(shown).isEqualTo(EnumSet.allOf(Symptom.class));
  }

  @ParameterizedTest
  @MethodSource("brokenStarts")
  void namesWhyARealStartFailed(Path log) throws IOException {
    String expected = log.getFileName().toString().split("[-.]")[1];
    assertThat(read(log).diagnosis().map(Diagnosis::symptom)).contains(Symptom.valueOf(expected));
  }

  @ParameterizedTest
  @MethodSource("cleanStarts")
  void findsNothingInACleanStart(Path log) throws IOException {
    var doctor = new LogDoctor();
    for (String line : Files.readAllLines(log)) {
      doctor.read(line);
      // Until its next line nobody can know that the process manager goes on.
      assertThat(doctor.findings())
          .as("after: " + line)
          .allMatch(finding -> finding.symptom() == Symptom.PROGRAM_SILENT);
    }
    assertThat(doctor.findings()).isEmpty();
  }

  @Test
  void whatItDoesNotKnowItCallsUnknownWithTheMostTellingLines() throws IOException {
    LogDoctor doctor = read(LabelledLogs.whole("unknown").getFirst());
    assertThat(doctor.diagnosis()).isEmpty();
    assertThat(doctor.tellingLines()).containsExactly("Error: the configuration cannot be read");
  }

  @Test
  void aLogWithoutAnyErrorIsToldByItsLastLines() {
    var doctor = new LogDoctor();
    IntStream.range(0, 100).forEach(n -> doctor.read("step " + n));
    assertThat(doctor.tellingLines()).contains("step 99").hasSizeLessThan(20);
  }

  @Test
  void linesThatSayTheSameStandThereOnce() {
    var doctor = new LogDoctor();
    for (int n = 1; n <= 10; n++) {
      doctor.read("2026-11-23 05:57:2" + n % 10 + " attempt " + n + "/10: something failed");
    }
    assertThat(doctor.tellingLines()).containsExactly("attempt 10/10: something failed");
  }

  @Test
  void anAppAtWorkIsNoErrorAlthoughItLogsItsAnswersAsErrors() {
    var doctor = new LogDoctor();
    doctor.read("nginx started");
    doctor.read(
        "{\"level\":\"error\",\"message\":\"load plugin [error-handler], 3/77\",\"extra\":"
            + "{\"error\":{\"status\":503,\"code\":\"APP_COMMANDING\"}}}");
    assertThat(doctor.tellingLines()).contains("nginx started");
  }

  @Test
  void aDatabaseThatCameUpInTheEndIsNoCause() {
    var doctor = new LogDoctor();
    doctor.read(
        "attempt 1/10: Unable to connect to the database: connect ECONNREFUSED 1.2.3.4:5432");
    assertThat(doctor.findings()).isNotEmpty();
    doctor.read("connection has been established successfully.");
    doctor.read("{ event: 'migrating', name: 'x' }");
    assertThat(doctor.findings()).isEmpty();
  }

  @Test
  void theRootIsNamedBeforeWhatFollowsFromIt() {
    var doctor = new LogDoctor();
    doctor.read("SequelizeDatabaseError: could not extend file \"base/16384/2619\"");
    doctor.read("Migration 20250101-x/@nocobase/plugin-acl (up) failed: Original error: write");
    doctor.read("License key not match current environment");
    doctor.read("Error: ENOSPC: no space left on device, write");
    assertThat(doctor.findings().stream().map(Diagnosis::symptom))
        .containsExactly(
            Symptom.DISK_FULL,
            Symptom.MIGRATION_FAILED,
            Symptom.DATABASE_ERROR,
            Symptom.LICENCE_ELSEWHERE);
  }

  @Test
  void whatWasSaidBeforeTheAppStartedHasNotStoppedIt() {
    var doctor = new LogDoctor();
    doctor.read("Error: Cannot find plugin '@nocobase/plugin-flow-surfaces'");
    doctor.read("Removed: @nocobase/plugin-audit-logs");
    doctor.read("app has been started");
    assertThat(doctor.findings().stream().map(Diagnosis::symptom))
        .containsExactly(Symptom.PLUGIN_REMOVED);
  }

  @Test
  void theAppsLogDoesNotSpeakForTheDatabaseServer() {
    var doctor = new LogDoctor();
    doctor.read(Where.DATABASE, "Error: Cannot find module 'x'");
    doctor.read(Where.APP, "FATAL: database files are incompatible with server");
    assertThat(doctor.findings()).isEmpty();
  }

  /// Every repetition has a bound: then the time for a line grows with its length and no faster.
  @ParameterizedTest
  @EnumSource
  void patternsRepeatNothingWithoutBound(Symptom symptom) {
    String pattern = symptom.pattern().pattern().replaceAll("\\\\.", "_");
    assertThat(pattern).doesNotContain("*").doesNotContain("+").doesNotContainPattern(",}");
  }

  /// The same, measured by how often a pattern looks at a letter.
  @ParameterizedTest
  @EnumSource
  void aHostileLineTakesTimeInProportionToItsLength(Symptom symptom) {
    List<String> hostile =
        List.of(
            "a", "a ", "'", "\"", "[", "x.", "plugin [", "Migration a", "column \"", "(0) == (");
    for (String piece : hostile) {
      long once = looks(symptom.pattern(), piece.repeat(2_000));
      long twice = looks(symptom.pattern(), piece.repeat(4_000));
      assertThat(twice).as(piece).isLessThanOrEqualTo(once * 3 + 1_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "{\"", "\u001B[", "\\\"", "' + '", "error ", "错误"})
  void aLineOfMegabytesIsReadAndTheNextOneUnderstood(String piece) {
    var doctor = new LogDoctor();
    doctor.read(piece.repeat(1_000_000));
    doctor.read("{\"message\":\"" + piece.repeat(100_000));
    doctor.read("FATAL ERROR: JavaScript heap out of memory");
    assertThat(doctor.diagnosis().map(Diagnosis::symptom)).contains(Symptom.OUT_OF_MEMORY);
  }

  private static LogDoctor read(Path log) throws IOException {
    var doctor = new LogDoctor();
    Files.readAllLines(log).forEach(doctor::read);
    return doctor;
  }

  private static long looks(Pattern pattern, String text) {
    var counting = new CountingText(text, new long[1]);
    pattern.matcher(counting).find();
    return counting.looks()[0];
  }

  private record CountingText(String text, long[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
