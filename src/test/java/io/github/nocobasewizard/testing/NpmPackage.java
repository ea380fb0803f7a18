package io.github.nocobasewizard.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Files of an npm package, for images that tests build. It comes from the registry that NocoBase's own
/// image takes packages from, and is kept in `target`.
///
/// @param sha512 of the archive, as hexadecimal digits
public record NpmPackage(String name, String version, String sha512) {
  private static final String IMAGE = "nocobase/nocobase:2.2.0-full";
  private static final Path KEPT = Path.of("target", "npm");

  /// Puts these files of the package's folder `dist` into a folder.
  public void copy(Set<String> files, Path folder) throws IOException, InterruptedException {
    try (var archive =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive())))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        String file = entry.getName().replace("package/dist/", "");
        if (files.contains(file)) {
          Files.copy(archive, folder.resolve(file));
        }
      }
    }
  }

  private byte[] archive() throws IOException, InterruptedException {
    Path kept = KEPT.resolve(name + "-" + version + ".tgz");
    if (!Files.exists(kept)) {
      Files.createDirectories(KEPT);
      Files.write(kept, download());
    }
    return Files.readAllBytes(kept);
  }

  private byte[] download() throws IOException, InterruptedException {
    URI address = URI.create("%s/%s/-/%s-%s.tgz".formatted(registry(), name, name, version));
    HttpResponse<byte[]> response =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()
            .send(
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2)).build(),
                BodyHandlers.ofByteArray());
    if (response.statusCode() != 200 || !sha512.equals(sum(response.body()))) {
      throw new IOException(
          address + " answered " + response.statusCode() + ", or with another file");
    }
    return response.body();
  }

  private static String registry() throws IOException, InterruptedException {
    String told =
        RealInstallation.docker(
            "run", "--rm", "--entrypoint", "yarn", IMAGE, "config", "get", "registry");
    return told.lines().toList().getLast().strip().replaceFirst("/$", "");
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
