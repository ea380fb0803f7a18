package io.github.nocobasewizard.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the two bundles complete: whatever the program shows is there, in both languages.
class BundlesTest {
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path HERE = RESOURCES.resolve("io/github/nocobasewizard/ui/text");

  private final Properties english = load("texts.properties");
  private final Properties chinese = load("texts_zh_CN.properties");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(new TreeSet<>(chinese.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
  }

  @Test
  void bothLanguagesFillInTheSameThings() {
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  @Test
  void nothingIsLeftUntranslated() {
    var sameOnPurpose = Pattern.compile("(\\{\\d+}|[kMGT]?B|%|\\s|[·,.→])*");
    for (String key : english.stringPropertyNames()) {
      String text = english.getProperty(key);
      if (!sameOnPurpose.matcher(text).matches()) {
        assertThat(chinese.getProperty(key)).as(key).isNotEqualTo(text);
      }
    }
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
    for (Properties texts : new Properties[] {english, chinese}) {
      texts.forEach(
          (key, text) -> assertThat(text.toString()).as(key.toString()).doesNotContain("'"));
    }
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
