package io.github.nocobasewizard.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A [BenchWizard] at work.
final class WizardProcess {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final long begun = System.nanoTime();
  private volatile long ready;
  private volatile String phase = "";
  private final Map<String, Long> phases = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Thread reader;

  /// @param line gets each line on a thread of its own
  private WizardProcess(Process process, Consumer<String> line) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(() -> read(line));
  }

  /// @param options of the Java machine
  /// @param environment more variables, e.g. `DOCKER_HOST`
  static WizardProcess start(
      Path project,
      Path home,
      List<String> options,
      Map<String, String> environment,
      Consumer<String> line,
      String... wish)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BenchWizard.class.getName(),
            project.toString(),
            home.toString()));
    command.addAll(List.of(wish));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new WizardProcess(builder.start(), line);
  }

  private void read(Consumer<String> line) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        if (text.equals("@ready")) {
          ready = System.nanoTime();
        } else if (text.startsWith("@phase ")) {
          phase = text.substring("@phase ".length());
          phases.putIfAbsent(phase, System.nanoTime());
        } else if (text.startsWith("@end ")) {
          phases.put("", System.nanoTime());
        }
        synchronized (lines) {
          lines.add(text);
          lines.notifyAll();
        }
        line.accept(text);
      }
    } catch (IOException e) {
      // It was killed.
    }
    synchronized (lines) {
      lines.notifyAll();
    }
  }

  long pid() {
    return process.pid();
  }

  /// The step that was begun last; empty before the first.
  String phase() {
    return phase;
  }

  /// How long each step took, of a run that has ended; from the beginning of one to that of the next.
  Map<String, Duration> phases() {
    Map<String, Duration> took = new LinkedHashMap<>();
    synchronized (phases) {
      List<Map.Entry<String, Long>> all = List.copyOf(phases.entrySet());
      for (int n = 0; n < all.size() - 1; n++) {
        long nanos = all.get(n + 1).getValue() - all.get(n).getValue();
        took.put(all.get(n).getKey(), Duration.ofNanos(nanos));
      }
    }
    return took;
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /// Waits for a line, or for its end.
  ///
  /// @return empty if it ended without saying so
  Optional<String> await(Predicate<String> which) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    synchronized (lines) {
      while (true) {
        Optional<String> found = lines.stream().filter(which).findFirst();
        if (found.isPresent() || (!process.isAlive() && !reader.isAlive())) {
          return found;
        }
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the wizard hangs: " + lines);
        }
        lines.wait(100);
      }
    }
  }

  /// The word that it waits for.
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /// As a power failure or a task manager does it.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /// Kills it this long after its work has begun, unless it has ended by then.
  ///
  /// @return whether it was killed
  boolean killAfter(Duration time) throws InterruptedException {
    await("@ready"::equals);
    return killAfter(ready, time);
  }

  /// Kills it this long after a step has begun, unless it has ended by then.
  ///
  /// @return whether it was killed
  boolean killAfter(String step, Duration time) throws InterruptedException {
    return await(("@phase " + step)::equals).isPresent() && killAfter(phases.get(step), time);
  }

  private boolean killAfter(long since, Duration time) throws InterruptedException {
    long rest = time.toNanos() - (System.nanoTime() - since);
    if (process.waitFor(Math.max(0, rest), TimeUnit.NANOSECONDS)) {
      reader.join();
      return false;
    }
    kill();
    return true;
  }

  /// Kills it where it stands still, unless it has ended before it came there.
  boolean killAtItsBoundary() throws InterruptedException {
    boolean stands = await("@boundary"::equals).isPresent();
    kill();
    return stands;
  }

  /// Waits for its end.
  ///
  /// @return what it said at last
  End end() throws InterruptedException {
    await(line -> line.startsWith("@end "));
    process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    reader.join();
    return new End(said("@end "), Duration.ofNanos(System.nanoTime() - Math.max(begun, ready)));
  }

  /// What follows this word in the last line that begins with it; empty if there is none.
  String said(String word) {
    return lines().reversed().stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .findFirst()
        .orElse("");
  }

  /// @param words such as `{outcome=UPGRADED, version=9.0.2}`; empty if it ended by itself
  record End(String words, Duration took) {
    /// e.g. `UPGRADED`
    String outcome() {
      return value("outcome");
    }

    String value(String key) {
      for (String part : words.replaceAll("[{}]", "").split(", ")) {
        if (part.startsWith(key + "=")) {
          return part.substring(key.length() + 1);
        }
      }
      return "";
    }
  }
}
