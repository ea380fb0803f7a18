import java.util.Locale;

/// A system that installers are made for.
enum Target {
  LINUX("linux", ".so", "png"),
  MACOS("macos", ".dylib", "icns"),
  WINDOWS("windows", ".dll", "ico");

  /// As `jmod --target-platform` calls it, before the architecture.
  final String platform;

  /// How its native libraries end.
  final String library;

  /// What its icons are kept in.
  final String icon;

  Target(String platform, String library, String icon) {
    this.platform = platform;
    this.library = library;
    this.icon = icon;
  }

  static Target ofThisSystem() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.contains("win")) {
      return WINDOWS;
    }
    return name.contains("mac") ? MACOS : LINUX;
  }

  /// As `jmod --target-platform` wants it.
  String withArchitecture() {
    return platform + "-" + System.getProperty("os.arch");
  }
}
