import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs the program for macOS and has Apple look at it, where there are credentials:
///
/// - `MACOS_SIGNING_IDENTITY`: the name in a "Developer ID Application" certificate of the keychain,
/// - `MACOS_NOTARY_PROFILE`: what `xcrun notarytool store-credentials` was told to call them.
final class MacSigning {
  private static final Duration APPLE_LOOKS = Duration.ofMinutes(30);

  private final Folders folders;

  MacSigning(Folders folders) {
    this.folders = folders;
  }

  /// Signs the finished program folder. The start-up cache came into it after jpackage had signed it, and a
  /// folder that does not match its signature is called damaged, which is worse than not being known.
  void sign(Path app) throws IOException, InterruptedException {
    Optional<String> identity = environment("MACOS_SIGNING_IDENTITY");
    if (identity.isPresent()) {
      Tools.jpackage(
          List.of(
              "--type", "app-image",
              "--app-image", app.toString(),
              "--mac-sign",
              "--mac-signing-key-user-name", identity.get(),
              "--mac-entitlements", folders.recipe("macos/entitlements.plist").toString()));
    } else {
      Console.say("no certificate: signed for nobody, the user has to allow it");
      program("codesign", "--force", "--deep", "--sign", "-", app.toString());
    }
    program("codesign", "--verify", "--deep", "--strict", app.toString());
  }

  /// Has Apple look at the disk image, and fastens the answer to it. Without credentials nothing is done.
  void notarise(Path disk) throws IOException, InterruptedException {
    Optional<String> profile = environment("MACOS_NOTARY_PROFILE");
    if (profile.isPresent()) {
      program("xcrun", "notarytool", "submit", disk.toString(), "--keychain-profile", profile.get(), "--wait");
      program("xcrun", "stapler", "staple", disk.toString());
    }
  }

  private void program(String... command) throws IOException, InterruptedException {
    Tools.program(folders.project(), Map.of(), APPLE_LOOKS, List.of(command));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
