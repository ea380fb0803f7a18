package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.engine.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes a restore point out of the backup folder: as a folder or as one zip file, for a USB stick or
/// another computer.
///
/// Nothing stands under the final name before it is whole and every byte was read back and compared.
/// The copy is readable by its owner alone where the file system knows owners.
public final class RestorePointExport {
  private static final String UNFINISHED = ".part";

  private final RestorePoint point;
  private final Transfer transfer;

  private RestorePointExport(RestorePoint point, Transfer transfer) {
    this.point = point;
    this.transfer = transfer;
  }

  /// @param into folder in which the copy's own folder is made
  /// @return the copy's folder
  /// @throws BackupException `DAMAGED` if the original or the copy is not what the manifest says;
  ///     `DISK_FULL`, `FOLDER_NOT_WRITABLE`
  /// @throws CancellationException when cancelled; what was begun is removed
  public static Path toFolder(
      RestorePoint point, Path into, TransferProgress progress, Cancellation cancellation)
      throws BackupException {
    Path target = free(into, point.folder().getFileName().toString(), "");
    Path begun = into.resolve(target.getFileName() + UNFINISHED);
    try {
      RestorePointStore.delete(begun);
      of(point, progress, cancellation).copyTo(begun);
      return Files.move(begun, target);
    } catch (IOException e) {
      throw Backup.failed(into, e);
    } finally {
      removeQuietly(begun);
    }
  }

  /// @param zip is replaced if it is there
  /// @throws BackupException see [#toFolder]
  public static void toZip(
      RestorePoint point, Path zip, TransferProgress progress, Cancellation cancellation)
      throws BackupException {
    Path begun = zip.resolveSibling(zip.getFileName() + UNFINISHED);
    try {
      of(point, progress, cancellation).zipTo(begun);
      Files.move(begun, zip, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Backup.failed(zip, e);
    } finally {
      removeQuietly(begun);
    }
  }

  /// Every byte is written once and read back once.
  private static RestorePointExport of(
      RestorePoint point, TransferProgress progress, Cancellation cancellation) {
    return new RestorePointExport(
        point, new Transfer(2 * point.manifest().size(), progress, cancellation));
  }

  private static Path free(Path into, String name, String ending) {
    Path free = into.resolve(name + ending);
    for (int n = 2; Files.exists(free); n++) {
      free = into.resolve(name + " " + n + ending);
    }
    return free;
  }

  private static void removeQuietly(Path path) {
    try {
      RestorePointStore.delete(path);
    } catch (IOException e) {
      System.getLogger(RestorePointExport.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + path, e);
    }
  }

  private void copyTo(Path folder) throws IOException, BackupException {
    RestorePointStore.createPrivate(folder);
    for (Map.Entry<String, String> each : point.manifest().checksums().entrySet()) {
      Path copy = folder.resolve(each.getKey());
      RestorePointStore.createPrivate(RestorePointStore.parent(copy));
      try (InputStream in = source(each.getKey());
          OutputStream out = RestorePointStore.newFile(copy)) {
        require(each, transfer.copy(in, out));
      }
      RestorePointStore.sync(copy);
    }
    for (String name : RestorePointStore.DESCRIPTIONS) {
      if (Files.exists(point.file(name))) {
        try (OutputStream out = RestorePointStore.newFile(folder.resolve(name))) {
          Files.copy(point.file(name), out);
        }
      }
    }
    for (Map.Entry<String, String> each : point.manifest().checksums().entrySet()) {
      try (InputStream in = Files.newInputStream(folder.resolve(each.getKey()))) {
        require(each, transfer.read(in));
      }
    }
  }

  private void zipTo(Path zip) throws IOException, BackupException {
    String inside = point.folder().getFileName() + "/";
    try (ZipOutputStream out = new ZipOutputStream(RestorePointStore.newFile(zip))) {
      // Dumps are packed already; storage archives are large, and speed counts.
      out.setLevel(Deflater.BEST_SPEED);
      for (String name : RestorePointStore.DESCRIPTIONS) {
        if (Files.exists(point.file(name))) {
          out.putNextEntry(new ZipEntry(inside + name));
          Files.copy(point.file(name), out);
          out.closeEntry();
        }
      }
      for (Map.Entry<String, String> each : point.manifest().checksums().entrySet()) {
        out.putNextEntry(new ZipEntry(inside + each.getKey()));
        try (InputStream in = source(each.getKey())) {
          require(each, transfer.copy(in, out));
        }
        out.closeEntry();
      }
    }
    RestorePointStore.sync(zip);
    try (ZipFile written = new ZipFile(zip.toFile())) {
      for (Map.Entry<String, String> each : point.manifest().checksums().entrySet()) {
        ZipEntry entry = written.getEntry(inside + each.getKey());
        if (entry == null) {
          throw new IOException("not in the file: " + each.getKey());
        }
        try (InputStream in = written.getInputStream(entry)) {
          require(each, transfer.read(in));
        }
      }
    }
  }

  private InputStream source(String file) throws BackupException {
    try {
      return Files.newInputStream(point.file(file));
    } catch (IOException e) {
      throw new BackupException(BackupException.Reason.DAMAGED, file, String.valueOf(e), e);
    }
  }

  /// @throws BackupException `DAMAGED` unless a file has the checksum that it should have
  static void require(Map.Entry<String, String> file, String checksum) throws BackupException {
    if (!file.getValue().equals(checksum)) {
      throw new BackupException(
          BackupException.Reason.DAMAGED,
          file.getKey(),
          "checksum " + checksum + ", not " + file.getValue(),
          null);
    }
  }
}
