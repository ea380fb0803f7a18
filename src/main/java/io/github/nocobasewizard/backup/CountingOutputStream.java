package io.github.nocobasewizard.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/// Tells how much has been written, once every 256 KiB.
final class CountingOutputStream extends FilterOutputStream {
  private static final long STEP = 256 * 1024;

  private final LongConsumer progress;
  private long count;
  private long told;

  CountingOutputStream(OutputStream out, LongConsumer progress) {
    super(out);
    this.progress = progress;
  }

  long count() {
    return count;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    counted(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    counted(length);
  }

  private void counted(int length) {
    count += length;
    if (count - told >= STEP) {
      told = count;
      progress.accept(count);
    }
  }
}
