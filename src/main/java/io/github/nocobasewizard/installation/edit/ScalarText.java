package io.github.nocobasewizard.installation.edit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds for each character of a scalar's value the characters it is written with.
///
/// It does not decide what a scalar means (SnakeYAML did), it only lays the known value alongside
/// the written text: character by character, with escapes undone, and white space taken loosely,
/// because line folding turns line ends and indentation into other white space or nothing.
final class ScalarText {
  /// A piece of written text and what it stands for.
  ///
  /// @param meaning null for white space that folding may change
  private record Atom(int start, int end, @Nullable String meaning) {}

  private final String text;
  private final List<Atom> atoms = new ArrayList<>();

  private ScalarText(String text) {
    this.text = text;
  }

  /// Null if the value cannot be laid alongside the text.
  static @Nullable Traced trace(YamlFile yaml, YamlFile.Written written, String value) {
    ScalarText scalar = new ScalarText(yaml.file().text());
    scalar.split(written);
    return scalar.align(yaml, written, value);
  }

  private void split(YamlFile.Written written) {
    switch (written.style()) {
      case SINGLE_QUOTED -> splitSingleQuoted(written.start() + 1, written.end() - 1);
      case DOUBLE_QUOTED -> splitDoubleQuoted(written.start() + 1, written.end() - 1);
      case LITERAL, FOLDED -> splitPlain(lineEnd(written.start(), written.end()), written.end());
      default -> splitPlain(written.start(), written.end());
    }
  }

  private int lineEnd(int start, int end) {
    int at = start;
    while (at < end && !isBreak(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void splitPlain(int start, int end) {
    for (int i = start; i < end; i++) {
      addCharacter(i);
    }
  }

  private void splitSingleQuoted(int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\'') {
        atoms.add(new Atom(i, i + 2, "'"));
        i++;
      } else {
        addCharacter(i);
      }
    }
  }

  private void splitDoubleQuoted(int start, int end) {
    int i = start;
    while (i < end) {
      if (text.charAt(i) != '\\' || i + 1 >= end) {
        addCharacter(i++);
        continue;
      }
      char kind = text.charAt(i + 1);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      int next = Math.min(end, i + 2 + digits);
      if (isBreak(kind)) {
        // An escaped line end stands for nothing; it is white space that vanishes.
        atoms.add(new Atom(i, next, null));
      } else {
        atoms.add(new Atom(i, next, escaped(kind, text.substring(i + 2, next))));
      }
      i = next;
    }
  }

  private void addCharacter(int at) {
    char c = text.charAt(at);
    boolean white = c == ' ' || c == '\t' || isBreak(c);
    atoms.add(new Atom(at, at + 1, white ? null : String.valueOf(c)));
  }

  /// Escapes of YAML 1.1 double-quoted scalars.
  private static String escaped(char kind, String digits) {
    return switch (kind) {
      case '0' -> "\0";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 't', '\t' -> "\t";
      case 'n' -> "\n";
      case 'v' -> "\u000B";
      case 'f' -> "\f";
      case 'r' -> "\r";
      case 'e' -> "\u001B";
      case 'N' -> "\u0085";
      case '_' -> "\u00A0";
      case 'L' -> "\u2028";
      case 'P' -> "\u2029";
      case 'x', 'u', 'U' -> codePoint(digits);
      default -> String.valueOf(kind);
    };
  }

  private static String codePoint(String digits) {
    try {
      int codePoint = Integer.parseInt(digits, 16);
      return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    } catch (NumberFormatException notHexadecimal) {
      // No character: the value will not be found alongside, and the scalar is refused.
      return "";
    }
  }

  private @Nullable Traced align(YamlFile yaml, YamlFile.Written written, String value) {
    Traced.Source source = new Traced.Source.Scalar(yaml, written);
    Traced.Builder traced = Traced.builder();
    int atom = 0;
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      boolean white = c == ' ' || c == '\t' || isBreak(c);
      if (!white) {
        atom = afterWhite(atom);
      }
      String meaning = atom < atoms.size() ? atoms.get(atom).meaning() : "";
      if (white && (meaning == null || !value.startsWith(meaning, i) || meaning.isEmpty())) {
        // Folding: this white space is whatever white space stands here, or nothing at all.
        traced.add(value.substring(i, i + 1), cell(yaml, source, atom, meaning == null));
        atom += meaning == null ? 1 : 0;
        i++;
        continue;
      }
      if (meaning == null || meaning.isEmpty() || !value.startsWith(meaning, i)) {
        return null;
      }
      traced.add(meaning, cell(yaml, source, atom, true));
      atom++;
      i += meaning.length();
    }
    return afterWhite(atom) == atoms.size() ? traced.build() : null;
  }

  private int afterWhite(int atom) {
    int after = atom;
    while (after < atoms.size() && atoms.get(after).meaning() == null) {
      after++;
    }
    return after;
  }

  private Traced.Cell cell(YamlFile yaml, Traced.Source source, int atom, boolean whole) {
    int start = atom < atoms.size() ? atoms.get(atom).start() : atoms.getLast().end();
    int end = whole && atom < atoms.size() ? atoms.get(atom).end() : start;
    return new Traced.Cell(source, yaml.file().byteAt(start), yaml.file().byteAt(end));
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
