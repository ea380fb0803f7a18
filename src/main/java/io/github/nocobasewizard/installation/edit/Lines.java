package io.github.nocobasewizard.installation.edit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a file's bytes: LF, CR LF and a lone CR end a line.
final class Lines {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] bytes;
  private final int[] starts;

  private Lines(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static Lines of(byte[] bytes) {
    int[] starts = new int[16];
    int count = 1;
    boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
    starts[0] = marked ? 3 : 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean lineEnd =
          bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
      if (lineEnd) {
        starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
        starts[count++] = i + 1;
      }
    }
    return new Lines(bytes, Arrays.copyOf(starts, count));
  }

  /// From 1.
  int lineOf(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return Math.max(1, found >= 0 ? found + 1 : -found - 1);
  }

  int startOf(int line) {
    return starts[line - 1];
  }

  /// The line's text without its end.
  String text(int line) {
    int start = startOf(line);
    int end = line < starts.length ? starts[line] : bytes.length;
    while (end > start && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return text(start, end);
  }

  String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /// Offset of a byte within its line, in characters, from 0.
  int charInLine(int offset) {
    int start = startOf(lineOf(offset));
    return offset <= start ? 0 : text(start, offset).length();
  }

  Place place(Path file, int start, int end) {
    int line = lineOf(start);
    return new Place(file, line, charInLine(start) + 1, start, end, text(start, end), text(line));
  }
}
