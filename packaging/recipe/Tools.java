import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/// The JDK's tools, run inside this process, and other programs, run beside it.
final class Tools {
  private Tools() {}

  static void jmod(String... arguments) {
    run("jmod", List.of(arguments));
  }

  static void jlink(String... arguments) {
    run("jlink", List.of(arguments));
  }

  static void jar(String... arguments) {
    run("jar", List.of(arguments));
  }

  static void jpackage(List<String> arguments) {
    run("jpackage", arguments);
  }

  private static void run(String tool, List<String> arguments) {
    ToolProvider provider =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool + ": " + System.getProperty("java.home")));
    int code = provider.run(System.out, System.err, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(tool + " ended with " + code + ": " + arguments);
    }
  }

  /// Runs a program to its end.
  ///
  /// @throws IllegalStateException if it fails or takes longer
  static void program(Path folder, Map<String, String> environment, Duration atMost, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO().directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File(nothing())));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("not done after " + atMost.toSeconds() + " s: " + command);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("ended with " + process.exitValue() + ": " + command);
    }
  }

  private static String nothing() {
    return Target.ofThisSystem() == Target.WINDOWS ? "NUL" : "/dev/null";
  }
}
