package io.github.nocobasewizard.engine.process;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What this program has to know about the computer it runs on, as a value, so that a test can
/// stand on any other one.
///
/// @param environment variables of this process; names as the system has them
/// @param home the user's home folder
public record Machine(Os os, Map<String, String> environment, Path home) {
  /// The three families whose Docker differs.
  public enum Os {
    WINDOWS,
    MACOS,
    LINUX
  }

  /// This computer.
  public static Machine here() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Os os = name.startsWith("windows") ? Os.WINDOWS : name.startsWith("mac") ? Os.MACOS : Os.LINUX;
    return new Machine(os, System.getenv(), Path.of(System.getProperty("user.home", "")));
  }

  /// A variable that has a value. Windows does not tell `Path` from `PATH`.
  public Optional<String> variable(String name) {
    String value = environment.get(name);
    if (value == null && os == Os.WINDOWS) {
      value =
          environment.entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
    }
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /// Where the `docker` command keeps its settings: `DOCKER_CONFIG`, else `~/.docker`.
  public Path dockerConfig() {
    return variable("DOCKER_CONFIG").map(Path::of).orElse(home.resolve(".docker"));
  }

  /// What separates the folders of `PATH`.
  public String pathSeparator() {
    return os == Os.WINDOWS ? ";" : ":";
  }

  /// Secrets stay out of logs.
  @Override
  public String toString() {
    return "Machine[" + os + "]";
  }
}
