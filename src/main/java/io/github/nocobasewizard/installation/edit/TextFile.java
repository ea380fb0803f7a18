package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file decoded strictly as UTF-8, where every character knows its bytes.
final class TextFile {
  /// Compose files and environment files are small; anything larger is something else.
  private static final int MAX_BYTES = 2 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final Path identity;
  private final byte[] bytes;
  private final String text;

  /// Byte offset of each character of `text`, and of its end.
  private final int[] byteAt;

  private final Lines lines;

  private TextFile(Path path, Path identity, byte[] bytes, String text, int[] byteAt) {
    this.path = path;
    this.identity = identity;
    this.bytes = bytes;
    this.text = text;
    this.byteAt = byteAt;
    this.lines = Lines.of(bytes);
  }

  static TextFile read(FileSource files, Path path) throws RefusedException {
    try {
      return decode(path, files.identity(path), files.read(path));
    } catch (IOException unreadable) {
      throw new RefusedException(Refused.of(Reason.FILE_UNREADABLE, path), unreadable);
    }
  }

  static TextFile decode(Path path, Path identity, byte[] bytes) throws RefusedException {
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(Refused.of(Reason.TOO_COMPLEX, path));
    }
    String decoded;
    try {
      decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException otherEncoding) {
      throw new RefusedException(Refused.of(Reason.ENCODING, path), otherEncoding);
    }
    if (decoded.indexOf('\0') >= 0) {
      // UTF-16 of plain ASCII is valid UTF-8 full of NULs.
      throw new RefusedException(Refused.of(Reason.ENCODING, path));
    }
    boolean marked = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK;
    String text = marked ? decoded.substring(1) : decoded;
    return new TextFile(path, identity, bytes, text, byteOffsets(text, marked ? 3 : 0));
  }

  private static int[] byteOffsets(String text, int start) {
    int[] offsets = new int[text.length() + 1];
    int offset = start;
    for (int i = 0; i < text.length(); i++) {
      offsets[i] = offset;
      char c = text.charAt(i);
      if (c < 0x80) {
        offset += 1;
      } else if (c < 0x800) {
        offset += 2;
      } else if (Character.isHighSurrogate(c)) {
        // The four bytes of a pair are counted with its second half.
        continue;
      } else {
        offset += Character.isLowSurrogate(c) ? 4 : 3;
      }
    }
    offsets[text.length()] = offset;
    return offsets;
  }

  Path path() {
    return path;
  }

  Path identity() {
    return identity;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// The characters, without a byte order mark.
  String text() {
    return text;
  }

  int byteAt(int character) {
    return byteAt[character];
  }

  /// The characters from `start` to `end`, each with its bytes.
  Traced traced(Traced.Source source, int start, int end) {
    List<Traced.Cell> cells = new ArrayList<>(end - start);
    for (int i = start; i < end; i++) {
      cells.add(new Traced.Cell(source, byteAt[i], byteAt[i + 1]));
    }
    return new Traced(text.substring(start, end), cells);
  }

  Place place(int startByte, int endByte) {
    return lines.place(path, startByte, endByte);
  }

  int lineOfByte(int offset) {
    return lines.lineOf(offset);
  }
}
