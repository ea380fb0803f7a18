package io.github.nocobasewizard.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// Where this program keeps its things on this system.
///
/// @param data runs, settings, remembered lists
/// @param logs the program's own log
/// @param backups where restore points go unless the user chose another folder
public record Folders(Path data, Path logs, Path backups) {
  private static final String NAME = "NocoBase Upgrade Wizard";

  public static Folders ofThisSystem() {
    return of(System.getProperties(), System.getenv());
  }

  /// By each platform's convention: `%LOCALAPPDATA%` on Windows, `~/Library` on macOS, the XDG base
  /// directories elsewhere. `wizard.home` (a system property) puts everything into one folder.
  static Folders of(Properties properties, Map<String, String> environment) {
    String own = properties.getProperty("wizard.home", "");
    if (!own.isEmpty()) {
      return within(Path.of(own));
    }
    String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(properties.getProperty("user.home", "."));
    Path backups = home.resolve("NocoBase backups");
    if (system.contains("win")) {
      Path local =
          Path.of(
              environment.getOrDefault(
                  "LOCALAPPDATA", home.resolve("AppData").resolve("Local").toString()));
      Path folder = local.resolve(NAME);
      return new Folders(folder.resolve("data"), folder.resolve("logs"), backups);
    }
    if (system.contains("mac")) {
      Path library = home.resolve("Library");
      return new Folders(
          library.resolve("Application Support").resolve(NAME),
          library.resolve("Logs").resolve(NAME),
          backups);
    }
    String plain = "nocobase-upgrade-wizard";
    return new Folders(
        xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share")).resolve(plain),
        xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve(plain),
        backups);
  }

  /// Everything in one folder.
  static Folders within(Path folder) {
    return new Folders(folder.resolve("data"), folder.resolve("logs"), folder.resolve("backups"));
  }

  private static Path xdg(Map<String, String> environment, String variable, Path standard) {
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? Path.of(value) : standard;
  }
}
