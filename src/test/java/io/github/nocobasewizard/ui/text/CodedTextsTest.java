package io.github.nocobasewizard.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.health.LogDoctor.Diagnosis;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.readiness.Finding;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.text.ProblemTexts.Words;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything that can go wrong has words in both languages, and there are no words for what cannot.
class CodedTextsTest {
  private static final Path HERE = Path.of("src/main/resources/io/github/nocobasewizard/ui/text");
  private static final List<Texts> LANGUAGES =
      List.of(Texts.forLocale(Locale.UK), Texts.forLocale(Locale.SIMPLIFIED_CHINESE));

  @Test
  void everyCodeHasItsTextsAndEveryTextItsCode() throws IOException {
    for (String bundle : List.of("texts.properties", "texts_zh_CN.properties")) {
      Properties texts = load(bundle);
      assertThat(new TreeSet<>(CodedTexts.present(texts)))
          .as(bundle)
          .isEqualTo(CodedTexts.expected(texts));
    }
  }

  @Test
  void everyProblemNamesTheThingTheCauseAndTheNextAction() throws IOException {
    for (Texts texts : LANGUAGES) {
      var problems = new ProblemTexts(texts);
      for (String code : CodedTexts.problemCodes()) {
        Words words = problems.words(new Problem(code, "THE-THING", "details"));
        assertThat(words.title()).as(code).isNotBlank().doesNotEndWith(".").doesNotEndWith("。");
        assertThat(words.cause()).as(code).matches("(?s).*[.。]");
        assertThat(words.action()).as(code).matches("(?s).*[.。]");
        assertThat(words.explanation()).as(code).doesNotContain("{");
      }
    }
  }

  @Test
  void aCodeThatNobodyKnowsStillGetsWords() {
    for (Texts texts : LANGUAGES) {
      var problems = new ProblemTexts(texts);
      assertThat(problems.words(new Problem("engine.BRAND_NEW", "x", "")))
          .isEqualTo(problems.words(new Problem("unknown", "x", "")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySymptomExplainsItself(Symptom symptom) {
    for (Texts texts : LANGUAGES) {
      var problems = new ProblemTexts(texts);
      for (String argument : List.of("", "plugin-x")) {
        Words words = problems.words(new Diagnosis(symptom, argument, "line"), "2.2.15");
        assertThat(words.cause()).isNotBlank().doesNotContain("{").doesNotContain("“”");
        assertThat(words.action()).isNotBlank().doesNotContain("{");
      }
    }
  }

  @Test
  void everyVerdictThatIsNoSuccessExplainsItself() {
    List<Verdict> verdicts =
        List.of(
            new Verdict.CrashLoop(3, OptionalInt.of(1), false),
            new Verdict.CrashLoop(3, OptionalInt.of(137), true),
            new Verdict.AppError("MODULE_NOT_FOUND", "Cannot find module"),
            new Verdict.AppError("MODULE_NOT_FOUND", ""),
            new Verdict.OtherVersion("2.2.15", "2.2.0"),
            new Verdict.Stuck(Duration.ofMinutes(10), "load plugin"),
            new Verdict.Stuck(Duration.ofMinutes(10), ""),
            new Verdict.FreshInstall(),
            new Verdict.NotRunning("exited"));
    for (Texts texts : LANGUAGES) {
      var problems = new ProblemTexts(texts);
      for (Verdict verdict : verdicts) {
        Words words = problems.words(verdict, "2.2.15");
        assertThat(words.title()).isNotBlank();
        assertThat(words.explanation()).doesNotContain("{").doesNotContain("null");
      }
    }
  }

  @Test
  void everyFailureExplainsItself() {
    var missing = new TreeMap<>(java.util.Map.of("orders", 3L, "customers", 34L));
    List<UpgradeOutcome.Failure> failures =
        List.of(
            new UpgradeOutcome.RecordsMissing(missing),
            new UpgradeOutcome.OtherImage("sha256:a", "sha256:b"),
            new UpgradeOutcome.Broken(new Problem("engine.ENGINE_LOST", "", "")),
            new UpgradeOutcome.DidNotStart(new Verdict.NotRunning("removed")));
    var english = new ProblemTexts(LANGUAGES.getFirst());
    assertThat(english.words(failures.getFirst(), "2.2.15").cause())
        .isEqualTo("37 records are missing in 2 tables, first of all in customers.");
    for (Texts texts : LANGUAGES) {
      for (UpgradeOutcome.Failure failure : failures) {
        Words words = new ProblemTexts(texts).words(failure, "2.2.15");
        assertThat(words.title()).isNotBlank();
        assertThat(words.explanation()).doesNotContain("{");
      }
    }
  }

  @Test
  void findingsAreSaidWithTheirFiguresAsTheyAreWrittenHere() {
    var english = new FindingTexts(LANGUAGES.getFirst());
    var chinese = new FindingTexts(LANGUAGES.getLast());
    var space =
        new Finding(
            Finding.Check.SPACE,
            Finding.Severity.PASSED,
            "ok",
            List.of(48_000_000_000L, 2_000_000_000L),
            "",
            Optional.empty());
    assertThat(english.title(space)).isEqualTo("Enough free space");
    assertThat(english.detail(space)).isEqualTo("48 GB free, 2 GB needed");
    assertThat(chinese.detail(space)).isEqualTo("可用 48 GB，需要 2 GB");
    var app =
        new Finding(
            Finding.Check.APP, Finding.Severity.PASSED, "ok", List.of(0.214), "", Optional.empty());
    assertThat(english.detail(app)).isEqualTo("in 0.2 s");
  }

  @Test
  void aRefusalToEditIsSaidInTheWordsOfTheProblem() {
    var finding =
        new Finding(
            Finding.Check.FILES,
            Finding.Severity.STOP,
            "refused.IN_SHELL_ENVIRONMENT",
            List.of("NOCOBASE_TAG"),
            "",
            Optional.of(Finding.Fix.SHOW_HELP));
    var english = new FindingTexts(LANGUAGES.getFirst());
    assertThat(english.title(finding)).isEqualTo("The version is set outside the setup files");
    assertThat(english.detail(finding)).contains("NOCOBASE_TAG");
    assertThat(english.fix(Finding.Fix.SHOW_HELP)).isEqualTo("Show help");
  }

  @Test
  void whatWaitsSaysForWhat() {
    var finding =
        new Finding(
            Finding.Check.DATABASE,
            Finding.Severity.WAITING,
            "waiting",
            List.of(),
            "",
            Optional.empty());
    var english = new FindingTexts(LANGUAGES.getFirst());
    assertThat(english.title(finding)).isEqualTo("Database can be reached");
    assertThat(english.detail(finding)).isEqualTo("Checked once Docker runs");
  }

  private static Properties load(String name) throws IOException {
    var result = new Properties();
    try (Reader reader = Files.newBufferedReader(HERE.resolve(name))) {
      result.load(reader);
    }
    return result;
  }
}
