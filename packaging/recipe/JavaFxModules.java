import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Makes `.jmod` files of JavaFX's jars, so that jlink puts JavaFX's native libraries where the runtime has its own.
final class JavaFxModules {
  private JavaFxModules() {}

  /// @return the modules' names
  static Set<String> write(Path jars, Path jmods, Target target) throws IOException {
    Files.createDirectories(jmods);
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(JavaFxModules::holdsAModule).sorted().toList()) {
        names.add(convert(jar, jmods, target));
      }
    }
    if (!names.contains("javafx.graphics")) {
      throw new IllegalStateException("JavaFX for " + target + " is missing in " + jars);
    }
    return names;
  }

  /// The jars without a system in their names are empty.
  private static boolean holdsAModule(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry("module-info.class") != null;
    } catch (IOException e) {
      throw new IllegalStateException("unreadable " + jar, e);
    }
  }

  private static String convert(Path jar, Path jmods, Target target) throws IOException {
    String name = ModuleFinder.of(jar).findAll().iterator().next().descriptor().name();
    Path classes = Files.createTempDirectory(jmods, "classes");
    Path libraries = Files.createTempDirectory(jmods, "libraries");
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.isDirectory() || entry.getName().startsWith("META-INF/")) {
          continue;
        }
        boolean library = entry.getName().endsWith(target.library);
        Path to = (library ? libraries : classes).resolve(entry.getName());
        Files.createDirectories(to.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, to);
        }
      }
    }
    Tools.jmod(
        List.of(
                "create",
                "--class-path", classes.toString(),
                "--libs", libraries.toString(),
                "--target-platform", target.withArchitecture(),
                jmods.resolve(name + ".jmod").toString())
            .toArray(String[]::new));
    Folders.delete(classes);
    Folders.delete(libraries);
    return name;
  }
}
