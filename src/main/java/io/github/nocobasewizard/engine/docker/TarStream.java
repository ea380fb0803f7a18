package io.github.nocobasewizard.engine.docker;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;

/// A tar archive that the engine sends, with proof of its end: two blocks of zeros. Without them the
/// engine has given up on the way, which it cannot say otherwise once the answer has begun.
final class TarStream extends FilterInputStream {
  private static final int END = 1024;

  private final Exchange exchange;
  private int zeros;

  TarStream(Exchange exchange) {
    super(exchange.body());
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count < 0 && zeros < END) {
      throw new EOFException("the archive ended too early");
    }
    countZeros(bytes, offset, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    // By reading: skipped bytes have to be looked at, too.
    byte[] skipped = new byte[(int) Math.min(8192, Math.max(0, count))];
    return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    exchange.close();
  }

  private void countZeros(byte[] bytes, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      zeros = bytes[i] == 0 ? Math.min(END, zeros + 1) : 0;
    }
  }
}
