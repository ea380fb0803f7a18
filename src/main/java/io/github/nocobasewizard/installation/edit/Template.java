package io.github.nocobasewizard.installation.edit;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compose's variable interpolation, keeping track of where characters come from.
///
/// Rules: the `template` package of compose-go. What looks odd is odd there: a `$` before anything
/// that is no name stays, `${` before such a thing is an error, a default is filled in (and may be
/// wrong) even where it is not used, and the braces of a variable end on its own line.
final class Template {
  /// The value of a variable; null if it is not set.
  @FunctionalInterface
  interface Variables {
    @Nullable Traced get(String name) throws RefusedException;
  }

  /// A text that Compose would not accept either.
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String variable;
    private final boolean missing;

    InvalidException(String variable, boolean missing) {
      super(variable);
      this.variable = variable;
      this.missing = missing;
    }

    String variable() {
      return variable;
    }

    /// Whether all that is wrong is that a required variable has no value.
    boolean isMissing() {
      return missing;
    }
  }

  /// Bounds for hostile texts: variables that double each other, defaults within defaults.
  private static final int MAX_DEPTH = 50;

  private static final int MAX_LENGTH = 1 << 18;

  private final Variables variables;
  private final Set<String> missing = new TreeSet<>();

  Template(Variables variables) {
    this.variables = variables;
  }

  Traced fill(Traced text) throws InvalidException, RefusedException {
    return new Filling(text, 0).fill();
  }

  /// The variables without a value that were replaced by nothing so far.
  Set<String> missing() {
    return missing;
  }

  /// One pass over one text.
  private final class Filling {
    private final Traced whole;
    private final String text;
    private final int depth;
    private final Traced.Builder result = Traced.builder();
    private int at;

    /// Offset of the last closing brace of the line around `at`; computed once for each line.
    private int lastBrace = -1;

    private int lineEnd = -1;

    Filling(Traced whole, int depth) {
      this.whole = whole;
      this.text = whole.text();
      this.depth = depth;
    }

    Traced fill() throws InvalidException, RefusedException {
      if (depth > MAX_DEPTH) {
        throw new RefusedException(Refused.of(Reason.TOO_COMPLEX));
      }
      int dollar = text.indexOf('$');
      if (dollar < 0) {
        return whole;
      }
      while (dollar >= 0) {
        result.add(whole.between(at, dollar));
        at = dollar;
        variable();
        if (result.length() > MAX_LENGTH) {
          throw new RefusedException(Refused.of(Reason.TOO_COMPLEX));
        }
        dollar = text.indexOf('$', at);
      }
      return result.add(whole.from(at)).build();
    }

    /// Consumes what begins with the dollar sign at `at`.
    private void variable() throws InvalidException, RefusedException {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (next == '$') {
        result.add(whole.between(at, at + 2).meaning("$"));
        at += 2;
      } else if (next == '{') {
        braced();
      } else if (startsName(next)) {
        int end = nameEnd(at + 1);
        addValue(text.substring(at + 1, end));
        at = end;
      } else {
        result.add(whole.between(at, at + 1));
        at++;
      }
    }

    private void braced() throws InvalidException, RefusedException {
      int nameStart = at + 2;
      int end = nameEnd(nameStart);
      String name = text.substring(nameStart, end);
      if (name.isEmpty()) {
        throw new InvalidException(text.substring(at), false);
      }
      if (end < text.length() && text.charAt(end) == '}') {
        addValue(name);
        at = end + 1;
        return;
      }
      boolean emptyCounts = end < text.length() && text.charAt(end) == ':';
      int sign = emptyCounts ? end + 1 : end;
      int limit = lastBraceOfLine();
      if (limit <= sign || "-+?".indexOf(text.charAt(sign)) < 0) {
        throw new InvalidException(name, false);
      }
      int closing = closingBrace(at, limit);
      Traced argument = new Filling(whole.between(sign + 1, closing), depth + 1).fill();
      operate(name, emptyCounts, text.charAt(sign), argument);
      at = closing + 1;
    }

    private void operate(String name, boolean emptyCounts, char sign, Traced argument)
        throws InvalidException, RefusedException {
      Traced value = variables.get(name);
      Traced there = value == null || emptyCounts && value.isEmpty() ? null : value;
      switch (sign) {
        case '-' -> result.add(there == null ? argument : there);
        case '+' -> result.add(there == null ? Traced.EMPTY : argument);
        default -> {
          if (there == null) {
            throw new InvalidException(name, true);
          }
          result.add(there);
        }
      }
    }

    private void addValue(String name) throws RefusedException {
      Traced value = variables.get(name);
      if (value == null) {
        missing.add(name);
      } else {
        result.add(value);
      }
    }

    private int nameEnd(int start) {
      int end = start;
      while (end < text.length()
          && (startsName(text.charAt(end)) || end > start && isDigit(text.charAt(end)))) {
        end++;
      }
      return end;
    }

    private int lastBraceOfLine() {
      if (at >= lineEnd) {
        int feed = text.indexOf('\n', at);
        lineEnd = feed < 0 ? text.length() : feed;
        lastBrace = text.lastIndexOf('}', lineEnd - 1);
      }
      return lastBrace;
    }

    /// The brace that closes the one after `start`; the last one of the line if they do not match.
    private int closingBrace(int start, int limit) {
      int open = 0;
      for (int i = start; i <= limit; i++) {
        if (text.charAt(i) == '}') {
          open--;
          if (open == 0) {
            return i;
          }
        } else if (text.startsWith("${", i)) {
          open++;
          i++;
        }
      }
      return limit;
    }
  }

  /// The two letters outside ASCII are what Go's case-insensitive match takes for `s` and `k`.
  private static boolean startsName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c == '\u017F'
        || c == '\u212A';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
