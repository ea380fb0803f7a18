package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.engine.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Bytes on their way from one place to another: told how far they are, stopped when that is wished,
/// and reckoned up into a checksum.
final class Transfer {
  private static final int BLOCK = 1 << 16;

  private final long total;
  private final TransferProgress progress;
  private final Cancellation cancellation;
  private long done;

  Transfer(long total, TransferProgress progress, Cancellation cancellation) {
    this.total = total;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /// @return SHA-256 of what was copied
  String copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = RestorePointStore.newSha256();
    DigestOutputStream both = new DigestOutputStream(out, digest);
    byte[] block = new byte[BLOCK];
    for (int length = in.read(block); length >= 0; length = in.read(block)) {
      cancellation.check();
      both.write(block, 0, length);
      moved(length);
    }
    both.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  /// @return SHA-256 of what was read
  String read(InputStream in) throws IOException {
    return copy(in, OutputStream.nullOutputStream());
  }

  private void moved(long bytes) {
    done += bytes;
    progress.at(Math.min(done, total), total);
  }
}
