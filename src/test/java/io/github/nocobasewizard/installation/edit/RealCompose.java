package io.github.nocobasewizard.installation.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The real `docker compose config`, which needs no engine.
final class RealCompose {
  /// @param json what it printed; empty if it refused
  /// @param error what it said otherwise
  record Answer(boolean accepted, String json, String error) {}

  private RealCompose() {}

  static void assumeThere() {
    try {
      Process process =
          new ProcessBuilder("docker", "compose", "version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      Assumptions.assumeTrue(process.waitFor() == 0, "no docker compose here");
    } catch (IOException missing) {
      Assumptions.abort("no docker here: " + missing.getMessage());
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  static Answer config(ProjectSource source) {
    List<String> command = new ArrayList<>(List.of("docker", "compose"));
    command.addAll(List.of("--project-name", "project"));
    source.files().forEach(file -> command.addAll(List.of("--file", file.toString())));
    source.environmentFiles().forEach(f -> command.addAll(List.of("--env-file", f.toString())));
    command.addAll(List.of("--project-directory", source.folder().toString()));
    command.addAll(List.of("--profile", "*", "config", "--format", "json"));
    return run(command, source.folder(), source.environment());
  }

  private static Answer run(List<String> command, Path folder, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("config", ".json");
      Path errors = Files.createTempFile("config", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> !isNeeded(name));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return new Answer(false, "", "docker compose config does not end");
        }
        return new Answer(
            process.exitValue() == 0,
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean isNeeded(String name) {
    return name.equals("PATH") || name.equals("HOME") || name.equals("DOCKER_CONFIG");
  }
}
