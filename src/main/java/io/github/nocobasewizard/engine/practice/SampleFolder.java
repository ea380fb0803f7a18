package io.github.nocobasewizard.engine.practice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Writes the sample's project folder: the Compose file and the storage.
final class SampleFolder {
  private static final int UPLOADS = 24;

  private SampleFolder() {}

  /// @param folder does not exist yet
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream in = SampleFolder.class.getResourceAsStream("docker-compose.yml")) {
      if (in == null) {
        throw new IOException("docker-compose.yml is missing beside " + SampleFolder.class);
      }
      Files.copy(in, folder.resolve("docker-compose.yml"));
    }
    Path storage = folder.resolve("storage");
    uploads(storage.resolve("uploads"));
    text(storage.resolve(".license/instance-id"), "sample-instance");
    text(storage.resolve("apps/main/aes_key.dat"), "a-sample-key-to-practise-with---");
    text(storage.resolve("environment-variables/main/aes_key.dat"), "another-sample-key");
    text(
        storage.resolve("plugins/@garden-shop/plugin-label-printer/package.json"),
        """
        {
          "name": "@garden-shop/plugin-label-printer",
          "displayName": "Label printer",
          "version": "1.3.0",
          "main": "dist/server/index.js"
        }
        """);
    text(storage.resolve("logs/main/system.log"), "left out of restore points\n");
    text(storage.resolve("cache/note.txt"), "left out of restore points\n");
    text(storage.resolve("db/postgres/PG_VERSION"), "16\n");
  }

  private static void uploads(Path folder) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(4_711);
    for (int i = 1; i <= UPLOADS; i++) {
      byte[] bytes = new byte[60_000 + random.nextInt(90_000)];
      random.nextBytes(bytes);
      Files.write(folder.resolve("delivery-note-%03d.pdf".formatted(i)), bytes);
    }
  }

  private static void text(Path file, String text) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
