package io.github.nocobasewizard.support;

import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.EngineInfo;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.health.LogDoctor;
import io.github.nocobasewizard.health.Symptom.Where;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// One file for somebody who helps: what the window said, what is known from the logs, versions,
/// journals and logs of runs, the setup files and the latest log of app and database. Everything
/// goes through [Redaction].
///
/// What cannot be had (no engine, a file gone) is named in the report and is no reason not to make
/// it.
public final class SupportReport {
  private static final int LOG_LINES = 2_000;

  /// Of a longer log its end is taken: there it says what went wrong.
  private static final int LONGEST = 4_000_000;

  private final ContainerEngine engine;
  private final String wizardVersion;
  private final Optional<Mirror> mirror;
  private final Clock clock;

  /// @param mirror that versions are downloaded from
  public SupportReport(
      ContainerEngine engine, String wizardVersion, Optional<Mirror> mirror, Clock clock) {
    this.engine = engine;
    this.wizardVersion = wizardVersion;
    this.mirror = mirror;
    this.clock = clock;
  }

  /// What it is about.
  ///
  /// @param installation empty if its folder is gone or cannot be read
  /// @param runs newest first
  /// @param shown what the window has said about it
  public record Subject(
      Optional<Installation> installation, List<RunStore.Record> runs, List<String> shown) {}

