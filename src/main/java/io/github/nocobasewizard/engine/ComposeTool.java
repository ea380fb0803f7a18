package io.github.nocobasewizard.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The `docker compose` command, version 2. All calls block; none may be made on the UI thread.
public interface ComposeTool {
  /// e.g. `2.40.3`.
  ///
  /// @throws EngineException `COMPOSE_MISSING`
  String version() throws EngineException;

  /// The whole project as Compose understands it: the output of `config --format json`. Needs no
  /// running engine. Contains secrets: never log it.
  ///
  /// @throws EngineException `COMPOSE_MISSING`; `COMPOSE_FAILED` with Compose's own words if the
  ///     files are not valid
  String config(Project project) throws EngineException;

  /// Recreates these services only, from images that are on this machine: `up --detach --no-deps
  /// --no-build --pull never`. Their dependencies are neither started nor touched.
  ///
  /// @param output lines as they come
  void up(Project project, List<String> services, Consumer<String> output) throws EngineException;

  /// How Compose is to be called so that it means the same project as its owner does.
  ///
  /// @param folder the project folder
  /// @param files the Compose files in order; empty to let Compose find them in the folder
  /// @param environmentFiles as given by `--env-file`; empty for the `.env` of the folder
  /// @param name the project's name; null to let Compose find it
  /// @param profiles as given by `--profile`; empty for those that are active without
  record Project(
      Path folder,
      List<Path> files,
      List<Path> environmentFiles,
      @Nullable String name,
      List<String> profiles) {
    public Project {
      files = List.copyOf(files);
      environmentFiles = List.copyOf(environmentFiles);
      profiles = List.copyOf(profiles);
    }

    public Project(
        Path folder, List<Path> files, List<Path> environmentFiles, @Nullable String name) {
      this(folder, files, environmentFiles, name, List.of());
    }

    public Project withProfiles(Collection<String> others) {
      return new Project(folder, files, environmentFiles, name, List.copyOf(others));
    }
  }
}
