import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where things come from and go to. Maven fills `lib` and `javafx`; all else is made here.
record Folders(Path project) {
  Path recipe(String name) {
    return project.resolve("packaging").resolve(name);
  }

  private Path out() {
    return project.resolve("target/packaging");
  }

  /// The program's jar and its libraries, without JavaFX.
  Path libraries() {
    return out().resolve("lib");
  }

  /// JavaFX's jars for the system it is built for.
  Path javafx() {
    return out().resolve("javafx");
  }

  Path jmods() {
    return out().resolve("jmods");
  }

  Path icons() {
    return out().resolve("icons");
  }

  Path work(String name) {
    return out().resolve(name);
  }

  /// What people get.
  Path installers() {
    return out().resolve("installers");
  }

  Path relative(Path file) {
    return project.relativize(file);
  }

  void clean() throws IOException {
    for (String made : new String[] {"jmods", "icons", "runtime", "sheets", "app", "self-test", "installers"}) {
      delete(work(made));
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        path.toFile().setWritable(true);
        Files.delete(path);
      }
    }
  }
}
