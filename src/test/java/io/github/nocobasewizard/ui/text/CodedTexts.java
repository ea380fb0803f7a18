package io.github.nocobasewizard.ui.text;

import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.ImportException;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.Symptom;
import io.github.nocobasewizard.installation.edit.Reason;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.readiness.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The keys that are made of codes instead of being written out: one text or more for each constant of
/// some enumerations, and for each answer of the readiness checks.
final class CodedTexts {
  private static final Path READINESS =
      Path.of("src/main/java/io/github/nocobasewizard/readiness/Readiness.java");
  private static final Path SOURCES = Path.of("src/main/java");

  private CodedTexts() {}

  /// Every code that a [io.github.nocobasewizard.run.Problem] can have.
  static Set<String> problemCodes() throws IOException {
    var codes = new TreeSet<String>();
    Stream.of(EngineException.Reason.values()).forEach(reason -> codes.add("engine." + reason));
    Stream.of(BackupException.Reason.values()).forEach(reason -> codes.add("backup." + reason));
    Stream.of(Reason.values()).forEach(reason -> codes.add("edit." + reason));
    Stream.of(WriteResult.Reason.values()).forEach(reason -> codes.add("write." + reason));
    Stream.of(ImportException.Reason.values()).forEach(reason -> codes.add("import." + reason));
    codes.addAll(writtenOut());
    codes.add("unknown");
    return codes;
  }

  /// Codes that stand in the program as they are, such as `"run.LOCKED"`.
  private static Set<String> writtenOut() throws IOException {
    var codes = new TreeSet<String>();
    var code = Pattern.compile("\"((?:run|edit|restore|backup|engine|write)\\.[A-Z_]+)\"");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        code.matcher(Files.readString(file)).results().forEach(hit -> codes.add(hit.group(1)));
      }
    }
    return codes;
  }

  /// `CHECK.variant` for every answer that the readiness checks give.
  static Set<String> findings() throws IOException {
    var found = new TreeSet<String>();
    String source = Files.readString(READINESS);
    Pattern.compile("(?:stop|remark)\\(\\s*Check\\.(\\w+),\\s*\"(\\w+)\"")
        .matcher(source)
        .results()
        .forEach(hit -> found.add(hit.group(1) + "." + hit.group(2)));
    Pattern.compile("passed\\(\\s*Check\\.(\\w+)")
        .matcher(source)
        .results()
        .forEach(hit -> found.add(hit.group(1) + ".ok"));
    // Chosen by a condition there.
    found.add(Finding.Check.ENGINE + ".forbidden");
    found.add(Finding.Check.ENGINE + ".notRunning");
    // The registry's reasons share one answer.
    found.add(Finding.Check.REGISTRY + ".failed");
    return found;
  }

  static Set<String> expected(Properties english) throws IOException {
    var keys = new TreeSet<String>();
    for (String code : problemCodes()) {
      for (String part : List.of("title", "text", "action")) {
        keys.add("problem." + code + "." + part);
      }
    }
    for (Symptom symptom : Symptom.values()) {
      keys.add("symptom." + symptom + ".text");
      keys.add("symptom." + symptom + ".action");
      if (english.getProperty("symptom." + symptom + ".text", "").contains("{1}")) {
        keys.add("symptom." + symptom + ".unnamed");
      }
    }
    for (String finding : findings()) {
      keys.add("finding." + finding + ".title");
      keys.add("finding." + finding + ".text");
    }
    for (Finding.Check check : Finding.Check.values()) {
      keys.add("finding." + check + ".ok.title");
    }
    for (Finding.Fix fix : Finding.Fix.values()) {
      keys.add("fix." + fix);
    }
    return keys;
  }

  /// What is in the bundle of these families.
  static List<String> present(Properties bundle) {
    var present = new ArrayList<String>();
    for (String key : bundle.stringPropertyNames()) {
      if (key.matches("(?:problem|symptom|finding|fix)\\..*")
          && !Set.of("finding.waiting", "fix.busy").contains(key)) {
        present.add(key);
      }
    }
    return present;
  }
}
