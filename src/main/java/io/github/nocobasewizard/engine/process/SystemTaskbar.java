package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.TaskbarProgress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Tells the system how far work is, on a thread of its own and a whole percent at a time.
public final class SystemTaskbar implements TaskbarProgress {
  /// The program's icon, as one kind of system has it. Used by one thread only, always the same.
  interface Icon {
    void show(int percent) throws IOException;

    void attention() throws IOException;

    void remove() throws IOException;
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(SystemTaskbar.class.getName());
  private static final int NONE = -1;

  private final Icon icon;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tells the taskbar").factory());
  private int shown = NONE;
  private boolean refused;

  SystemTaskbar(Icon icon) {
    this.icon = icon;
  }

  /// What this computer has: Windows' taskbar or the dock of a Linux desktop. A Mac's is not used.
  ///
  /// @param title of the program's window
  public static TaskbarProgress of(Machine machine, String title) {
    return switch (machine.os()) {
      case LINUX ->
          SessionBus.socket(machine)
              .<TaskbarProgress>map(socket -> new SystemTaskbar(new LauncherEntry(socket)))
              .orElse(TaskbarProgress.none());
      case WINDOWS -> new SystemTaskbar(new TaskbarButton(title));
      case MACOS -> TaskbarProgress.none();
    };
  }

  @Override
  public void show(double fraction) {
    int percent = (int) Math.clamp(fraction * 100, 0, 100);
    if (percent != shown) {
      shown = percent;
      tell(() -> icon.show(percent));
    }
  }

  @Override
  public void attention() {
    shown = NONE;
    tell(icon::attention);
  }

  @Override
  public void remove() {
    shown = NONE;
    tell(icon::remove);
  }

  private void tell(Deed deed) {
    thread.execute(() -> {
      try {
        deed.run();
      } catch (IOException | RuntimeException e) {
        // The run goes on, whatever the system says to this.
        if (!refused) {
          LOG.log(Level.INFO, "no progress on the taskbar: " + e);
        }
        refused = true;
      }
    });
  }
}