  /// Writes the report as a zip file. The stream is left open.
  public void write(OutputStream out, Subject subject) throws IOException {
    Redaction redaction = Redaction.of(subject.installation().stream().toList());
    Map<String, String> parts = parts(subject, redaction);
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      zip.putNextEntry(new ZipEntry(redaction.text(part.getKey())));
      zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private Map<String, String> parts(Subject subject, Redaction redaction) {
    Map<String, String> parts = new LinkedHashMap<>();
    LogDoctor doctor = new LogDoctor();
    Map<String, String> logs = new LinkedHashMap<>();
    subject.installation().ifPresent(it -> logs.putAll(containerLogs(it, doctor)));
    for (RunStore.Record run : subject.runs()) {
      String folder = "runs/" + run.folder().getFileName() + "/";
      logs.put(folder + "journal.txt", journal(run));
      logs.put(folder + "log.txt", end(run.folder().resolve("log.txt")));
    }
    parts.put("report.txt", redaction.text(summary(subject, doctor)));
    logs.forEach((name, text) -> parts.put(name, redaction.text(text)));
    subject
        .installation()
        .ifPresent(
            it -> setupFiles(it).forEach((name, text) -> parts.put(name, redaction.file(text))));
    return parts;
  }

  // ---- the summary

  private String summary(Subject subject, LogDoctor doctor) {
    Text text = new Text();
    text.title("NocoBase Upgrade Wizard: support report");
    text.line("Made", clock.instant());
    text.line("Wizard", wizardVersion);
    text.line(
        "System",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
    text.line("Java", System.getProperty("java.version"));
    text.line("Docker", docker());
    mirror.ifPresent(chosen -> text.line("Mirror", chosen));
    subject.installation().ifPresent(installation -> installation(text, installation));
    text.title("What the window said");
    subject.shown().forEach(text::item);
    text.title("What is known from the logs");
    doctor
        .findings()
        .forEach(finding ->
            text.item(
                finding.symptom() + " (" + finding.symptom().source() + "): " + finding.line()));
    text.title("Lines of the logs that stand out");
    doctor.tellingLines().forEach(text::item);
    text.title("Runs");
    subject.runs().forEach(run -> text.item(run(run)));
    return text.toString();
  }

  private String docker() {
    try {
      EngineInfo info = engine.info();
      return String.join(
          ", ",
          info.product(),
          info.version(),
          info.architecture(),
          info.address(),
          info.local() ? "on this computer" : "on another computer");
    } catch (EngineException e) {
      return unknown(e);
    }
  }

  private void installation(Text text, Installation installation) {
    text.title("Installation");
    text.line("Name", installation.name());
    text.line("Folder", installation.folder());
    installation.services().forEach(service -> text.line("In the setup", service));
    for (Database database : installation.databases()) {
      text.line("Database", database.kind() + " at " + database.host());
    }
    try {
      for (Container container : Deployment.of(engine, installation).all().values()) {
        text.line(
            "Runs",
            "%s: %s (%s), %s, restarted %d times, since %s"
                .formatted(
                    container.name(),
                    container.image(),
                    container.imageId(),
                    container.state().status(),
                    container.state().restarts(),
                    container.state().startedAt()));
      }
    } catch (EngineException e) {
      text.line("Runs", unknown(e));
    }
  }

  private static String run(RunStore.Record run) {
    RunStore.Beginning beginning = run.beginning();
    return "%s  %s %s: %s → %s, %s, last step %s %s"
        .formatted(
            run.started(),
            beginning.project(),
            beginning.kind(),
            beginning.from(),
            beginning.to(),
            run.outcome().isEmpty() ? "not ended" : run.outcome(),
            run.lastStep(),
            run.end());
  }

  private static String unknown(Exception failure) {
    return "not known: " + failure.getMessage();
  }

  // ---- logs and files

  private Map<String, String> containerLogs(Installation installation, LogDoctor doctor) {
    Map<String, String> logs = new LinkedHashMap<>();
    try {
      Deployment deployment = Deployment.of(engine, installation);
      Map<Container, Where> containers = new LinkedHashMap<>();
      deployment.apps().forEach(app -> containers.put(app, Where.APP));
      installation.databases().stream()
          .map(deployment::server)
          .flatMap(Optional::stream)
          .forEach(server -> containers.put(server, Where.DATABASE));
      containers.forEach((container, where) ->
          logs.put("logs/" + container.name() + ".txt", log(container, where, doctor)));
    } catch (EngineException e) {
      logs.put("logs/none.txt", unknown(e));
    }
    return logs;
  }

  private String log(Container container, Where where, LogDoctor doctor) {
    StringBuilder text = new StringBuilder();
    try {
      for (ContainerEngine.LogLine line : engine.log(container.id(), LOG_LINES)) {
        doctor.read(where, line.text());
        text.append(line.time()).append(line.error() ? " ! " : "   ");
        text.append(line.text()).append('\n');
      }
    } catch (EngineException e) {
      text.append(unknown(e));
    }
    return text.toString();
  }

  private static String journal(RunStore.Record run) {
    Text text = new Text();
    try {
      for (Journal.Entry entry : Journal.read(run.folder())) {
        text.item(entry.time() + "  " + entry.type() + "  " + entry.data());
      }
    } catch (IOException e) {
      text.item(unknown(e));
    }
    return text.toString();
  }

  /// All files that the project is made of, and the usual ones where they cannot be understood.
  private static Map<String, String> setupFiles(Installation installation) {
    ComposeTool.Project project = installation.project();
    Set<Path> paths = new LinkedHashSet<>(project.files());
    paths.addAll(project.environmentFiles());
    paths.add(project.folder().resolve(".env"));
    paths.addAll(ProjectFiles.read(ProjectSource.of(project)).files());
    Map<String, String> files = new LinkedHashMap<>();
    for (Path file : paths) {
      if (Files.isRegularFile(file)) {
        String name = "setup/" + (files.size() + 1) + "-" + file.getFileName() + ".txt";
        files.put(name, file + "\n\n" + end(file));
      }
    }
    return files;
  }

  private static String end(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long skipped = Math.max(0, channel.size() - LONGEST);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - skipped));
      channel.position(skipped);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until all of it has been read.
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      return skipped == 0 ? text : "(" + skipped + " bytes before)\n" + text;
    } catch (IOException e) {
      return unknown(e);
    }
  }

  /// Lines of the summary.
  private static final class Text {
    private final StringBuilder text = new StringBuilder();

    void title(String title) {
      text.append(text.isEmpty() ? "" : "\n").append(title).append("\n\n");
    }

    void line(String name, Object value) {
      text.append("%-14s%s%n".formatted(name, value));
    }

    void item(String line) {
      text.append(line).append('\n');
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
