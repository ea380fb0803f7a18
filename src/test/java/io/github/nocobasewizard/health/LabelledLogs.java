package io.github.nocobasewizard.health;

import io.github.nocobasewizard.health.Symptom.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Logs of which it is known what they show: short ones from reports and sources, whole ones from
/// starts of NocoBase 2.2 with PostgreSQL, MariaDB and MySQL.
final class LabelledLogs {
  private static final Path HERE = Path.of("src/test/resources/io/github/nocobasewizard/health");

  private LabelledLogs() {}

  /// @param argument the name within the log; empty if there is none
  record Labelled(
      Where where, Symptom symptom, String argument, String origin, List<String> lines) {
    @Override
    public String toString() {
      return symptom + ", " + origin;
    }
  }

  static List<Labelled> excerpts() throws IOException {
    List<Labelled> all = new ArrayList<>();
    for (String line : Files.readAllLines(HERE.resolve("labelled.txt"))) {
      if (line.startsWith("=== ")) {
        all.add(section(line.substring(4).split("\\|")));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        all.getLast().lines().add(line);
      }
    }
    return all;
  }

  private static Labelled section(String[] head) {
    String name = head[0].strip();
    boolean database = name.startsWith("DATABASE ");
    return new Labelled(
        database ? Where.DATABASE : Where.APP,
        Symptom.valueOf(database ? name.substring("DATABASE ".length()) : name),
        head[1].strip(),
        head[2].strip(),
        new ArrayList<>());
  }

  /// Whole logs whose file name begins so.
  static List<Path> whole(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(HERE.resolve("logs"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList();
    }
  }
}
