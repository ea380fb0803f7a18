package io.github.nocobasewizard.run;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// Tries to get the lock of an installation, says what came of it, and keeps it until it is ended.
final class LockProgram {
  private LockProgram() {}

  public static void main(String[] arguments) throws Exception {
    switch (InstallationLock.tryLock(Path.of(arguments[0]))) {
      case InstallationLock.Acquired _ -> System.out.println("acquired");
      case InstallationLock.Held(var by) -> {
        System.out.println("held by " + by.orElseThrow().process());
        return;
      }
    }
    while (true) {
      LockSupport.park();
    }
  }
}
