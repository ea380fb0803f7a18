import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The installers of one system, made of the finished program folder.
final class Installers {
  private final Folders folders;
  private final Target target;
  private final Product product;
  private final Path app;

  Installers(Folders folders, Target target, Product product, Path app) {
    this.folders = folders;
    this.target = target;
    this.product = product;
    this.app = app;
  }

  /// @return the files made
  List<Path> build() throws IOException, InterruptedException {
    Files.createDirectories(folders.installers());
    switch (target) {
      case LINUX -> {
        jpackage(
            "deb",
            "--linux-package-name", Product.PACKAGE,
            "--linux-shortcut",
            "--linux-app-category", "utils",
            "--linux-menu-group", "System;Utility",
            "--linux-deb-maintainer", "noreply@nocobasewizard.invalid",
            "--resource-dir", folders.recipe("linux").toString());
        portable();
      }
      case MACOS ->
          jpackage("dmg", "--mac-package-identifier", Product.BUNDLE, "--resource-dir", folders.recipe("macos").toString());
      case WINDOWS ->
          jpackage(
              "msi",
              "--win-per-user-install",
              // Not where the program keeps its own data: what is installed is removed as a whole.
              "--install-dir", "Programs\\" + Product.NAME,
              "--win-menu",
              "--win-menu-group", Product.NAME,
              "--win-shortcut",
              "--win-upgrade-uuid", Product.UPGRADE_CODE);
    }
    try (Stream<Path> files = Files.list(folders.installers())) {
      List<Path> made = files.sorted().toList();
      if (target == Target.MACOS) {
        new MacSigning(folders).notarise(made.getFirst());
      }
      return made;
    }
  }

  private void jpackage(String type, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--type", type,
                "--name", Product.NAME,
                "--app-version", product.version(),
                "--vendor", Product.VENDOR,
                "--description", Product.DESCRIPTION,
                "--license-file", folders.project().resolve("LICENSE").toString(),
                "--app-image", app.toString(),
                "--dest", folders.installers().toString()));
    arguments.addAll(List.of(more));
    Tools.jpackage(arguments);
  }

  /// For every other Linux: unpack it anywhere and start `bin/NocoBase Upgrade Wizard`.
  private void portable() throws IOException, InterruptedException {
    String name = Product.PACKAGE + "-" + product.version() + "-linux-" + System.getProperty("os.arch") + ".tar.xz";
    Tools.program(
        app.getParent(),
        Map.of("XZ_OPT", "-T0"),
        Duration.ofMinutes(5),
        List.of("tar", "-cJf", folders.installers().resolve(name).toString(), app.getFileName().toString()));
  }
}
