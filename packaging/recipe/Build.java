import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The one recipe for all systems: a Java runtime with JavaFX in it, the program folder around it, a
/// start-up cache trained by a walk through every page, and the installers of the system it runs on.
///
/// Run by `packaging/build.sh` and `packaging/build.ps1` in the project's folder, after Maven has put the
/// program's jar, its libraries and JavaFX into `target/packaging`.
public final class Build {
  /// What the program and its libraries use of the JDK (`jdeps --print-module-deps` on them), and what is
  /// found by name only: other languages, zip archives, and logins of company proxies.
  private static final Set<String> JDK_MODULES =
      Set.of(
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.scripting",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.jfr",
          "jdk.localedata",
          "jdk.unsupported",
          "jdk.zipfs");

  /// The languages of the window; the runtime leaves all other date and number forms out.
  private static final String LANGUAGES = "en,zh,zh-Hans,ar,de,es,fr,id,ja,ko,pt,pt-BR,ru,tr";

  private final Folders folders = new Folders(Path.of("").toAbsolutePath());
  private final Target target = Target.ofThisSystem();

  public static void main(String[] args) throws Exception {
    new Build().run(args.length == 0 ? "all" : args[0]);
  }

  private void run(String what) throws Exception {
    long begin = System.nanoTime();
    folders.clean();
    Product product = Product.read(folders);
    Icons.draw(folders.recipe("common/icon.svg"), folders.icons());
    Path runtime = runtime();
    Sheets.compile(folders, product, runtime);
    Path app = new AppFolder(folders, target, product, runtime).build();
    if (!what.equals("app")) {
      for (Path file : new Installers(folders, target, product, app).build()) {
        Console.say("made %s, %,d kB", folders.relative(file), Files.size(file) / 1000);
      }
    }
    Console.say("done in %d s", (System.nanoTime() - begin) / 1_000_000_000);
  }

  /// JDK and JavaFX in one runtime, JavaFX's native libraries among the runtime's own: nothing has to be
  /// unpacked into the user's home at the first start.
  private Path runtime() throws IOException {
    Set<String> javafx = JavaFxModules.write(folders.javafx(), folders.jmods(), target);
    List<String> modules = new ArrayList<>(JDK_MODULES);
    modules.addAll(javafx);
    Path runtime = folders.work("runtime");
    Console.say("runtime of %d modules", modules.size());
    Tools.jlink(
        "--module-path", folders.jmods().toString(),
        "--add-modules", String.join(",", modules),
        "--include-locales", LANGUAGES,
        "--no-header-files",
        "--no-man-pages",
        "--strip-debug",
        // Without it the first start is slower than on the full JDK.
        "--generate-cds-archive",
        "--output", runtime.toString());
    return runtime;
  }
}
