package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.SleepGuard;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program that keeps the computer awake as long as it runs. It ends by itself when this program has
/// ended.
final class SleepHolder implements SleepGuard {
  private static final System.Logger LOG = System.getLogger(SleepHolder.class.getName());

  private final List<String> command;

  SleepHolder(List<String> command) {
    this.command = command;
  }

  @Override
  public Awake begin() {
    try {
      Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
      holder.onExit().thenAccept(SleepHolder::tellRefusal);
      return () -> end(holder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the computer may go to sleep", e);
      return () -> {};
    }
  }

  /// Its child ends with the input; the program itself need not wait for that.
  private static void end(Process holder) {
    try {
      holder.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    holder.destroy();
  }

  /// A user who is not at this computer may not hold it, for example.
  private static void tellRefusal(Process ended) {
    try {
      String words = new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!words.isBlank()) {
        LOG.log(Level.WARNING, "the computer may go to sleep: " + words.strip());
      }
    } catch (IOException e) {
      // It was ended, and has nothing to tell.
    }
  }
}
