package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ProgramEnding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Running a database's client programs inside its container.
final class ContainerClient {
  /// Files that are on their way into a database lie here, inside its container.
  private static final String INBOX = "/tmp";

  private static final String FILE = "nocobase-wizard-";

  /// What servers say of a wrong name or password.
  private static final Pattern REFUSED =
      Pattern.compile("password authentication failed|Access denied|no pg_hba.conf entry");

  /// Size, used, available.
  private static final Pattern AVAILABLE = Pattern.compile("\\s\\d+\\s+\\d+\\s+(\\d+)\\s+\\d+%\\s");

  private static final byte[] END_OF_TAR = new byte[2 * TarConstants.DEFAULT_RCDSIZE];

  private static final Duration POLL = Duration.ofMillis(300);

  private final ContainerEngine engine;
  private final String container;
  private final Map<String, String> environment;

  ContainerClient(
      ContainerEngine engine, String container, String passwordVariable, String password) {
    this.engine = engine;
    this.container = container;
    this.environment = Map.of(passwordVariable, password);
  }

  /// One whose programs ask for no password.
  ContainerClient(ContainerEngine engine, String container) {
    this.engine = engine;
    this.container = container;
    this.environment = Map.of();
  }

  private Command command(List<String> arguments) {
    return new Command(arguments, environment, null);
  }

  String output(Cancellation cancellation, List<String> arguments) throws EngineException {
    return engine.output(container, command(arguments), cancellation);
  }

  /// @throws EngineException `COMMAND_FAILED` unless it ends with 0
  void run(OutputStream out, Cancellation cancellation, List<String> arguments)
      throws EngineException, IOException {
    CommandResult result = engine.exec(container, command(arguments), out, cancellation);
    if (!result.succeeded()) {
      throw new EngineException(
          EngineException.Reason.COMMAND_FAILED,
          arguments.getFirst(),
          result.stderr().isBlank() ? "exit code " + result.exitCode() : result.stderr());
    }
  }

  /// What a program says of errors, which it goes on after.
  ///
  /// @throws EngineException `COMMAND_FAILED` unless it ends with 0
  String complaints(Cancellation cancellation, List<String> arguments)
      throws EngineException, IOException {
    CommandResult result =
        engine.exec(container, command(arguments), ContainerEngine.nowhere(), cancellation);
    if (!result.succeeded()) {
      throw new EngineException(
          EngineException.Reason.COMMAND_FAILED, arguments.getFirst(), result.stderr());
    }
    return result.stderr();
  }

  boolean has(String program) throws EngineException {
    try {
      return engine
          .exec(
              container,
              Command.of("sh", "-c", "command -v \"$1\"", "sh", program),
              ContainerEngine.nowhere(),
              Cancellation.none())
          .succeeded();
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Reason.OTHER, program, String.valueOf(e.getMessage()), e);
    }
  }

  /// Bytes that can still be written where the container keeps its files: on the engine's own disk.
  ///
  /// @return empty if the container cannot tell
  OptionalLong freeSpace() {
    return freeSpace(INBOX);
  }

  /// The same of a folder in the container, which may lie on another disk.
  OptionalLong freeSpace(String folder) {
    try {
      Matcher line = AVAILABLE.matcher(output(Cancellation.none(), List.of("df", "-Pk", folder)));
      return line.find()
          ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
          : OptionalLong.empty();
    } catch (EngineException e) {
      return OptionalLong.empty();
    }
  }

  /// What to do with a file while it lies in the container.
  @FunctionalInterface
  interface FileUse {
    void with(String pathInContainer) throws EngineException, IOException;
  }

  /// Copies a file, or a folder with files in it, into the container, uses it there, and removes it,
  /// with those that earlier tries could not remove because the container had ended.
  ///
  /// It is not piped into a command: the engine cannot tell a command that its input has ended.
  void withFile(Path file, Cancellation cancellation, FileUse use)
      throws EngineException, IOException {
    String name = newName();
    removeFiles();
    try {
      boolean folder = Files.isDirectory(file);
      try (InputStream tar = folder ? tarOfFolder(file, name) : tarOf(file, name)) {
        engine.copyIn(container, INBOX, tar, cancellation);
      }
      use.with(INBOX + "/" + name);
    } finally {
      removeFiles();
    }
  }

  private static String newName() {
    return FILE + java.util.UUID.randomUUID();
  }

  /// Where a program may write a file that [#removeFiles()] removes.
  String newFile() {
    return INBOX + "/" + newName();
  }

  /// Those of this and of earlier tries.
  void removeFiles() {
    try {
      engine.output(
          container,
          Command.of("sh", "-c", "rm -rf \"$1\"*", "sh", INBOX + "/" + FILE),
          Cancellation.none());
    } catch (EngineException e) {
      // The container's own temporary folder; the failure that led here is the one to report.
      System.getLogger(ContainerClient.class.getName())
          .log(System.Logger.Level.WARNING, "left behind in the container's " + INBOX, e);
    }
  }

  private static InputStream tarOfFolder(Path folder, String name) throws IOException {
    List<InputStream> parts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(tarEntry(file, name + "/" + file.getFileName()));
      }
    }
    parts.add(new ByteArrayInputStream(END_OF_TAR));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  /// A tar stream with one file in it, readable by every user of the container: the database's own
  /// user is often not root.
  private static InputStream tarOf(Path file, String name) throws IOException {
    return new SequenceInputStream(tarEntry(file, name), new ByteArrayInputStream(END_OF_TAR));
  }

  private static InputStream tarEntry(Path file, String name) throws IOException {
    long size = Files.size(file);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE);
    byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
    entry.writeEntryHeader(header);
    int rest = (int) (size % TarConstants.DEFAULT_RCDSIZE);
    byte[] padding = new byte[rest == 0 ? 0 : TarConstants.DEFAULT_RCDSIZE - rest];
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(header),
                Files.newInputStream(file),
                new ByteArrayInputStream(padding))));
  }

  /// Repeats a probe until it succeeds.
  void await(Duration atMost, Cancellation cancellation, List<String> probe)
      throws EngineException {
    Instant end = Instant.now().plus(atMost);
    while (true) {
      cancellation.check();
      try {
        output(cancellation, probe);
        return;
      } catch (EngineException e) {
        if (REFUSED.matcher(e.details()).find()) {
          // Waiting does not help.
          throw e;
        }
        boolean ended = !engine.container(container).running();
        if (ended || Instant.now().isAfter(end)) {
          throw new EngineException(
              EngineException.Reason.TIMEOUT, probe.getFirst(), e.details(), e);
        }
        ProgramEnding.orPause(POLL);
      }
    }
  }
}
