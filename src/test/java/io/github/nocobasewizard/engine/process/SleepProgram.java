package io.github.nocobasewizard.engine.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Keeps the computer awake until it is ended.
final class SleepProgram {
  private SleepProgram() {}

  /// @param arguments the folder of the system's programs
  public static void main(String[] arguments) {
    Map<String, String> environment = Map.of("PATH", arguments[0]);
    SystemSleep.of(new Machine(Machine.Os.LINUX, environment, Path.of("/"))).begin();
    while (true) {
      LockSupport.park();
    }
  }
}
