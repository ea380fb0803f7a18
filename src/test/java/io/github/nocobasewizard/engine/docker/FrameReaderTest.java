package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.docker.FrameReader.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  @Property
  void readsFramesHoweverTheyArrive(
      @ForAll byte[] first, @ForAll byte[] second, @ForAll @IntRange(min = 1, max = 9) int piece)
      throws IOException {
    byte[] bytes = concat(frame(1, first), frame(2, second));

    FrameReader reader = new FrameReader(new InPieces(bytes, piece));

    Frame output = reader.next();
    assertThat(output.error()).isFalse();
    assertThat(output.content()).isEqualTo(first);
    Frame error = reader.next();
    assertThat(error.error()).isTrue();
    assertThat(error.content()).isEqualTo(second);
    assertThat(reader.next()).isNull();
  }

  @Property
  void isNeverFooledByAnEndWithinAFrame(
      @ForAll byte[] content, @ForAll @IntRange(max = 1000) int at) throws IOException {
    byte[] bytes = frame(1, content);
    int cut = 1 + at % bytes.length;
    if (cut < bytes.length) {
      FrameReader reader = new FrameReader(new ByteArrayInputStream(Arrays.copyOf(bytes, cut)));

      assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesWhatIsNoFrame() {
    FrameReader reader = new FrameReader(new ByteArrayInputStream("hello world".getBytes()));

    assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
  }

  static byte[] frame(int stream, byte[] content) {
    int length = content.length;
    byte[] head = {
      (byte) stream,
      0,
      0,
      0,
      (byte) (length >> 24),
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length
    };
    return concat(head, content);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /// Gives a few bytes at a time, as a network does.
  private static final class InPieces extends ByteArrayInputStream {
    private final int piece;

    InPieces(byte[] bytes, int piece) {
      super(bytes);
      this.piece = piece;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, Math.min(length, piece));
    }
  }
}
