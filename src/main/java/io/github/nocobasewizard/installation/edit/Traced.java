package io.github.nocobasewizard.installation.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A text whose every character knows which written bytes it came from.
///
/// @param text the characters
/// @param cells for each character of `text` where it comes from
record Traced(String text, List<Cell> cells) {
  static final Traced EMPTY = new Traced("", List.of());

  Traced {
    cells = List.copyOf(cells);
    if (cells.size() != text.length()) {
      throw new IllegalArgumentException("a cell is missing");
    }
  }

  /// Where a value is written.
  sealed interface Source {
    /// A scalar in a Compose file.
    record Scalar(YamlFile file, YamlFile.Written written) implements Source {}

    /// A line of an environment file.
    ///
    /// @param line from 1
    record Variable(TextFile file, String name, int line) implements Source {}

    /// The process environment, which no file edit reaches.
    record Shell(String name) implements Source {}

    /// Made by Compose, e.g. the project's name.
    record Computed(String name) implements Source {}
  }

  /// One character's bytes: from `start` to `end` in the file of `source`. A character that was
  /// written as an escape has all the bytes of the escape.
  record Cell(Source source, int start, int end) {
    /// Whether nothing else is written between the two.
    boolean continues(Cell before) {
      boolean together = before.end == start || before.start == start && before.end == end;
      return together && before.source.equals(source);
    }
  }

  /// A text that is written in no file.
  static Traced unwritten(String text, Source source) {
    List<Cell> cells = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); i++) {
      cells.add(new Cell(source, -1, -1));
    }
    return new Traced(text, cells);
  }

  int length() {
    return text.length();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  Traced from(int start) {
    return between(start, length());
  }

  Traced between(int start, int end) {
    return new Traced(text.substring(start, end), cells.subList(start, end));
  }

  Traced plus(Traced other) {
    return builder().add(this).add(other).build();
  }

  /// All characters of this one written as `replacement`, e.g. an escape sequence as what it means.
  Traced meaning(String replacement) {
    if (replacement.isEmpty()) {
      return EMPTY;
    }
    Cell first = cells.getFirst();
    Cell whole = new Cell(first.source(), first.start(), cells.getLast().end());
    return new Traced(replacement, Collections.nCopies(replacement.length(), whole));
  }

  /// A part of the text that is written in one piece.
  record Run(Source source, int start, int end) {
    int length() {
      return end - start;
    }
  }

  /// The stretches that are written in one piece, in order, between `start` and `end`.
  List<Run> runs(int start, int end) {
    List<Run> runs = new ArrayList<>();
    for (int i = start; i < end; i++) {
      boolean continues = i > start && cells.get(i).continues(cells.get(i - 1));
      int runStart = continues ? runs.removeLast().start() : i;
      runs.add(new Run(cells.get(i).source(), runStart, i + 1));
    }
    return runs;
  }

  static Builder builder() {
    return new Builder();
  }

  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Cell> cells = new ArrayList<>();

    Builder add(Traced part) {
      text.append(part.text);
      cells.addAll(part.cells);
      return this;
    }

    Builder add(String character, Cell cell) {
      text.append(character);
      for (int i = 0; i < character.length(); i++) {
        cells.add(cell);
      }
      return this;
    }

    int length() {
      return text.length();
    }

    Traced build() {
      return new Traced(text.toString(), cells);
    }
  }
}
