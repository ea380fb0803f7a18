package io.github.nocobasewizard.run;

import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.WriteResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run at a time for an installation, whoever's: a file in the project's folder, there only
/// while a run goes on, that says who is at work.
///
/// On this computer the operating system holds the lock and releases it when the program ends,
/// however it ends. On a network share systems may not hear of each other's locks: there the file
/// is written anew every few seconds, and one that has not been for a while is nobody's any more.
public final class InstallationLock implements Hold {
  private static final String NAME = ".nocobase-upgrade-wizard.lock";

  /// Beyond the text: Windows lets nobody read what is locked.
  private static final long LOCKED_BYTE = 1L << 32;

  private static final Duration BEAT = Duration.ofSeconds(15);

  /// So long must a lock of another computer have been left alone to be nobody's.
  private static final Duration SILENCE = Duration.ofSeconds(75);

  private static final int TRIES = 5;

  private final Path file;
  private final FileChannel channel;
  private final String text;
  private final ScheduledExecutorService heart;

  private InstallationLock(Path file, FileChannel channel, String text) {
    this.file = file;
    this.channel = channel;
    this.text = text;
    this.heart = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    heart.scheduleWithFixedDelay(
        this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// For work that changes an installation.
  ///
  /// @throws LockedException if somebody else is at work, or no file can be made in the folder
  public static Hold of(Installation installation) throws LockedException {
    try {
      return acquired(installation);
    } catch (IOException e) {
      throw notWritten(installation, e);
    }
  }

  /// For work that only reads an installation, such as a backup: it can be done without the right to
  /// write into the folder, and then stops nobody.
  ///
  /// @throws LockedException if somebody else is at work
  public static Hold forReading(Installation installation) throws LockedException {
    try {
      return acquired(installation);
    } catch (IOException e) {
      Optional<Holder> other = holder(installation.folder());
      if (other.isPresent()) {
        throw held(installation, other);
      }
      return () -> {};
    }
  }

  private static InstallationLock acquired(Installation installation)
      throws LockedException, IOException {
    return switch (tryLock(installation.folder())) {
      case Acquired(InstallationLock lock) -> lock;
      case Held(Optional<Holder> by) -> throw held(installation, by);
    };
  }

  private static LockedException held(Installation installation, Optional<Holder> by) {
    return new LockedException(
        by.map(holder -> new Problem("run.LOCKED_BY", holder.name(), holder.toText()))
            .orElseGet(() -> new Problem("run.LOCKED", installation.name(), "")));
  }

  private static LockedException notWritten(Installation installation, IOException e) {
    return new LockedException(
        new Problem(
            "write." + WriteResult.Reason.of(e), installation.folder().toString(), e.toString()));
  }

  /// What came of trying.
  sealed interface Attempt {}

  record Acquired(InstallationLock lock) implements Attempt {}

  /// @param by who has it; empty if that cannot be read
  record Held(Optional<Holder> by) implements Attempt {}

  /// @param folder of the project
  /// @throws IOException if no file can be made in this folder
  static Attempt tryLock(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Attempt> attempt = tryOnce(file);
      if (attempt.isPresent()) {
        return attempt.get();
      }
    }
    return new Held(Optional.empty());
  }

  /// Who is at work on an installation now. Changes nothing.
  ///
  /// @param folder of the project
  /// @return empty if nobody is
  public static Optional<Holder> holder(Path folder) {
    Path file = folder.resolve(NAME);
    return read(file).filter(holder -> holder.isThisProgram() || isAtWork(holder, file));
  }

  /// Whether a run has ended without removing its lock.
  static boolean isAbandoned(Path folder) {
    return Files.exists(folder.resolve(NAME)) && holder(folder).isEmpty();
  }

  /// @return empty if the file was removed by its holder after it was opened here: then it would lock
  ///     nobody out
  private static Optional<Attempt> tryOnce(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean acquired = false;
    try {
      FileLock lock = lock(channel);
      Optional<Holder> other = read(file).filter(holder -> isAtWork(holder, file));
      if (lock == null || other.isPresent()) {
        return Optional.of(new Held(lock == null ? read(file) : other));
      }
      String text = Holder.me(Instant.now()).toText();
      writeNew(channel, text, file);
      // What was written here is read there: it is the same file.
      acquired = Files.exists(file) && Files.readString(file).equals(text);
      return acquired
          ? Optional.of(new Acquired(new InstallationLock(file, channel, text)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } finally {
      if (!acquired) {
        channel.close();
      }
    }
  }

  /// Null if somebody else has it.
  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      // Held by this same program.
      return null;
    }
  }

  private static Optional<Holder> read(Path file) {
    try {
      return Holder.parse(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether another program still has it, as far as the text tells: on this computer that is
  /// certain, on another one it shows by when it wrote last.
  private static boolean isAtWork(Holder holder, Path file) {
    if (holder.isThisProgram()) {
      return false;
    }
    return holder.isHere() ? !holder.hasEnded() : isFresh(file);
  }

  /// By the clock of the computer that keeps the file, which is asked by writing another one.
  private static boolean isFresh(Path file) {
    try {
      Path now = Files.createTempFile(Objects.requireNonNull(file.getParent()), NAME, ".now");
      try {
        Duration silence =
            Duration.between(
                Files.getLastModifiedTime(file).toInstant(),
                Files.getLastModifiedTime(now).toInstant());
        return silence.compareTo(SILENCE) < 0;
      } finally {
        Files.deleteIfExists(now);
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      // Where nobody can tell, it is safer to wait.
      return true;
    }
  }

  /// Where there is no room for the text, no empty file stays either.
  private static void writeNew(FileChannel channel, String text, Path file) throws IOException {
    try {
      write(channel, text);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    channel.truncate(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  private synchronized void beat() {
    try {
      if (channel.isOpen()) {
        write(channel, text);
      }
    } catch (IOException e) {
      // The share is away for a moment. If it stays away, so does whoever else would want the lock.
      System.getLogger(InstallationLock.class.getName())
          .log(System.Logger.Level.WARNING, "the lock cannot be renewed: " + file, e);
    }
  }

  /// Removes the file while it is still locked, so that nobody's new lock is removed.
  @Override
  public synchronized void close() {
    heart.shutdown();
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The run has ended as it has; who comes next sees that nobody is at work.
      System.getLogger(InstallationLock.class.getName())
          .log(System.Logger.Level.WARNING, "the lock cannot be removed: " + file, e);
    }
  }
}
