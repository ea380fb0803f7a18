package io.github.nocobasewizard.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Starts Docker Desktop where it is installed.
public final class DockerDesktop {
  private final Machine machine;
  private final Predicate<Path> exists;

  public DockerDesktop(Machine machine) {
    this(machine, Files::exists);
  }

  DockerDesktop(Machine machine, Predicate<Path> exists) {
    this.machine = machine;
    this.exists = exists;
  }

  /// @return false if it is not installed in any of the usual places
  public boolean start() {
    Optional<List<String>> command = command();
    if (command.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(command.get())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      System.getLogger(DockerDesktop.class.getName())
          .log(System.Logger.Level.WARNING, "Docker Desktop does not start", e);
      return false;
    }
  }

  /// Places: Docker's documentation, "Install Docker Desktop" for each system.
  Optional<List<String>> command() {
    return switch (machine.os()) {
      case WINDOWS -> {
        Path program =
            Path.of(machine.variable("ProgramFiles").orElse("C:\\Program Files"))
                .resolve("Docker")
                .resolve("Docker")
                .resolve("Docker Desktop.exe");
        yield exists.test(program) ? Optional.of(List.of(program.toString())) : Optional.empty();
      }
      case MACOS ->
          List.of(
                  Path.of("/Applications/Docker.app"),
                  machine.home().resolve("Applications/Docker.app"))
              .stream()
              .filter(exists)
              .findFirst()
              .map(app -> List.of("/usr/bin/open", "-a", app.toString()));
      case LINUX ->
          exists.test(Path.of("/opt/docker-desktop/bin/docker-desktop"))
              ? Optional.of(List.of("systemctl", "--user", "start", "docker-desktop"))
              : Optional.empty();
    };
  }
}
