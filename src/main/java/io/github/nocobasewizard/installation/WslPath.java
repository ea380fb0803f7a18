package io.github.nocobasewizard.installation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Folders that Windows and the Linux within it (WSL) both see, by their names on either side.
///
/// Source: Microsoft's documentation of WSL, "Working across Windows and Linux file systems": drives
/// are under `/mnt` there, Linux's own files are under `\\wsl.localhost` (formerly `\\wsl$`) here.
public final class WslPath {
  private static final Pattern IN_LINUX =
      Pattern.compile("[\\\\/]{2}(?:\\?[\\\\/]unc[\\\\/])?wsl(?:\\$|\\.localhost)[\\\\/].*");
  private static final Pattern DRIVE = Pattern.compile("/mnt/([A-Za-z])(?:/(.*))?");

  private WslPath() {}

  /// Whether a path of Windows leads to Linux's own files, e.g. `\\wsl.localhost\Ubuntu\home\me`.
  public static boolean isInLinux(String path) {
    return IN_LINUX.matcher(path.toLowerCase(Locale.ROOT)).matches();
  }

  /// What Windows calls a folder that Linux sees on a drive: `C:\shop` for `/mnt/c/shop`. Empty for a
  /// path that is on no drive.
  public static Optional<String> onWindows(String path) {
    Matcher drive = DRIVE.matcher(path);
    if (!drive.matches()) {
      return Optional.empty();
    }
    String rest = drive.group(2) == null ? "" : drive.group(2).replace('/', '\\');
    return Optional.of(drive.group(1).toUpperCase(Locale.ROOT) + ":\\" + rest);
  }
}
