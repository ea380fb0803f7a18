package io.github.nocobasewizard.engine.process;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The program's icon in the dock of a Linux desktop: Ubuntu's, Plasma's, and others.
///
/// They forget what they were told by whoever leaves the bus, so the connection stays as long as there
/// is something to be shown, and a program that dies leaves nothing behind.
///
/// Sources: Ubuntu's wiki, "Unity/LauncherAPI"; what Dash to Dock (`launcherAPI.js`) and Plasma
/// (`smartlauncherbackend.cpp`) make of it.
final class LauncherEntry implements SystemTaskbar.Icon {
  /// Named by jpackage after the package and the program (packaging/recipe/Product.java).
  static final String DESKTOP_FILE = "nocobase-upgrade-wizard-NocoBase_Upgrade_Wizard.desktop";

  private final Path socket;
  private @Nullable SessionBus bus;

  /// @param socket of the session bus
  LauncherEntry(Path socket) {
    this.socket = socket;
  }

  @Override
  public void show(int percent) throws IOException {
    update(percent / 100.0, true, false);
  }

  @Override
  public void attention() throws IOException {
    update(0, false, true);
  }

  @Override
  public void remove() throws IOException {
    if (bus != null) {
      update(0, false, false);
      leave();
    }
  }

  private void update(double progress, boolean visible, boolean urgent) throws IOException {
    try {
      SessionBus told = bus == null ? SessionBus.connect(socket) : bus;
      bus = told;
      told.signal(
          "/io/github/nocobasewizard",
          "com.canonical.Unity.LauncherEntry",
          "Update",
          "sa{sv}",
          body ->
              body.string("application://" + DESKTOP_FILE)
                  .dictionary(entries ->
                      entries
                          .entry("progress", progress)
                          .entry("progress-visible", visible)
                          .entry("urgent", urgent)));
    } catch (IOException e) {
      leave();
      throw e;
    }
  }

  private void leave() throws IOException {
    if (bus != null) {
      bus.close();
      bus = null;
    }
  }
}
