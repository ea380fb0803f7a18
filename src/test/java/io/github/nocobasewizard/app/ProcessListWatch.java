package io.github.nocobasewizard.app;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks at the arguments of all processes, again and again, for words that must not be there. On
/// Linux it sees the processes inside containers too.
final class ProcessListWatch implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> caught = ConcurrentHashMap.newKeySet();

  ProcessListWatch(String... secrets) {
    timer.scheduleWithFixedDelay(() -> look(secrets), 0, 50, TimeUnit.MILLISECONDS);
  }

  private void look(String[] secrets) {
    ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> java.util.Arrays.stream(secrets).anyMatch(line::contains))
        .forEach(caught::add);
  }

  /// Command lines in which a secret stood.
  Set<String> caught() {
    return caught;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
