package io.github.nocobasewizard.installation.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An environment file as Compose reads it.
///
/// Rules: the `dotenv` package of compose-go: `KEY=value` and `KEY: value`, an optional `export`,
/// comments, a bare `KEY` taken over from the environment, single quotes for literal values, double
/// quotes with escapes, variables filled in except in single quotes, the last line wins.
final class DotEnv {
  /// One statement.
  ///
  /// @param key the variable
  /// @param raw the value as written, without quotes
  /// @param value the value with escapes undone and variables filled in
  record Entry(String key, String raw, Traced value) {
    boolean isSameLine(Entry other) {
      return key.equals(other.key) && raw.equals(other.raw);
    }
  }

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[abcfnrtv$\"\\\\]|0\\d{0,3})");

  private final TextFile file;
  private final String text;
  private final Template.Variables outside;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Traced> values = new LinkedHashMap<>();
  private int at;

  private DotEnv(TextFile file, Template.Variables outside) {
    this.file = file;
    this.text = file.text();
    this.outside = outside;
  }

  /// @param outside the variables that are known before this file: they win within its values
  static DotEnv parse(TextFile file, Template.Variables outside) throws RefusedException {
    DotEnv env = new DotEnv(file, outside);
    env.readAll();
    return env;
  }

  List<Entry> entries() {
    return entries;
  }

  Map<String, Traced> values() {
    return values;
  }

  private void readAll() throws RefusedException {
    while (skipToStatement()) {
      skipExport();
      int keyStart = at;
      if (at == text.length()) {
        throw invalid();
      }
      char separator = findSeparator();
      String key = stripTrailing(text.substring(keyStart, at));
      if (key.indexOf(' ') >= 0) {
        throw invalid();
      }
      if (separator == 0) {
        // No separator up to the end of the file: Compose reads a value without a name.
        key = "";
        at = keyStart;
      } else {
        at++;
      }
      skipBlanks();
      if (separator == '\n') {
        takeOver(key);
      } else {
        readValue(key);
      }
    }
  }

  /// Skips white space and comments; false at the end of the file.
  private boolean skipToStatement() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        int feed = text.indexOf('\n', at);
        at = feed < 0 ? text.length() : feed;
      } else if (isGoSpace(text.charAt(at))) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipExport() {
    if (text.startsWith("export", at)
        && at + 6 < text.length()
        && " \t\n\r\f".indexOf(text.charAt(at + 6)) >= 0) {
      at += 6;
      skipBlanks();
    }
  }

  /// Moves to the end of the key; the separator found there, 0 at the end of the file.
  private char findSeparator() throws RefusedException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=' || c == ':' || c == '\n') {
        return c;
      }
      int codePoint = text.codePointAt(at);
      if (!isBlank(c) && "_.-[]".indexOf(c) < 0 && !isLetterOrNumber(codePoint)) {
        throw invalid();
      }
      at += Character.charCount(codePoint);
    }
    return 0;
  }

  private void takeOver(String key) throws RefusedException {
    Traced value = outside.get(key);
    if (value != null) {
      put(key, "", value);
    }
  }

  private void readValue(String key) throws RefusedException {
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote == '"' || quote == '\'') {
      readQuoted(key, quote);
      return;
    }
    int start = at;
    int feed = text.indexOf('\n', at);
    int end = feed < 0 ? text.length() : feed;
    int comment = text.indexOf(" #", start);
    int valueEnd = comment >= 0 && comment < end ? comment : end;
    String raw = stripTrailing(text.substring(start, valueEnd));
    at = feed < 0 ? end : end + 1;
    Traced.Source source = new Traced.Source.Variable(file, key, lineOf(start));
    put(key, raw, fill(file.traced(source, start, start + raw.length())));
  }

  private void readQuoted(String key, char quote) throws RefusedException {
    int start = at + 1;
    Traced.Source source = new Traced.Source.Variable(file, key, lineOf(at));
    Traced.Builder value = Traced.builder();
    int i = start;
    while (i < text.length() && text.charAt(i) != quote) {
      boolean pair = text.charAt(i) == '\\' && i + 1 < text.length();
      Traced written = file.traced(source, i, pair ? i + 2 : i + 1);
      boolean escapedQuote = pair && text.charAt(i + 1) == quote;
      value.add(escapedQuote ? written.meaning(String.valueOf(quote)) : written);
      i += written.length();
    }
    if (i >= text.length()) {
      throw invalid();
    }
    at = i + 1;
    Traced inner = value.build();
    put(key, text.substring(start, i), quote == '"' ? fill(unescape(inner)) : inner);
  }

  private Traced fill(Traced value) throws RefusedException {
    try {
      return new Template(this::lookUp).fill(value);
    } catch (Template.InvalidException invalid) {
      throw new RefusedException(
          Refused.of(Reason.ENVIRONMENT_FILE_INVALID).at(file.path(), line()), invalid);
    }
  }

  private @Nullable Traced lookUp(String name) throws RefusedException {
    Traced known = outside.get(name);
    return known != null ? known : values.get(name);
  }

  private void put(String key, String raw, Traced value) {
    entries.add(new Entry(key, raw, value));
    values.put(key, value);
  }

  private int lineOf(int character) {
    return file.lineOfByte(file.byteAt(character));
  }

  private int line() {
    return lineOf(Math.min(at, text.length()));
  }

  private RefusedException invalid() {
    return new RefusedException(
        Refused.of(Reason.ENVIRONMENT_FILE_INVALID).at(file.path(), line()));
  }

  private static Traced unescape(Traced value) {
    Traced.Builder result = Traced.builder();
    Matcher matcher = ESCAPE.matcher(value.text());
    int done = 0;
    while (matcher.find()) {
      result.add(value.between(done, matcher.start()));
      Traced escape = value.between(matcher.start(), matcher.end());
      result.add(escape.meaning(meaning(escape.text())));
      done = matcher.end();
    }
    return result.add(value.from(done)).build();
  }

  private static String meaning(String escape) {
    return switch (escape.charAt(1)) {
      case '$' -> "$$";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000B";
      case '"' -> "\"";
      case '\\' -> "\\";
      case '0' -> octal(escape.substring(2));
      default -> escape;
    };
  }

  /// Go knows octal escapes of exactly three digits below 400; others stay, less their zero.
  private static String octal(String digits) {
    boolean octal = digits.length() == 3 && digits.chars().allMatch(d -> d >= '0' && d <= '7');
    int code = octal ? Integer.parseInt(digits, 8) : 256;
    return code < 256 ? String.valueOf((char) code) : "\\" + digits;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isGoSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /// White space that does not end a line.
  private static boolean isBlank(char c) {
    return c == '\t'
        || c == '\u000B'
        || c == '\f'
        || c == '\r'
        || c == ' '
        || c == '\u0085'
        || c == '\u00A0';
  }

  /// Go's `unicode.IsSpace`.
  private static boolean isGoSpace(char c) {
    return c == '\n'
        || isBlank(c)
        || c == '\u1680'
        || c >= '\u2000' && c <= '\u200A'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202F'
        || c == '\u205F'
        || c == '\u3000';
  }

  private static boolean isLetterOrNumber(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetter(codePoint)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
