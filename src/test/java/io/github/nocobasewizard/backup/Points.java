package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Restore points with little in them, on disk.
final class Points {
  private Points() {}

  static Manifest manifest(String id, Instant made, boolean proven) {
    return manifest(id, made, proven, "shop", "key-of-shop");
  }

  static Manifest manifest(
      String id, Instant made, boolean proven, String project, String installation) {
    Manifest.Proof proof =
        proven ? new Manifest.Proof(made, Duration.ofSeconds(3), 2, 12, 2, 0) : null;
    return new Manifest(
        Manifest.FORMAT,
        id,
        made,
        made,
        false,
        project,
        "/srv/" + project,
        installation,
        "2.2.0-full",
        "2.2.0",
        List.of(new Manifest.ServiceImage("app", "nocobase/nocobase:2.2.0-full", "sha256:1", null)),
        List.of(database("database.dump", "the records")),
        List.of(),
        List.of(
            new Manifest.StoragePart("app", "storage-app.tar", 9, sha256("the files"), 3, "list")),
        List.of(
            new Manifest.FilePart(
                "/srv/" + project + "/docker-compose.yml",
                "files/0-docker-compose.yml",
                sha256("services:"))),
        proof);
  }

  static Manifest.DatabasePart database(String file, String content) {
    return new Manifest.DatabasePart(
        Database.Kind.POSTGRES,
        "postgres:5432/nocobase",
        "16.4",
        "sha256:2",
        "nocobase",
        file,
        content.length(),
        sha256(content),
        8_000_000,
        null,
        Map.of("orders", 12L),
        Set.of("orders"),
        Map.of(),
        Map.of());
  }

  /// A whole restore point in the store's folder.
  static RestorePoint write(RestorePointStore store, Manifest manifest) {
    Path folder = store.folder().resolve(manifest.id());
    try {
      Files.createDirectories(folder.resolve("files"));
      Files.writeString(folder.resolve("database.dump"), "the records");
      Files.writeString(folder.resolve("storage-app.tar"), "the files");
      Files.writeString(folder.resolve("files/0-docker-compose.yml"), "services:");
      return store.save(folder, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(String text) {
    return HexFormat.of()
        .formatHex(RestorePointStore.newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static RestorePoint kept(RestorePoint point, @Nullable String name) {
    try {
      return RestorePointStore.annotate(
          point, point.notes().withKept(true).withName(name == null ? "" : name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
