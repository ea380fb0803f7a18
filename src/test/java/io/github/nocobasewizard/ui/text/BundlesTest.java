package io.github.nocobasewizard.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.settings.SettingsModel.Language;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keeps the bundles complete: whatever the program shows is there, in every language.
class BundlesTest {
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path HERE = RESOURCES.resolve("io/github/nocobasewizard/ui/text");

  private final Properties english = load("texts.properties");

  static Stream<Locale> translations() {
    return Texts.LANGUAGES.stream().filter(language -> !language.equals(Locale.ENGLISH));
  }

  private static Properties translated(Locale language) {
    return load("texts_" + language + ".properties");
  }

  @Test
  void everyFileIsALanguageThatCanBeChosen() throws IOException {
    try (Stream<Path> files = Files.list(HERE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("texts.properties"),
                      translations().map(language -> "texts_" + language + ".properties"))
                  .toList());
    }
    assertThat(Stream.of(Language.values()).flatMap(each -> each.locale().stream()))
        .containsExactlyElementsOf(Texts.LANGUAGES);
  }

  @ParameterizedTest
  @MethodSource("translations")
  void everyLanguageHasTheSameKeys(Locale language) {
    assertThat(new TreeSet<>(translated(language).stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void everyLanguageFillsInTheSameThings(Locale language) {
    Properties texts = translated(language);
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(texts.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  /// Whatever numbers come, a pattern must not fail on screen.
  @ParameterizedTest
  @MethodSource("translations")
  void everyPatternCanBeFilled(Locale language) {
    Properties texts = translated(language);
    for (String key : texts.stringPropertyNames()) {
      boolean silent = english.getProperty(key).isEmpty();
      for (long number : new long[] {0, 1, 2, 5, 21, 1000}) {
        Object[] numbers = {number, number, number, number, number, number};
        assertThat(new MessageFormat(texts.getProperty(key), language).format(numbers))
            .as(key)
            .matches(text -> silent || !text.isBlank())
            .doesNotContain("{", "}");
      }
    }
  }

  /// Marks of bold and of code come in pairs in every language.
  @ParameterizedTest
  @MethodSource("translations")
  void everyLanguageMarksTheSameThings(Locale language) {
    Properties texts = translated(language);
    for (String key : english.stringPropertyNames()) {
      for (String mark : List.of("**", "`")) {
        assertThat(texts.getProperty(key).split(Pattern.quote(mark), -1))
            .as("%s in %s", mark, key)
            .hasSameSizeAs(english.getProperty(key).split(Pattern.quote(mark), -1));
      }
    }
  }

  /// Names and words that happen to be the same are few.
  @ParameterizedTest
  @MethodSource("translations")
  void hardlyAnythingIsLikeTheEnglish(Locale language) {
    Properties texts = translated(language);
    var sameOnPurpose = Pattern.compile("(\\{\\d+}|[kMGT]?B|%|\\s|[·,.:→])*");
    List<String> same =
        english.stringPropertyNames().stream()
            .filter(key -> !sameOnPurpose.matcher(english.getProperty(key)).matches())
            .filter(key -> english.getProperty(key).equals(texts.getProperty(key)))
            .toList();
    assertThat(same.size()).as("%s", same).isLessThanOrEqualTo(english.size() / 50);
  }

  @Test
  void everyTextIsUsed() throws IOException {
    Set<String> used = new TreeSet<>(literals());
    used.addAll(fxmlKeys());
    used.addAll(CodedTexts.expected(english));
    assertThat(new TreeSet<>(english.stringPropertyNames()))
        .allSatisfy(key -> assertThat(used).contains(key));
  }

  @Test
  void everyTextAskedForIsThere() throws IOException {
    assertThat(fxmlKeys()).isSubsetOf(english.stringPropertyNames());
    var asked = new TreeSet<String>();
    var call = Pattern.compile("texts?(?:\\(\\))?\\s*\\.get\\(\\s*\"([\\w.]+)\"");
    for (Path file : files(JAVA, ".java")) {
      var found = call.matcher(code(file));
      while (found.find()) {
        asked.add(found.group(1));
      }
    }
    assertThat(asked).isNotEmpty().isSubsetOf(english.stringPropertyNames());
  }

  /// In a pattern a straight apostrophe quotes what follows and vanishes.
  @Test
  void noTextHasAStraightApostrophe() {
    Stream.concat(Stream.of(english), translations().map(BundlesTest::translated))
        .forEach(texts ->
            texts.forEach(
                (key, text) -> assertThat(text.toString()).as(key.toString()).doesNotContain("'")));
  }

  @Test
  void noWordOfTheTradeIsOnScreen() {
    var trade = Pattern.compile("(?i)\\b(container|tag|digest|yaml|exec|compose file)s?\\b");
    english.forEach((key, text) ->
        assertThat(trade.matcher(text.toString()).find()).as("%s: %s", key, text).isFalse());
  }

  private static Set<String> placeholders(String text) {
    return Pattern.compile("\\{(\\d+)")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> literals() throws IOException {
    var result = new TreeSet<String>();
    var literal = Pattern.compile("\"([\\w.]+)\"");
    for (Path file : files(JAVA, ".java")) {
      var found = literal.matcher(code(file));
      while (found.find()) {
        result.add(found.group(1));
      }
    }
    return result;
  }

  private static Set<String> fxmlKeys() throws IOException {
    var result = new TreeSet<String>();
    var key = Pattern.compile("\"%([\\w.]+)\"");
    for (Path file : files(RESOURCES, ".fxml")) {
      var found = key.matcher(Files.readString(file));
      while (found.find()) {
        result.add(found.group(1));
      }
    }
    return result;
  }

  /// A file without its doc comments, whose examples are no use of a text.
  private static String code(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?m)^\\s*///.*$", "");
  }

  private static Iterable<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Properties load(String name) {
    var result = new Properties();
    try (Reader reader = Files.newBufferedReader(HERE.resolve(name))) {
      result.load(reader);
    } catch (IOException e) {
      throw new AssertionError(name + " cannot be read", e);
    }
    return result;
  }
}
