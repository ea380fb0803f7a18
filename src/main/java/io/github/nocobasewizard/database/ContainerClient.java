package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.CommandResult;
import io.github.nocobasewizard.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Running a database's client programs inside its container.
final class ContainerClient {
  /// Files that are on their way into a database lie here, inside its container.
  private static final String INBOX = "/tmp";

  private static final Duration POLL = Duration.ofMillis(300);

  private final ContainerEngine engine;
  private final String container;
  private final String passwordVariable;
  private final String password;

  ContainerClient(
      ContainerEngine engine, String container, String passwordVariable, String password) {
    this.engine = engine;
    this.container = container;
    this.passwordVariable = passwordVariable;
    this.password = password;
  }

  private Command command(List<String> arguments) {
    return new Command(arguments, java.util.Map.of(passwordVariable, password), null);
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

  /// What to do with a file while it lies in the container.
  @FunctionalInterface
  interface FileUse {
    void with(String pathInContainer) throws EngineException, IOException;
  }

  /// Copies a file into the container, uses it there, and removes it.
  ///
  /// It is not piped into a command: the engine cannot tell a command that its input has ended.
  void withFile(Path file, Cancellation cancellation, FileUse use)
      throws EngineException, IOException {
    String name = "nocobase-wizard-" + java.util.UUID.randomUUID();
    String path = INBOX + "/" + name;
    try {
      try (InputStream tar = tarOf(file, name)) {
        engine.copyIn(container, INBOX, tar, cancellation);
      }
      use.with(path);
    } finally {
      removeQuietly(path);
    }
  }

  private void removeQuietly(String path) {
    try {
      engine.output(container, Command.of("rm", "-f", path), Cancellation.none());
    } catch (EngineException e) {
      // The container's own temporary folder; the failure that led here is the one to report.
      System.getLogger(ContainerClient.class.getName())
          .log(System.Logger.Level.WARNING, "left behind in the container: " + path, e);
    }
  }

  /// A tar stream with one file in it, readable by every user of the container: the database's own
  /// user is often not root.
  private static InputStream tarOf(Path file, String name) throws IOException {
    long size = Files.size(file);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE);
    byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
    entry.writeEntryHeader(header);
    int rest = (int) (size % TarConstants.DEFAULT_RCDSIZE);
    int padding = rest == 0 ? 0 : TarConstants.DEFAULT_RCDSIZE - rest;
    byte[] end = new byte[padding + 2 * TarConstants.DEFAULT_RCDSIZE];
    return new SequenceInputStream(
        java.util.Collections.enumeration(
            List.of(
                new ByteArrayInputStream(header),
                Files.newInputStream(file),
                new ByteArrayInputStream(end))));
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
        boolean ended = !engine.container(container).running();
        if (ended || Instant.now().isAfter(end)) {
          throw new EngineException(
              EngineException.Reason.TIMEOUT, probe.getFirst(), e.details(), e);
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
  }
}
