package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Replaces a file so that at every moment, also after a power loss, it has either all of its old
/// bytes or all of its new ones.
///
/// A temporary file beside it (readable by its owner alone, as environment files hold passwords; one
/// that a crash has left behind is found by its name) is written, synced, given the permissions and the owner of the old file, and renamed over it; then
/// the folder is synced where the system can. A symbolic link stays one: the file it points to is
/// replaced.
public final class AtomicFile {
  /// How long Windows may keep a file busy (virus scanner, file sharing) before that is an error.
  private static final int RENAME_ATTEMPTS = 10;

  private static final Duration RENAME_PAUSE = Duration.ofMillis(200);

  private final Path file;
  private final byte[] bytes;
  private final byte @Nullable [] expected;

  private AtomicFile(Path file, byte[] bytes, byte @Nullable [] expected) {
    this.file = file;
    this.bytes = bytes;
    this.expected = expected;
  }

  /// Gives an existing file new bytes.
  public static WriteResult replace(Path file, byte[] bytes) {
    return new AtomicFile(file, bytes.clone(), null).write();
  }

  /// Gives a file new bytes if it still has those that were expected.
  static WriteResult replace(Path file, byte[] expected, byte[] bytes) {
    return new AtomicFile(file, bytes, expected).write();
  }

  private WriteResult write() {
    try {
      Path target = file.toRealPath();
      if (!Files.isRegularFile(target)) {
        return notWritten(WriteResult.Reason.NOT_A_FILE, "");
      }
      if (isReadOnly(target)) {
        return notWritten(WriteResult.Reason.READ_ONLY, "");
      }
      return writeBeside(target);
    } catch (IOException failed) {
      return notWritten(WriteResult.Reason.of(failed), failed.toString());
    }
  }

  private WriteResult writeBeside(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || target.getFileName() == null) {
      return notWritten(WriteResult.Reason.NOT_A_FILE, "");
    }
    if (!Files.isWritable(target)) {
      return notWritten(WriteResult.Reason.NO_PERMISSION, "");
    }
    Path temporary = temporary(target);
    create(temporary);
    try {
      writeSynced(temporary);
      if (!keepAttributes(target, temporary)) {
        return notWritten(WriteResult.Reason.OWNER_WOULD_CHANGE, "");
      }
      if (expected != null && !Arrays.equals(expected, Files.readAllBytes(target))) {
        return notWritten(WriteResult.Reason.CHANGED_MEANWHILE, "");
      }
      IOException busy = rename(temporary, target);
      if (busy != null) {
        return notWritten(WriteResult.Reason.LOCKED, busy.toString());
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
    return new WriteResult.Written(file, syncFolder(folder));
  }

  private static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".nocobase-upgrade-wizard");
  }

  private static void create(Path temporary) throws IOException {
    Files.deleteIfExists(temporary);
    if (view(temporary.resolveSibling("."), PosixFileAttributeView.class) == null) {
      Files.createFile(temporary);
    } else {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /// Removes what a crash in the middle of [#replace] has left beside a file.
  public static void removeLeftover(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Files.deleteIfExists(temporary(target));
  }

  private void writeSynced(Path temporary) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static boolean isReadOnly(Path target) throws IOException {
    PosixFileAttributeView posix = view(target, PosixFileAttributeView.class);
    if (posix != null) {
      // Asked of the permissions, because an administrator may write what is read-only, too.
      return posix.readAttributes().permissions().stream()
          .noneMatch(permission ->
              permission == PosixFilePermission.OWNER_WRITE
                  || permission == PosixFilePermission.GROUP_WRITE
                  || permission == PosixFilePermission.OTHERS_WRITE);
    }
    DosFileAttributeView dos = view(target, DosFileAttributeView.class);
    return dos != null && dos.readAttributes().isReadOnly();
  }

  /// False if the new file cannot belong to the owner of the old one.
  private static boolean keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView posix = view(from, PosixFileAttributeView.class);
    if (posix != null) {
      return keepPosix(posix.readAttributes(), to);
    }
    keepAccessList(from, to);
    DosFileAttributeView fromDos = view(from, DosFileAttributeView.class);
    DosFileAttributeView toDos = view(to, DosFileAttributeView.class);
    if (fromDos != null && toDos != null) {
      DosFileAttributes attributes = fromDos.readAttributes();
      toDos.setHidden(attributes.isHidden());
      toDos.setSystem(attributes.isSystem());
      toDos.setArchive(attributes.isArchive());
    }
    return true;
  }

  private static boolean keepPosix(PosixFileAttributes old, Path to) throws IOException {
    PosixFileAttributeView view = view(to, PosixFileAttributeView.class);
    if (view == null) {
      return false;
    }
    try {
      PosixFileAttributes now = view.readAttributes();
      if (!now.owner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
      if (!now.group().equals(old.group())) {
        view.setGroup(old.group());
      }
    } catch (FileSystemException notAllowed) {
      return false;
    }
    // After the owner: changing that takes permissions away.
    view.setPermissions(old.permissions());
    return true;
  }

  /// On Windows a new file inherits from its folder; only what is different has to be set.
  private static void keepAccessList(Path from, Path to) throws IOException {
    AclFileAttributeView old = view(from, AclFileAttributeView.class);
    AclFileAttributeView now = view(to, AclFileAttributeView.class);
    if (old != null && now != null && !old.getAcl().equals(now.getAcl())) {
      now.setAcl(old.getAcl());
    }
  }

  private static <V extends FileAttributeView> @Nullable V view(Path file, Class<V> type) {
    return Files.getFileAttributeView(file, type, LinkOption.NOFOLLOW_LINKS);
  }

  /// Null if it worked; the last error if the file stays busy.
  private static @Nullable IOException rename(Path temporary, Path target) throws IOException {
    boolean windows = view(target, PosixFileAttributeView.class) == null;
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return null;
      } catch (FileSystemException busy) {
        if (!windows) {
          throw busy;
        }
        if (attempt == RENAME_ATTEMPTS || !pause()) {
          return busy;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(RENAME_PAUSE);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// False if this file system does not sync folders. By now the file has its new bytes, so that
  /// is nothing to fail for.
  private static boolean syncFolder(Path folder) {
    if (view(folder, PosixFileAttributeView.class) == null) {
      // Windows opens no folders; its file system journals the rename by itself.
      return true;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (IOException notSupported) {
      return false;
    }
  }

  private WriteResult notWritten(WriteResult.Reason reason, String details) {
    return new WriteResult.NotWritten(file, reason, details);
  }
}
