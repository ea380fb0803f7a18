package io.github.nocobasewizard.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nocobasewizard.engine.SleepGuard;
import io.github.nocobasewizard.engine.process.Machine.Os;
import io.github.nocobasewizard.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With scripts in the place of the system's programs.
class SystemSleepTest {
  /// Does what it was given, as the same process.
  private static final String LIKE_SYSTEMD_INHIBIT = "for last; do :; done; exec \"$last\"";

  @TempDir Path home;
  private Path bin;
  private Path calls;

  @BeforeEach
  void makeFolders() throws IOException {
    bin = Files.createDirectory(home.resolve("bin"));
    calls = home.resolve("calls");
  }

  private void program(String name, String does) throws IOException {
    Path file = bin.resolve(name);
    // Moved, so that a call is there whole or not at all.
    Files.writeString(
        file,
        "#!/bin/sh\necho \"$$ $*\" > '%1$s.new'; mv '%1$s.new' '%1$s'\n%2$s\n"
            .formatted(calls, does));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private SleepGuard guard(Os os) {
    return SystemSleep.of(new Machine(os, Map.of("PATH", bin.toString()), home));
  }

  private ProcessHandle awaitHolder() throws Exception {
    Eventually.await("the program that keeps the computer awake", () -> Files.exists(calls));
    return ProcessHandle.of(Long.parseLong(Files.readString(calls).split(" ")[0])).orElseThrow();
  }

  private static void awaitEnd(ProcessHandle holder) {
    Eventually.await("the end of the program", () -> !holder.isAlive());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linuxHoldsSleepAndShutdownOffUntilTheRunHasEnded() throws Exception {
    program("systemd-inhibit", LIKE_SYSTEMD_INHIBIT);

    SleepGuard.Awake awake = guard(Os.LINUX).begin();

    ProcessHandle holder = awaitHolder();
    assertThat(Files.readString(calls)).contains("--what=idle:sleep:shutdown", "--mode=block");
    assertThat(holder.isAlive()).isTrue();
    awake.close();
    awaitEnd(holder);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onLinuxAKilledWizardHoldsNothingAnyMore() throws Exception {
    program("systemd-inhibit", LIKE_SYSTEMD_INHIBIT);
    Process wizard =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SleepProgram.class.getName(),
                bin.toString())
            .start();
    try {
      ProcessHandle holder = awaitHolder();
      assertThat(holder.isAlive()).isTrue();
      wizard.destroyForcibly();
      awaitEnd(holder);
    } finally {
      wizard.destroyForcibly();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void macOsIsKeptAwakeUntilTheRunOrThisProgramHasEnded() throws Exception {
    program("caffeinate", "exec sleep 600");

    SleepGuard.Awake awake = guard(Os.MACOS).begin();

    ProcessHandle holder = awaitHolder();
    assertThat(Files.readString(calls).strip())
        .endsWith(" -i -s -w " + ProcessHandle.current().pid());
    awake.close();
    awaitEnd(holder);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSystemThatRefusesIsNoObstacle() throws Exception {
    program("systemd-inhibit", "echo 'Failed to inhibit: Access denied' >&2; exit 1");

    SleepGuard.Awake awake = guard(Os.LINUX).begin();

    Eventually.await("the refusal", () -> Files.exists(calls));
    assertThatCode(awake::close).doesNotThrowAnyException();
  }

  @Test
  void aSystemWithoutTheProgramIsNoObstacle() {
    Machine machine = new Machine(Os.LINUX, Map.of(), home);

    SleepGuard guard = SystemSleep.of(machine, new Programs(machine, path -> false));

    assertThatCode(() -> guard.begin().close()).doesNotThrowAnyException();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProgramThatCannotBeStartedIsNoObstacle() throws Exception {
    Path broken = Files.writeString(bin.resolve("caffeinate"), "#!/no/such/shell\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatCode(() -> guard(Os.MACOS).begin().close()).doesNotThrowAnyException();
  }

  /// Windows forgets what a thread has said when the thread ends.
  @Test
  void windowsIsToldByOneThreadThatLivesThroughTheRun() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    List<Integer> said = new CopyOnWriteArrayList<>();
    SleepGuard guard =
        new ExecutionState(state -> {
          threads.add(Thread.currentThread());
          said.add(state);
          return 1;
        });

    SleepGuard.Awake awake = guard.begin();
    Eventually.await("the first word to Windows", () -> !said.isEmpty());
    assertThat(threads.getFirst().isAlive()).isTrue();
    awake.close();

    Eventually.await("the last word to Windows", () -> said.size() == 2);
    assertThat(said)
        .containsExactly(
            ExecutionState.FROM_NOW_ON | ExecutionState.SYSTEM_REQUIRED,
            ExecutionState.FROM_NOW_ON);
    assertThat(threads.getFirst()).isSameAs(threads.getLast()).matches(Thread::isDaemon);
    Eventually.await("the end of the thread", () -> !threads.getFirst().isAlive());
  }

  /// Where there is no such function, and where there is.
  @Test
  void theRealFunctionIsNoObstacle() {
    assertThatCode(() -> new ExecutionState().begin().close()).doesNotThrowAnyException();
  }
}
