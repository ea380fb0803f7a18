package io.github.nocobasewizard.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file on a disk with little room: what fits of a text is written, and then there is an error.
final class SmallDisk extends FileChannel {
  private final FileChannel file;
  private long room;

  SmallDisk(FileChannel file, long room) {
    this.file = file;
    this.room = room;
  }

  /// Somebody has cleared it up.
  void makeRoom() {
    room = Long.MAX_VALUE;
  }

  @Override
  public int write(ByteBuffer text) throws IOException {
    int fits = (int) Math.min(text.remaining(), room - file.position());
    if (fits <= 0) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = text.slice(text.position(), fits);
    text.position(text.position() + fits);
    return file.write(part);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.force(metaData);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public int read(ByteBuffer text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] texts, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] texts, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer text, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer text, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
