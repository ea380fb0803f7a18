package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.ProxyChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the user has chosen once and need not choose again.
public interface Preferences {
  Optional<String> get(String key);

  void set(String key, String value);

  /// How many restore points of an installation stay (`keepBackups`); see
  /// [io.github.nocobasewizard.backup.Retention].
  int keptBackups();

  /// Which proxy is used (`proxy`).
  ProxyChoice proxy();

  /// The mirror that versions are downloaded from instead of Docker Hub (`mirror`).
  Optional<Mirror> mirror();

  /// Folders of installations used before, the last one first.
  List<Path> folders();

  void remember(Path folder);
}
