import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What is packed: names that must stay the same for ever, because newer installers find older ones by them.
///
/// @param jar the program's own jar among the libraries
/// @param version as in the pom
record Product(String jar, String version) {
  static final String NAME = "NocoBase Upgrade Wizard";
  static final String PACKAGE = "nocobase-upgrade-wizard";
  static final String BUNDLE = "io.github.nocobasewizard";
  static final String MAIN_CLASS = "io.github.nocobasewizard.app.Main";
  static final String DESCRIPTION = "Upgrades a self-hosted NocoBase and can always go back";
  static final String VENDOR = "NocoBase Upgrade Wizard";

  /// Windows finds the older program by it. Never change it.
  static final String UPGRADE_CODE = "6f0c3f0e-3d4b-4a55-9a0e-3b6a2f7c51d8";

  /// @throws IllegalStateException if Maven has not put exactly one jar of the program there
  static Product read(Folders folders) throws IOException {
    try (Stream<Path> files = Files.list(folders.libraries())) {
      List<String> jars =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith(PACKAGE + "-") && name.endsWith(".jar"))
              .toList();
      if (jars.size() != 1) {
        throw new IllegalStateException("one " + PACKAGE + "-*.jar expected in " + folders.libraries() + ": " + jars);
      }
      String jar = jars.getFirst();
      return new Product(jar, jar.substring(PACKAGE.length() + 1, jar.length() - ".jar".length()));
    }
  }
}
