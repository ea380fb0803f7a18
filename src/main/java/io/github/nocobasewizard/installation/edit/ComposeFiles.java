package io.github.nocobasewizard.installation.edit;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which files make a project, and with which variables they are read: the part of Compose that
/// comes before any YAML.
///
/// @param files the Compose files in order
/// @param environmentFiles the environment files in order
/// @param environmentEntries what stands in them
/// @param variables the process environment and what the environment files add
record ComposeFiles(
    List<Path> files,
    List<Path> environmentFiles,
    List<DotEnv.Entry> environmentEntries,
    Variables variables) {

  /// In this order; the first one that is there is taken. Source: compose-go, `cli/options.go`.
  static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  private static final List<String> OVERRIDE_NAMES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  /// What Compose would fetch from elsewhere.
  private static final Pattern REMOTE =
      Pattern.compile("(?i)(?:https?|git|ssh|oci)://.*|git@.*|github\\.com/.*|.*\\.git(?:[#?].*)?");

  static ComposeFiles find(ProjectSource source, FileSource files) throws RefusedException {
    Variables process = Variables.ofProcess(source.environment(), source.namesIgnoreCase());
    List<Path> environmentFiles = environmentFiles(source, process, files);
    List<DotEnv.Entry> entries = new ArrayList<>();
    Variables variables = process.with(environmentFiles, files, entries);
    List<Path> composeFiles = composeFiles(source, variables, files);
    return new ComposeFiles(composeFiles, environmentFiles, entries, variables.withProjectName());
  }

  private static List<Path> environmentFiles(
      ProjectSource source, Variables process, FileSource files) throws RefusedException {
    if (!source.environmentFiles().isEmpty()) {
      return source.environmentFiles().stream().map(source.folder()::resolve).toList();
    }
    String listed = process.textOf("COMPOSE_ENV_FILES");
    if (listed != null) {
      return paths(source.folder(), listed, ",");
    }
    Path usual = source.folder().resolve(".env");
    boolean disabled = isTrue(process.textOf("COMPOSE_DISABLE_ENV_FILE"));
    return disabled || !files.isFile(usual) ? List.of() : List.of(usual);
  }

  private static List<Path> composeFiles(
      ProjectSource source, Variables variables, FileSource files) throws RefusedException {
    if (!source.files().isEmpty()) {
      List<Path> resolved = new ArrayList<>();
      for (Path file : source.files()) {
        resolved.add(resolve(source.folder(), file.toString()).orElseThrow(() -> remote(file)));
      }
      return resolved;
    }
    String listed = variables.textOf("COMPOSE_FILE");
    if (listed != null) {
      String separator = variables.textOf("COMPOSE_PATH_SEPARATOR");
      return paths(source.folder(), listed, separator == null ? File.pathSeparator : separator);
    }
    Path main = usual(source.folder(), files);
    if (main == null) {
      throw new RefusedException(Refused.of(Reason.NO_COMPOSE_FILE, source.folder()));
    }
    Path override = first(source.folder(), OVERRIDE_NAMES, files);
    return override == null ? List.of(main) : List.of(main, override);
  }

  /// The Compose file under one of the usual names; null if there is none.
  static @Nullable Path usual(Path folder, FileSource files) {
    return first(folder, NAMES, files);
  }

  private static RefusedException remote(Path file) {
    return new RefusedException(Refused.of(Reason.FILE_UNREADABLE).named(file.toString()));
  }

  private static @Nullable Path first(Path folder, List<String> names, FileSource files) {
    for (String name : names) {
      if (files.isFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return null;
  }

  private static List<Path> paths(Path folder, String listed, String separator)
      throws RefusedException {
    List<Path> paths = new ArrayList<>();
    for (String name : listed.split(Pattern.quote(separator))) {
      paths.add(
          resolve(folder, name)
              .orElseThrow(
                  () -> new RefusedException(Refused.of(Reason.FILE_UNREADABLE).named(name))));
    }
    return paths;
  }

  /// A path as written in a file, seen from a folder; empty if it is no path on this machine.
  static Optional<Path> resolve(Path folder, String written) {
    if (written.isEmpty() || written.equals("-") || REMOTE.matcher(written).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(written).normalize());
    } catch (InvalidPathException noPath) {
      // The caller says which file it was.
      return Optional.empty();
    }
  }

  /// Go's `strconv.ParseBool`.
  private static boolean isTrue(@Nullable String text) {
    return text != null && List.of("1", "t", "T", "TRUE", "true", "True").contains(text);
  }
}
