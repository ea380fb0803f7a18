package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.ProgramEnding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a program with an argument list (never through a shell) and waits for its end. Both outputs
/// are read while it runs, so that a full pipe cannot stop it. When its time is up it ends with all
/// its descendants: `docker` starts its plug-ins as children, and those would live on.
public final class ChildProcess {
  private static final Duration FOR_THE_LAST_OUTPUT = Duration.ofSeconds(5);

  /// @param folder working folder; null for the one of this program
  /// @param environment changes the inherited environment
  /// @param input what it reads from standard input
  public record Task(
      List<String> arguments,
      @Nullable Path folder,
      Consumer<Map<String, String>> environment,
      String input,
      Duration limit) {}

  /// @param stdout as UTF-8 text
  /// @param stderr as UTF-8 text
  public record Result(int exitCode, String stdout, String stderr) {
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /// @throws IOException if the program cannot be started
  /// @throws TimeoutException if it did not end in time; it has been ended then
  public Result run(Task task) throws IOException, TimeoutException {
    return run(task, line -> {});
  }

  /// @param lines gets each line of both outputs as it comes, one at a time
  public Result run(Task task, Consumer<String> lines) throws IOException, TimeoutException {
    ProcessBuilder builder = new ProcessBuilder(task.arguments());
    if (task.folder() != null) {
      builder.directory(task.folder().toFile());
    }
    task.environment().accept(builder.environment());
    Process process = builder.start();
    // Not closed by a "try": that would wait for readers whose pipe a stray descendant holds open.
    ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Consumer<String> oneAtATime = synchronizedConsumer(lines);
      var stdout = read(process.getInputStream(), oneAtATime, readers);
      var stderr = read(process.getErrorStream(), oneAtATime, readers);
      write(process.getOutputStream(), task.input());
      if (!process.waitFor(task.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException(
            task.arguments().getFirst() + " did not end within " + task.limit());
      }
      return new Result(process.exitValue(), last(stdout), last(stderr));
    } catch (InterruptedException e) {
      throw new ProgramEnding();
    } finally {
      endTree(process);
      readers.shutdownNow();
    }
  }

  private static void write(OutputStream stdin, String input) {
    try (stdin) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The program has closed its input: what it thinks of that is in its exit code.
    }
  }

  private static CompletableFuture<String> read(
      InputStream output, Consumer<String> lines, ExecutorService readers) {
    return CompletableFuture.supplyAsync(() -> readLines(output, lines), readers);
  }

  private static String readLines(InputStream output, Consumer<String> lines) {
    StringBuilder text = new StringBuilder();
    try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
        lines.accept(line);
      }
    } catch (IOException e) {
      // The process was ended while we read; what it has said so far is the answer.
    }
    return text.toString();
  }

  /// The process has ended; its output follows at once, unless a descendant keeps the pipe.
  private static String last(CompletableFuture<String> output)
      throws InterruptedException, TimeoutException {
    try {
      return output.get(FOR_THE_LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading a child process", e.getCause());
    }
  }

  private static Consumer<String> synchronizedConsumer(Consumer<String> lines) {
    Object lock = new Object();
    return line -> {
      synchronized (lock) {
        lines.accept(line);
      }
    };
  }

  private static void endTree(Process process) {
    if (process.isAlive()) {
      // Children first: once the parent is gone they can no longer be found.
      List<ProcessHandle> tree = process.descendants().toList();
      process.destroyForcibly();
      tree.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
