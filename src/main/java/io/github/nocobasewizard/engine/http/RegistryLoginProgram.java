package io.github.nocobasewizard.engine.http;

import io.github.nocobasewizard.engine.Cancellation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Asks `docker-credential-…`, the programs that keep Docker's passwords, e.g. in the key chain.
///
/// Protocol: docker/docker-credential-helpers: `get`, the server's address to its input, JSON from
/// its output; exit code 1 if it has none.
public final class RegistryLoginProgram implements DockerRegistryLogins.Helper {
  private static final System.Logger LOG = System.getLogger(RegistryLoginProgram.class.getName());
  private static final int LONGEST_ANSWER = 1 << 20;

  private final List<Path> folders;
  private final Duration timeout;

  /// @param folders where to look, first match wins; a program started from the Finder has hardly
  ///   any PATH, so Docker's own folders belong here too
  /// @param timeout for one question; the key chain may ask the user
  public RegistryLoginProgram(List<Path> folders, Duration timeout) {
    this.folders = List.copyOf(folders);
    this.timeout = timeout;
  }

  @Override
  public Optional<String> get(String name, String server, Cancellation cancellation) {
    String file = "docker-credential-" + name;
    Optional<Path> program =
        folders.stream()
            .flatMap(folder -> Stream.of(folder.resolve(file), folder.resolve(file + ".exe")))
            .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
            .findFirst();
    if (program.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "{0} is not there", file);
      return Optional.empty();
    }
    try {
      return run(program.get(), server, cancellation);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "{0}: {1}", file, e.getClass());
      return Optional.empty();
    }
  }

  private Optional<String> run(Path program, String server, Cancellation cancellation)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "get");
    // Helpers call one another.
    String path = String.join(File.pathSeparator, folders.stream().map(Path::toString).toList());
    builder.environment().merge("PATH", path, (old, ours) -> ours + File.pathSeparator + old);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    // Not closed but shut down: a grandchild that lives on may keep the reader waiting.
    ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    try (var _ = cancellation.onCancel(() -> kill(process))) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> readAll(process), reader);
      ask(process, server);
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS))
          : Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException _) {
      return Optional.empty();
    } finally {
      kill(process);
      reader.shutdownNow();
      cancellation.check();
    }
  }

  private static void ask(Process process, String server) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(server.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without reading; its exit code and answer tell.
    }
  }

  private static String readAll(Process process) {
    try {
      return new String(
          process.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  // Its children too: one that lives on would keep our end of the pipe open.
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
