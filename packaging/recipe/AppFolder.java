import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The program folder: launcher, runtime, libraries, start-up cache.
final class AppFolder {
  /// For the launcher. The serial collector starts fastest and needs least for a window like this. The first
  /// compiler alone is enough: long work here waits for disks and Docker (measured; see README.md). Left to
  /// itself the heap begins with a share of the computer's memory, and its young part is filled before anything
  /// is thrown away: 80 MB more at rest.
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms24m",
          "-Xmn12m",
          "-Xmx512m",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=javafx.graphics,ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// On Linux only: what the C library keeps after the first pages is given back (every so many
  /// milliseconds), and `ui.theme.TextShaping` may mend how JavaFX breaks lines of Arabic letters.
  private static final List<String> LINUX_OPTIONS =
      List.of(
          "-XX:TrimNativeHeapInterval=5000",
          "--add-opens=javafx.graphics/com.sun.javafx.text=ALL-UNNAMED",
          "--add-opens=javafx.graphics/com.sun.javafx.font.freetype=ALL-UNNAMED");

  /// Before an option in jpackage's settings of a launcher, whose last section they are.
  static final String JAVA_OPTION = "java-options=";

  /// The cache is taken only together with the very jars it was trained with; where it does not fit, the
  /// program starts without, just slower.
  private static final String CACHE = "-XX:AOTCache=$APPDIR/wizard.aot";

  /// For the walk that makes the cache: what the second compiler would learn from is of no use without it.
  private static final List<String> TRAINING =
      List.of(
          "-XX:AOTCacheOutput=$APPDIR/wizard.aot",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTRecordTraining",
          "-Xlog:aot=error");

  /// A window that needs no screen.
  private static final Map<String, String> HEADLESS =
      Map.of("JAVA_TOOL_OPTIONS", "-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true");

  private final Folders folders;
  private final Target target;
  private final Product product;
  private final Path runtime;

  AppFolder(Folders folders, Target target, Product product, Path runtime) {
    this.folders = folders;
    this.target = target;
    this.product = product;
    this.runtime = runtime;
  }

  /// @return the folder (on macOS the `.app`)
  Path build() throws IOException, InterruptedException {
    roundTimes(folders.libraries());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--type", "app-image",
                "--name", Product.NAME,
                "--app-version", product.version(),
                "--vendor", Product.VENDOR,
                "--description", Product.DESCRIPTION,
                "--input", folders.libraries().toString(),
                "--main-jar", product.jar(),
                "--main-class", Product.MAIN_CLASS,
                "--runtime-image", runtime.toString(),
                "--icon", Icons.file(folders.icons(), target).toString(),
                "--dest", folders.work("app").toString()));
    for (String option : JVM_OPTIONS) {
      arguments.addAll(List.of("--java-options", option));
    }
    if (target == Target.LINUX) {
      LINUX_OPTIONS.forEach(option -> arguments.addAll(List.of("--java-options", option)));
    }
    arguments.addAll(List.of("--java-options", CACHE));
    if (target == Target.MACOS) {
      arguments.addAll(List.of("--mac-package-identifier", Product.BUNDLE, "--resource-dir", folders.recipe("macos").toString()));
    }
    Tools.jpackage(arguments);
    train();
    selfTest();
    if (target == Target.MACOS) {
      new MacSigning(folders).sign(root());
    }
    return root();
  }

  /// Installers keep times to two seconds only, and the cache asks for its jars' very times.
  private static void roundTimes(Path libraries) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    try (Stream<Path> files = Files.list(libraries)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    }
  }

  private Path root() {
    return folders.work("app").resolve(target == Target.MACOS ? Product.NAME + ".app" : Product.NAME);
  }

  private Path launcher() {
    return switch (target) {
      case LINUX -> root().resolve("bin").resolve(Product.NAME);
      case MACOS -> root().resolve("Contents/MacOS").resolve(Product.NAME);
      case WINDOWS -> root().resolve(Product.NAME + ".exe");
    };
  }

  private Path jars() {
    return switch (target) {
      case LINUX -> root().resolve("lib/app");
      case MACOS -> root().resolve("Contents/app");
      case WINDOWS -> root().resolve("app");
    };
  }

  /// One walk through every page by the real launcher, which writes the cache at its end.
  private void train() throws IOException, InterruptedException {
    launchWith(TRAINING);
    Console.say("training walk");
    try {
      walk("training");
    } finally {
      launchWith(List.of(CACHE));
    }
    Path cache = jars().resolve("wizard.aot");
    Console.say("start-up cache of %,d kB", Files.size(cache) / 1000);
  }

  /// @param cache options of the start-up cache
  private void launchWith(List<String> cache) throws IOException {
    Path settings = jars().resolve(Product.NAME + ".cfg");
    List<String> lines =
        new ArrayList<>(Files.readAllLines(settings).stream().filter(line -> !ofTheCache(line)).toList());
    lines.addAll(cache.stream().map(option -> JAVA_OPTION + option).toList());
    Files.write(settings, lines);
    if (target == Target.LINUX) {
      LinuxLauncher.write(launcher(), lines);
    }
  }

  private static boolean ofTheCache(String line) {
    return line.equals(JAVA_OPTION + CACHE) || TRAINING.stream().map(JAVA_OPTION::concat).anyMatch(line::equals);
  }

  private void selfTest() throws IOException, InterruptedException {
    Tools.program(folders.project(), Map.of(), Duration.ofMinutes(1), List.of(launcher().toString(), "--version"));
    Console.say("self-test");
    walk("pictures");
  }

  private void walk(String name) throws IOException, InterruptedException {
    Path pictures = folders.work("self-test").resolve(name);
    Tools.program(
        folders.project(), HEADLESS, Duration.ofMinutes(5), List.of(launcher().toString(), "--self-test=" + pictures));
  }
}
