package io.github.nocobasewizard.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Starts the wizard; answers `--version` without starting JavaFX.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (List.of(args).contains("--version")) {
      System.out.println("NocoBase Upgrade Wizard " + version());
      return;
    }
    boolean selfTest = SelfTest.wanted(List.of(args)).isPresent();
    if (!selfTest && SingleInstance.showOther(Folders.ofThisSystem().data(), System.getenv())) {
      System.out.println("It runs already; its window is in front now.");
      return;
    }
    // Companies reach the internet through the proxy that the system knows.
    System.setProperty("java.net.useSystemProxies", "true");
    ProgramLog.begin(Folders.ofThisSystem().logs());
    WizardWindow.open(args);
  }

  static String version() {
    return built("version");
  }

  /// Where to ask for newer ones; empty in a program that was not built for publishing.
  static Optional<URI> releases() {
    return Optional.of(built("releases")).filter(address -> !address.isBlank()).map(URI::create);
  }

  private static String built(String key) {
    try (InputStream in = Main.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties is missing beside " + Main.class);
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty(key, "");
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties cannot be read", e);
    }
  }
}
