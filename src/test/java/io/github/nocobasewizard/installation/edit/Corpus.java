package io.github.nocobasewizard.installation.edit;

import io.github.nocobasewizard.engine.ImageReference;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Handwritten projects, one to a text file: settings, then the project's files after `===` lines.
/// In them `«old→new»` marks the characters that must change; words behind a file's name say how it
/// is written (`crlf`, `cr`, `bom`, `open` for no line end at its end).
final class Corpus {
  private static final Pattern CHANGE = Pattern.compile("«([^→»]*)→([^→»]*)»", Pattern.DOTALL);

  /// A project of the corpus.
  record Case(
      String name,
      Map<String, String> settings,
      Map<String, byte[]> before,
      Map<String, byte[]> after) {
    Sandbox in(Path folder) {
      Sandbox sandbox = new Sandbox(folder);
      before.forEach(sandbox::file);
      settings.forEach((key, value) -> {
        if (key.startsWith("shell.")) {
          sandbox.shell(key.substring(6), value);
        }
      });
      sandbox.files(list("files"));
      sandbox.environmentFiles(list("environment"));
      return sandbox;
    }

    EditPlan plan(Sandbox sandbox) {
      ImageReference target =
          ImageReference.parse(settings.getOrDefault("target", Sandbox.TARGET.toString()));
      Map<String, ImageReference> targets = new TreeMap<>();
      for (String service : settings.getOrDefault("services", "app").split(",")) {
        targets.put(service, target);
      }
      return sandbox
          .read()
          .plan(
              targets,
              EditPlan.Manner.valueOf(settings.getOrDefault("manner", "WHERE_IT_IS_WRITTEN")));
    }

    private String[] list(String key) {
      String value = settings.get(key);
      return value == null ? new String[0] : value.split(",");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Corpus() {}

  static List<Case> cases() throws IOException, URISyntaxException {
    Path folder = Path.of(Corpus.class.getResource("corpus").toURI());
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        cases.add(read(file));
      }
    }
    return cases;
  }

  private static Case read(Path file) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, byte[]> before = new LinkedHashMap<>();
    Map<String, byte[]> after = new LinkedHashMap<>();
    String[] sections = Files.readString(file).split("(?m)^=== ");
    sections[0]
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> {
          String[] parts = line.split(": ", 2);
          settings.put(parts[0], parts[1]);
        });
    for (int i = 1; i < sections.length; i++) {
      String[] parts = sections[i].split("\n", 2);
      List<String> words = List.of(parts[0].split(" "));
      before.put(words.getFirst(), write(CHANGE.matcher(parts[1]).replaceAll("$1"), words));
      after.put(words.getFirst(), write(CHANGE.matcher(parts[1]).replaceAll("$2"), words));
    }
    String name = file.getFileName().toString();
    return new Case(name.substring(0, name.length() - 4), settings, before, after);
  }

  private static byte[] write(String text, List<String> words) {
    String written = words.contains("open") ? text.stripTrailing() : text;
    if (words.contains("crlf")) {
      written = written.replace("\n", "\r\n");
    } else if (words.contains("cr")) {
      written = written.replace("\n", "\r");
    }
    return (words.contains("bom") ? "\uFEFF" + written : written).getBytes(StandardCharsets.UTF_8);
  }
}
