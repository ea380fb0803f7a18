package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where the bytes of files come from: the disk, or the disk with planned edits laid over it.
interface FileSource {
  byte[] read(Path file) throws IOException;

  boolean isFile(Path file);

  /// One path for one file, however it is reached: links and `..` resolved where that is possible.
  Path identity(Path file);

  FileSource DISK =
      new FileSource() {
        @Override
        public byte[] read(Path file) throws IOException {
          return Files.readAllBytes(file);
        }

        @Override
        public boolean isFile(Path file) {
          return Files.exists(file) && !Files.isDirectory(file);
        }

        @Override
        public Path identity(Path file) {
          try {
            return file.toRealPath();
          } catch (IOException missing) {
            // A file that is not there has no other names either.
            return file.toAbsolutePath().normalize();
          }
        }
      };

  /// These bytes instead of those on disk; keys are identities.
  default FileSource with(Map<Path, byte[]> edited) {
    FileSource under = this;
    Map<Path, byte[]> over = new HashMap<>(edited);
    return new FileSource() {
      @Override
      public byte[] read(Path file) throws IOException {
        byte[] bytes = over.get(identity(file));
        return bytes != null ? bytes.clone() : under.read(file);
      }

      @Override
      public boolean isFile(Path file) {
        return under.isFile(file);
      }

      @Override
      public Path identity(Path file) {
        return under.identity(file);
      }
    };
  }
}
