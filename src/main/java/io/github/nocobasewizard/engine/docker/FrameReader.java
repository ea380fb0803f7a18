package io.github.nocobasewizard.engine.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Takes apart what the engine sends of a process without a terminal: frames of 8 bytes of head
/// (stream, three zeros, length) and content. Source: "Stream format" of ContainerAttach in the
/// engine's interface.
final class FrameReader {
  private static final int HEAD = 8;

  private final InputStream stream;

  FrameReader(InputStream stream) {
    this.stream = stream;
  }

  /// @param error standard error rather than standard output
  record Frame(boolean error, byte[] content) {}

  /// The next frame; null at the end, which may only be between two frames.
  ///
  /// @throws EOFException if the stream ends within a frame
  @Nullable Frame next() throws IOException {
    byte[] head = stream.readNBytes(HEAD);
    if (head.length == 0) {
      return null;
    }
    if (head.length < HEAD) {
      throw new EOFException("the stream ended within the head of a frame");
    }
    int length =
        (head[4] & 0xff) << 24 | (head[5] & 0xff) << 16 | (head[6] & 0xff) << 8 | head[7] & 0xff;
    if (head[0] > 3 || head[0] < 0 || length < 0) {
      throw new IOException("this is no frame: the engine speaks another format");
    }
    byte[] content = stream.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the stream ended within a frame");
    }
    return new Frame(head[0] == 2, content);
  }
}
