package io.github.nocobasewizard.installation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Folders that a program keeps in step with a cloud. It may hold a file while it is replaced, or
/// leave only a name of it on this computer.
///
/// The names are those that the programs give to their folders by themselves, on Windows and macOS.
public final class SyncedFolder {
  private static final Map<String, Pattern> PRODUCTS = products();

  private SyncedFolder() {}

  private static Map<String, Pattern> products() {
    Map<String, Pattern> all = new LinkedHashMap<>();
    all.put("OneDrive", part("OneDrive(?: ?- ?[^/]+)?"));
    all.put("iCloud Drive", part("iCloudDrive|Library/Mobile Documents"));
    all.put("Dropbox", part("Dropbox(?: \\([^/]+\\))?|Library/CloudStorage/Dropbox[^/]*"));
    all.put("Google Drive", part("Google Drive|Library/CloudStorage/GoogleDrive[^/]*"));
    return all;
  }

  private static Pattern part(String name) {
    return Pattern.compile("(?:^|/)(?:" + name + ")(?:/|$)");
  }

  /// The program that syncs a folder, by its own name; empty if none is known to.
  public static Optional<String> product(String folder) {
    String path = folder.replace('\\', '/');
    return PRODUCTS.entrySet().stream()
        .filter(product -> product.getValue().matcher(path).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The first of these files that has only its name on this computer, as iCloud leaves it:
  /// `.docker-compose.yml.icloud` instead of `docker-compose.yml`.
  static Optional<Path> notDownloaded(Path folder, List<String> names) {
    return names.stream()
        .map(folder::resolve)
        .filter(file -> Files.exists(file.resolveSibling("." + file.getFileName() + ".icloud")))
        .filter(file -> !Files.exists(file))
        .findFirst();
  }
}
