package io.github.nocobasewizard.engine.process;

import io.github.nocobasewizard.engine.SleepGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What this system offers to keep a computer awake.
public final class SystemSleep {
  private SystemSleep() {}

  /// Linux with systemd: sleep and shutdown are held off, as far as this user may. macOS: sleep; asking
  /// a program to quit is refused by its window. Windows: sleep.
  ///
  /// Sources: systemd-inhibit(1), caffeinate(8), `SetThreadExecutionState` in the Windows API.
  public static SleepGuard of(Machine machine) {
    return of(machine, new Programs(machine));
  }

  static SleepGuard of(Machine machine, Programs programs) {
    return switch (machine.os()) {
      case LINUX -> linux(programs);
      case MACOS -> macOs(programs);
      case WINDOWS -> new ExecutionState();
    };
  }

  /// `cat` ends with its input, which the system closes when this program is gone.
  private static SleepGuard linux(Programs programs) {
    Optional<Path> inhibit = programs.find("systemd-inhibit");
    Optional<Path> cat = programs.find("cat");
    return inhibit.isEmpty() || cat.isEmpty()
        ? SleepGuard.none()
        : new SleepHolder(
            List.of(
                inhibit.get().toString(),
                "--what=idle:sleep:shutdown",
                "--mode=block",
                "--who=NocoBase Upgrade Wizard",
                "--why=NocoBase is being changed",
                cat.get().toString()));
  }

  private static SleepGuard macOs(Programs programs) {
    String me = Long.toString(ProcessHandle.current().pid());
    return programs
        .find("caffeinate")
        .<SleepGuard>map(path -> new SleepHolder(List.of(path.toString(), "-i", "-s", "-w", me)))
        .orElse(SleepGuard.none());
  }
}
