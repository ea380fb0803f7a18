package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.process.Machine.Os;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// Finds Docker's programs. `PATH` alone does not do: a program started from the macOS Finder gets
/// only `/usr/bin:/bin:/usr/sbin:/sbin`, and on Windows a fresh Docker Desktop is on the `PATH` only
/// after the next sign-in.
public final class Programs {
  private final Machine machine;
  private final Predicate<Path> exists;

  public Programs(Machine machine) {
    this(machine, Files::isExecutable);
  }

  /// @param exists tells whether a program is at a path; a test gives its own
  public Programs(Machine machine, Predicate<Path> exists) {
    this.machine = machine;
    this.exists = exists;
  }

  /// Looks in the `PATH`, then in Docker's usual places.
  ///
  /// @param name without the `.exe` of Windows
  public Optional<Path> find(String name) {
    return findAll(name, folders()).stream().findFirst();
  }

  /// Compose as a program of its own: the stand-alone `docker-compose`, or the plug-in's file,
  /// which can be called by itself, too. Best guess first.
  public List<Path> composePrograms() {
    List<Path> folders = new ArrayList<>(pluginFolders());
    folders.addAll(folders());
    return findAll("docker-compose", folders);
  }

  /// The `PATH` for a child process: `first` in front, behind it what this process has, at the end
  /// Docker's places (the `docker` command calls its plug-ins and credential helpers by name).
  public String path(Path first) {
    SequencedSet<String> folders = new LinkedHashSet<>();
    folders.add(first.toString());
    machine
        .variable("PATH")
        .ifPresent(path -> folders.addAll(List.of(path.split(machine.pathSeparator()))));
    usualFolders().stream().map(Path::toString).forEach(folders::add);
    folders.remove("");
    return String.join(machine.pathSeparator(), folders);
  }

  /// Puts [#path] into the environment of a child process.
  public void extendPath(Map<String, String> environment, Path first) {
    // Windows keeps the name as it was set, usually "Path"; a second "PATH" would be a gamble.
    environment.keySet().removeIf(name -> name.equalsIgnoreCase("PATH"));
    environment.put("PATH", path(first));
  }

  private List<Path> findAll(String name, List<Path> folders) {
    String file = machine.os() == Os.WINDOWS ? name + ".exe" : name;
    return folders.stream().map(folder -> folder.resolve(file)).filter(exists).distinct().toList();
  }

  /// Where programs may be, best guess first.
  public List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    machine
        .variable("PATH")
        .ifPresent(path -> {
          for (String folder : path.split(machine.pathSeparator())) {
            absolute(folder).ifPresent(folders::add);
          }
        });
    folders.addAll(usualFolders());
    return folders;
  }

  /// A relative or malformed part of `PATH` is left out: what it means depends on the current folder.
  private static Optional<Path> absolute(String folder) {
    try {
      return Optional.of(Path.of(folder)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Sources: Docker's pages "Understand permission requirements for Docker Desktop on Mac" and the
  /// issues docker/for-mac 3785, 4875 and 7513; OrbStack and Rancher Desktop by their own pages.
  private List<Path> usualFolders() {
    Path home = machine.home();
    return switch (machine.os()) {
      case MACOS ->
          List.of(
              Path.of("/usr/local/bin"),
              Path.of("/opt/homebrew/bin"),
              home.resolve(".docker/bin"),
              Path.of("/Applications/Docker.app/Contents/Resources/bin"),
              home.resolve("Applications/Docker.app/Contents/Resources/bin"),
              home.resolve(".orbstack/bin"),
              home.resolve(".rd/bin"));
      case WINDOWS ->
          List.of(
              programFiles().resolve("Docker/Docker/resources/bin"),
              programFiles().resolve("Docker/Docker/resources"),
              home.resolve("AppData/Local/Programs/DockerDesktop/resources/bin"),
              programFiles().resolve("Docker"),
              home.resolve(".rd/bin"));
      case LINUX ->
          List.of(
              Path.of("/usr/local/bin"),
              Path.of("/usr/bin"),
              Path.of("/snap/bin"),
              home.resolve("bin"),
              home.resolve(".docker/bin"));
    };
  }

  private List<Path> pluginFolders() {
    Path own = machine.dockerConfig().resolve("cli-plugins");
    return switch (machine.os()) {
      case MACOS ->
          List.of(
              own,
              Path.of("/Applications/Docker.app/Contents/Resources/cli-plugins"),
              machine.home().resolve("Applications/Docker.app/Contents/Resources/cli-plugins"),
              Path.of("/usr/local/lib/docker/cli-plugins"),
              Path.of("/opt/homebrew/lib/docker/cli-plugins"));
      case WINDOWS -> List.of(own, programFiles().resolve("Docker/Docker/resources/cli-plugins"));
      case LINUX ->
          List.of(
              own,
              Path.of("/usr/local/lib/docker/cli-plugins"),
              Path.of("/usr/local/libexec/docker/cli-plugins"),
              Path.of("/usr/lib/docker/cli-plugins"),
              Path.of("/usr/libexec/docker/cli-plugins"));
    };
  }

  private Path programFiles() {
    return Path.of(machine.variable("ProgramFiles").orElse("C:\\Program Files"));
  }
}
