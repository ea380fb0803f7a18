package io.github.nocobasewizard.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk of its own that can be filled, in the memory of this computer. Only root can make one.
final class Disk implements AutoCloseable {
  private static final String FILLING = "filling";

  private final Path folder;

  private Disk(Path folder) {
    this.folder = folder;
  }

  /// @param folder where it is mounted; is made
  /// @param megabytes its size
  /// @throws IOException if this user may not
  static Disk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String options = "size=" + megabytes + "m,mode=0755";
    run("mount", "-t", "tmpfs", "-o", options, "fault-bench", folder.toString());
    return new Disk(folder);
  }

  Path folder() {
    return folder;
  }

  /// To the last block.
  void fill() throws IOException {
    for (int block : new int[] {1 << 20, 1 << 12, 1}) {
      try (OutputStream out = new FileOutputStream(folder.resolve(FILLING).toFile(), true)) {
        byte[] bytes = new byte[block];
        while (true) {
          out.write(bytes);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
          throw e;
        }
      }
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(folder.resolve(FILLING));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", folder.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }
}
