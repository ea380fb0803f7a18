import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Compiles the window's style sheets into the program's jar: reading them as text is a good part of the start.
final class Sheets {
  private static final String FOLDER = "io/github/nocobasewizard/ui/theme";
  private static final String COMPILER = "javafx.graphics/com.sun.javafx.css.parser.Css2Bin";

  private Sheets() {}

  /// @param runtime with JavaFX in it
  static void compile(Folders folders, Product product, Path runtime) throws IOException, InterruptedException {
    Path compiled = folders.work("sheets");
    Files.createDirectories(compiled.resolve(FOLDER));
    for (Path sheet : sheets(folders)) {
      String name = sheet.getFileName().toString().replace(".css", ".bss");
      Tools.program(
          folders.project(),
          Map.of(),
          Duration.ofMinutes(1),
          List.of(
              runtime.resolve("bin/java").toString(),
              "-m",
              COMPILER,
              sheet.toString(),
              compiled.resolve(FOLDER).resolve(name).toString()));
    }
    Tools.jar("--update", "--file", folders.libraries().resolve(product.jar()).toString(), "-C", compiled.toString(), ".");
  }

  private static List<Path> sheets(Folders folders) throws IOException {
    try (Stream<Path> files = Files.list(folders.project().resolve("src/main/resources").resolve(FOLDER))) {
      return files.filter(file -> file.toString().endsWith(".css")).sorted().toList();
    }
  }
}
