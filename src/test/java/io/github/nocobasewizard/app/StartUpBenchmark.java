package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the installed program takes to its first window and to its first page, beside a bare JavaFX
/// window on the same runtime, and beside the same program started by `java -cp`; and how much memory
/// it takes when nothing is done.
///
/// Needs the program folder (`packaging/build.sh app`), on Linux; with a `DISPLAY` the windows are
/// real, else headless. Prints its figures, medians of the rounds.
class StartUpBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 7);
  private static final Path PACKAGING = Path.of("target/packaging").toAbsolutePath();
  private static final Path LAUNCHER =
      PACKAGING.resolve("app/NocoBase Upgrade Wizard/bin/NocoBase Upgrade Wizard");
  private static final String MAIN = "io.github.nocobasewizard.app.Main";
  private static final List<String> HEADLESS =
      List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true");
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms24m",
          "-Xmn12m",
          "-Xmx512m",
          "--enable-native-access=javafx.graphics,ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final int QUIET_SAMPLES = 4;

  @TempDir Path home;

  @BeforeAll
  static void theProgramFolderIsThere() {
    assertThat(LAUNCHER).as("made by packaging/build.sh app").isExecutable();
  }

  /// @param window from the start of the process to the first drawing
  /// @param page to the moment that the first page can be used; zero for a bare window
  private record Start(Duration window, Duration page) {}

  @Test
  void startsBesideABareWindowAndBesideAPlainStart() throws Exception {
    List<Start> packaged = new ArrayList<>();
    List<Start> plain = new ArrayList<>();
    List<Start> bare = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      Start[] starts = {start(packaged()), start(plain()), start(bare())};
      // The first round warms the disk's cache.
      if (round > 0) {
        packaged.add(starts[0]);
        plain.add(starts[1]);
        bare.add(starts[2]);
      }
    }
    long window = median(packaged, Start::window);
    long page = median(packaged, Start::page);
    long bareWindow = median(bare, Start::window);
    System.out.printf(
        "first window: installed %d ms, bare window %d ms (%.2f of it), java -cp %d ms (%.2f of"
            + " it)%n",
        window,
        bareWindow,
        window / (double) bareWindow,
        median(plain, Start::window),
        window / (double) median(plain, Start::window));
    System.out.printf(
        "first page:   installed %d ms, java -cp %d ms (%.2f of it)%n",
        page, median(plain, Start::page), page / (double) median(plain, Start::page));
  }

  @Test
  void memoryAtRest() throws Exception {
    Process program =
        process(List.of(LAUNCHER.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      System.out.printf("at rest: %d MB resident%n", settled(program) / 1000);
    } finally {
      end(program);
    }
  }

  private List<String> packaged() {
    return List.of(LAUNCHER.toString(), selfTest());
  }

  private List<String> plain() throws IOException {
    // What one has without the installer: a JDK, and JavaFX among the jars.
    Stream<Path> jars = Stream.concat(files("lib"), files("javafx"));
    return command(
        Path.of(System.getProperty("java.home")), List.of(), path(jars), MAIN, selfTest());
  }

  private static List<String> bare() {
    return command(
        PACKAGING.resolve("runtime"),
        Stream.concat(FLAGS.stream(), Stream.of("--add-modules=javafx.controls")).toList(),
        path(Stream.of(Path.of("target/test-classes").toAbsolutePath())),
        BareWindow.class.getName());
  }

  private String selfTest() {
    return "--self-test=" + home.resolve("pictures");
  }

  private static List<String> command(
      Path java, List<String> flags, String classPath, String... rest) {
    List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath));
    command.addAll(Arrays.asList(rest));
    return command;
  }

  private static Stream<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(PACKAGING.resolve(folder))) {
      return files.toList().stream();
    }
  }

  private static String path(Stream<Path> parts) {
    return parts.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Start start(List<String> command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process = process(command).start();
    Duration window = null;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Duration now = Duration.ofNanos(System.nanoTime() - begun);
        if (line.endsWith("first page ready")) {
          return new Start(window, now);
        }
        if (line.endsWith(BareWindow.DRAWN)) {
          window = now;
          if (command.contains(BareWindow.class.getName())) {
            return new Start(window, Duration.ZERO);
          }
        }
      }
      throw new IllegalStateException("ended early: " + command);
    } finally {
      end(process);
    }
  }

  private static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (System.getenv("DISPLAY") == null) {
      builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", HEADLESS));
    }
    return builder;
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private static long median(
      List<Start> starts, java.util.function.Function<Start, Duration> what) {
    List<Duration> sorted = starts.stream().map(what).sorted().toList();
    return sorted.get(sorted.size() / 2).toMillis();
  }

  /// Resident memory in kB, once it has stayed the same for a few seconds.
  private static long settled(Process program) throws IOException, InterruptedException {
    long last = 0;
    int same = 0;
    while (same < QUIET_SAMPLES) {
      if (program.waitFor(1, TimeUnit.SECONDS)) {
        throw new IllegalStateException("ended early");
      }
      long now = resident(program.toHandle());
      same = last > 50_000 && Math.abs(now - last) < last / 200 ? same + 1 : 0;
      last = now;
    }
    return last;
  }

  private static long resident(ProcessHandle process) throws IOException {
    long sum = 0;
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      sum +=
          Files.readAllLines(Path.of("/proc/" + each.pid() + "/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
    return sum;
  }
}
