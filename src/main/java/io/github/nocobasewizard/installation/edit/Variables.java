package io.github.nocobasewizard.installation.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that Compose fills into files: the process environment first, then environment
/// files. Immutable; an `include` may add to a copy.
final class Variables implements Template.Variables {
  /// Compose sets this one itself, from several sources that are not followed here.
  private static final String PROJECT_NAME = "COMPOSE_PROJECT_NAME";

  private final Map<String, Traced> values;
  private final boolean namesIgnoreCase;

  private Variables(Map<String, Traced> values, boolean namesIgnoreCase) {
    this.values = values;
    this.namesIgnoreCase = namesIgnoreCase;
  }

  static Variables ofProcess(Map<String, String> environment, boolean namesIgnoreCase) {
    Map<String, Traced> values = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> values.put(name, Traced.unwritten(value, new Traced.Source.Shell(name))));
    return new Variables(values, namesIgnoreCase);
  }

  /// With what these files add; what is there already stays. Within the files themselves later ones
  /// win.
  Variables with(List<Path> environmentFiles, FileSource files, List<DotEnv.Entry> entries)
      throws RefusedException {
    Map<String, Traced> added = new LinkedHashMap<>();
    for (Path path : environmentFiles) {
      DotEnv file =
          DotEnv.parse(
              TextFile.read(files, path),
              name -> {
                // Exactly by name, on Windows too: so does Compose inside environment files.
                Traced known = values.get(name);
                return known != null ? known : added.get(name);
              });
      entries.addAll(file.entries());
      added.putAll(file.values());
    }
    Map<String, Traced> all = new LinkedHashMap<>(values);
    added.forEach(all::putIfAbsent);
    return new Variables(all, namesIgnoreCase);
  }

  Variables withProjectName() {
    Map<String, Traced> all = new LinkedHashMap<>(values);
    all.putIfAbsent(
        PROJECT_NAME, Traced.unwritten("project", new Traced.Source.Computed(PROJECT_NAME)));
    return new Variables(all, namesIgnoreCase);
  }

  @Override
  public @Nullable Traced get(String name) throws RefusedException {
    Traced value = values.get(name);
    if (value != null || !namesIgnoreCase) {
      return value;
    }
    List<Traced> similar = new ArrayList<>();
    values.forEach((key, other) -> {
      if (key.equalsIgnoreCase(name)) {
        similar.add(other);
      }
    });
    if (similar.stream().map(Traced::text).distinct().count() > 1) {
      // Compose takes any of them.
      throw new RefusedException(Refused.of(Reason.TOO_COMPLEX).named(name));
    }
    return similar.isEmpty() ? null : similar.getFirst();
  }

  /// The text of a variable that has a value which is not empty; null otherwise.
  @Nullable String textOf(String name) {
    Traced value = values.get(name);
    return value == null || value.isEmpty() ? null : value.text();
  }

  /// All values, for comparing before and after.
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }
}
