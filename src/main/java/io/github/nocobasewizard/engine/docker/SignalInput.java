package io.github.nocobasewizard.engine.docker;

import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/// Standard input of a command under [ExecScript]: silent until the script may go, then one line.
final class SignalInput extends InputStream {
  private final CountDownLatch decided = new CountDownLatch(1);
  private boolean sent;
  private volatile boolean go;

  /// Lets the script go.
  void send() {
    go = true;
    decided.countDown();
  }

  @Override
  public int read() {
    try {
      decided.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
    if (!go || sent) {
      return -1;
    }
    sent = true;
    return '\n';
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    int value = length == 0 ? 0 : read();
    if (value <= 0) {
      return value;
    }
    bytes[offset] = (byte) value;
    return 1;
  }

  /// Releases the thread of the transport that reads this.
  @Override
  public void close() {
    decided.countDown();
  }
}
