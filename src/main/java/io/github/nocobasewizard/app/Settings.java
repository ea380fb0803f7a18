package io.github.nocobasewizard.app;

import io.github.nocobasewizard.backup.Retention;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.ProxyChoice;
import io.github.nocobasewizard.ui.flow.Preferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;

/// What the user has chosen once and need not choose again. Saved after every change.
///
/// Thread-safe.
public final class Settings implements Preferences {
  private static final int REMEMBERED_FOLDERS = 10;

  private final Path file;
  private final Executor saving;
  private final Properties values = new Properties();
  private boolean unsaved;

  private Settings(Path file, Executor saving) {
    this.file = file;
    this.saving = saving;
  }

  /// A file that cannot be read is as good as none.
  ///
  /// @param saving runs what writes the file; choices are made in the window, which must not wait
  public static Settings load(Path file, Executor saving) {
    Settings settings = new Settings(file, saving);
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        settings.values.load(in);
      } catch (IOException | IllegalArgumentException e) {
        System.getLogger(Settings.class.getName())
            .log(System.Logger.Level.WARNING, "unreadable settings " + file, e);
      }
    }
    return settings;
  }

  @Override
  public synchronized Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key)).filter(value -> !value.isBlank());
  }

  @Override
  public synchronized void set(String key, String value) {
    values.setProperty(key, value);
    changed();
  }

  @Override
  public int keptBackups() {
    try {
      return get("keepBackups").map(Integer::parseInt).orElse(Retention.STANDARD);
    } catch (NumberFormatException e) {
      return Retention.STANDARD;
    }
  }

  @Override
  public ProxyChoice proxy() {
    return ProxyChoice.of(get("proxy"));
  }

  @Override
  public Optional<Mirror> mirror() {
    return Mirror.of(get("mirror"));
  }

  @Override
  public synchronized List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (int n = 0; n < REMEMBERED_FOLDERS; n++) {
      get("folder." + n).map(Path::of).ifPresent(folders::add);
    }
    return folders;
  }

  @Override
  public synchronized void remember(Path folder) {
    List<Path> folders = new ArrayList<>(folders());
    folders.remove(folder);
    folders.addFirst(folder);
    for (int n = 0; n < Math.min(folders.size(), REMEMBERED_FOLDERS); n++) {
      values.setProperty("folder." + n, folders.get(n).toString());
    }
    changed();
  }

  private void changed() {
    unsaved = true;
    saving.execute(this::save);
  }

  /// Writes what has not been written yet.
  synchronized void save() {
    if (!unsaved) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path temporary = file.resolveSibling(file.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(temporary)) {
        values.store(out, null);
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      unsaved = false;
    } catch (IOException e) {
      // A choice that is not remembered is no reason to stop.
      System.getLogger(Settings.class.getName())
          .log(System.Logger.Level.WARNING, "settings cannot be saved to " + file, e);
    }
  }
}
