package io.github.nocobasewizard.engine.docker;

import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes lines of one stream of a container's log. The engine writes a time before each piece it
/// sends, and cuts lines longer than 16 KiB into several pieces, each with a time of its own.
///
/// Works on bytes up to the end of a line, so that no letter is cut in two.
final class LogLines {
  private static final int LONGEST_TIME = 40;

  private final boolean error;
  private final Consumer<LogLine> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable Instant time;
  private boolean within;

  LogLines(boolean error, Consumer<LogLine> lines) {
    this.error = error;
    this.lines = lines;
  }

  /// A piece as the engine has sent it: whole lines, or a part of one.
  void add(byte[] piece) {
    int start = 0;
    while (start < piece.length) {
      int end = indexOf(piece, (byte) '\n', start);
      addPart(Arrays.copyOfRange(piece, start, end < 0 ? piece.length : end));
      if (end >= 0) {
        emit();
      }
      start = end < 0 ? piece.length : end + 1;
    }
  }

  /// The stream has ended; what has come without a line end is a line, too.
  void finish() {
    if (within) {
      emit();
    }
  }

  private void addPart(byte[] part) {
    int space = indexOf(part, (byte) ' ', 0);
    Instant stamp = space > 0 && space <= LONGEST_TIME ? time(part, space) : null;
    if (!within) {
      time = stamp;
    }
    int from = stamp == null ? 0 : space + 1;
    line.write(part, from, part.length - from);
    within = true;
  }

  private static @Nullable Instant time(byte[] part, int length) {
    // Most lines are refused by this before an exception has to do it.
    if (!Character.isDigit(part[0]) || indexOf(part, (byte) 'T', 0) != 10) {
      return null;
    }
    try {
      return Instant.parse(new String(part, 0, length, StandardCharsets.US_ASCII));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    within = false;
    lines.accept(
        new LogLine(
            time, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, error));
    time = null;
  }

  private static int indexOf(byte[] bytes, byte value, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == value) {
        return i;
      }
    }
    return -1;
  }
}
