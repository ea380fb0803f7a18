import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts the program in the place of jpackage's launcher, which asks the package manager at each start whose file it
/// is: a tenth of a second.
final class LinuxLauncher {
  private static final String CLASS_PATH = "app.classpath=";
  private static final String MAIN_CLASS = "app.mainclass=";

  private LinuxLauncher() {}

  /// @param settings of jpackage's launcher
  static void write(Path launcher, List<String> settings) throws IOException {
    String classPath = all(settings, CLASS_PATH).collect(Collectors.joining(":"));
    String arguments =
        Stream.of(
                all(settings, AppFolder.JAVA_OPTION),
                Stream.of("-cp", classPath),
                all(settings, MAIN_CLASS))
            .flatMap(each -> each)
            .map(argument -> "  \"" + argument + "\" \\\n")
            .collect(Collectors.joining());
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        # Starts the program with its own Java, wherever this folder lies.
        root="$(dirname "$(dirname "$(readlink -f "$0")")")"
        APPDIR="$root/lib/app"
        exec "$root/lib/runtime/bin/java" \\
        """
            + arguments
            + "  \"$@\"\n");
  }

  private static Stream<String> all(List<String> settings, String key) {
    return settings.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length()));
  }
}
