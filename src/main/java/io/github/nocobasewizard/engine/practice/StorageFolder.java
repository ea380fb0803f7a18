package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/// The sample's storage: real files in the project folder. Never touches anything outside it.
final class StorageFolder {
  static final String IN_CONTAINER = "/app/nocobase/storage";

  private final Path root;

  StorageFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /// @param path relative to the storage, with slashes
  record Entry(String path, boolean folder, long size, FileTime modified) {}

  /// Everything below the storage but what is below `leftOut`, sorted.
  List<Entry> list(Collection<String> leftOut) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (leftOut.contains(name(folder))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!folder.equals(root)) {
              entries.add(new Entry(name(folder), true, 0, attributes.lastModifiedTime()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!leftOut.contains(name(file))) {
              entries.add(
                  new Entry(name(file), false, attributes.size(), attributes.lastModifiedTime()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    entries.sort((a, b) -> a.path().compareTo(b.path()));
    return entries;
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /// Writes entries as a tar archive.
  ///
  /// @param naming what an entry's path becomes in the archive
  void writeTar(List<Entry> entries, UnaryOperator<String> naming, OutputStream out)
      throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    for (Entry entry : entries) {
      TarArchiveEntry header =
          new TarArchiveEntry(naming.apply(entry.path()) + (entry.folder() ? "/" : ""));
      header.setLastModifiedTime(entry.modified());
      header.setSize(entry.size());
      tar.putArchiveEntry(header);
      if (!entry.folder()) {
        Files.copy(root.resolve(entry.path()), tar);
      }
      tar.closeArchiveEntry();
    }
    tar.finish();
    out.flush();
  }

  /// Unpacks a tar archive, plain or gzip.
  ///
  /// @param folder relative to the storage; exists
  void unpack(String folder, InputStream archive, Cancellation cancellation) throws IOException {
    Path target = inside(root.resolve(folder).normalize());
    TarArchiveInputStream tar = new TarArchiveInputStream(unzipped(archive), "UTF-8");
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      cancellation.check();
      Path path = inside(target.resolve(entry.getName()).normalize());
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isFile()) {
        Path parent = path.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
      } else {
        throw new IOException("not a file or folder in the archive: " + entry.getName());
      }
    }
  }

  private Path inside(Path path) throws IOException {
    if (!path.startsWith(root)) {
      throw new IOException("outside the storage: " + path);
    }
    return path;
  }

  private static InputStream unzipped(InputStream archive) throws IOException {
    BufferedInputStream in = new BufferedInputStream(archive);
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? new GZIPInputStream(in) : in;
  }

  void makeEmpty(String folder) throws IOException {
    delete(folder);
    Files.createDirectory(inside(root.resolve(folder).normalize()));
  }

  void makeIfMissing(String folder) throws IOException {
    Files.createDirectories(inside(root.resolve(folder).normalize()));
  }

  /// The names directly below a folder of the storage.
  List<String> names(String folder) throws IOException {
    try (Stream<Path> children = Files.list(inside(root.resolve(folder).normalize()))) {
      return children.map(child -> String.valueOf(child.getFileName())).sorted().toList();
    }
  }

  void move(String from, String to) throws IOException {
    Files.move(inside(root.resolve(from).normalize()), inside(root.resolve(to).normalize()));
  }

  /// A file or a folder with all that is in it; nothing happens if it is not there.
  void delete(String path) throws IOException {
    Path target = inside(root.resolve(path).normalize());
    if (Files.exists(target)) {
      deleteTree(target);
    }
  }

  static void deleteTree(Path target) throws IOException {
    Files.walkFileTree(
        target,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
