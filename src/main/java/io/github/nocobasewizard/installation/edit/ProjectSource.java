package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ComposeTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How Compose is called for a project, and the environment it is called with: all that decides
/// what its files mean.
///
/// @param folder the project folder, absolute
/// @param files the Compose files in order; empty to find them as Compose does
/// @param environmentFiles as given by `--env-file`; empty for the `.env` of the folder
/// @param environment the process environment that Compose gets
/// @param namesIgnoreCase whether names of that environment are the same in upper and lower case,
///     as on Windows
public record ProjectSource(
    Path folder,
    List<Path> files,
    List<Path> environmentFiles,
    Map<String, String> environment,
    boolean namesIgnoreCase) {
  public ProjectSource {
    folder = folder.toAbsolutePath().normalize();
    files = List.copyOf(files);
    environmentFiles = List.copyOf(environmentFiles);
    environment = Map.copyOf(environment);
  }

  /// With the environment of this process, which is the one that Compose inherits.
  public static ProjectSource of(ComposeTool.Project project) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return new ProjectSource(
        project.folder(), project.files(), project.environmentFiles(), System.getenv(), windows);
  }

  public static ProjectSource of(ComposeTool.Project project, Map<String, String> environment) {
    return new ProjectSource(
        project.folder(), project.files(), project.environmentFiles(), environment, false);
  }
}
