package io.github.nocobasewizard.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.HelperContainers;
import io.github.nocobasewizard.run.InstallationLock.Acquired;
import io.github.nocobasewizard.run.InstallationLock.Held;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationLockTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve(".nocobase-upgrade-wizard.lock");
  }

  private void leave(Holder holder, Duration ago) throws IOException {
    Files.writeString(file(), holder.toText());
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(ago)));
  }

  private static Holder elsewhere() {
    return new Holder("anna", "another-computer", "4711@1", Instant.EPOCH);
  }

  /// Another start of the program.
  private record Program(Process process, BufferedReader output) implements AutoCloseable {
    static Program start(Path folder) throws IOException {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      LockProgram.class.getName(),
                      folder.toString()))
              .redirectErrorStream(true)
              .start();
      return new Program(process, process.inputReader(StandardCharsets.UTF_8));
    }

    String says() throws IOException {
      return output.readLine();
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    @Override
    public void close() throws Exception {
      kill();
      output.close();
    }
  }

  @Test
  void theSecondProgramIsToldWhoIsAtWorkAndTakesOverOnceThatOneWasKilled() throws Exception {
    try (Program first = Program.start(folder)) {
      assertThat(first.says()).isEqualTo("acquired");
      String name = first.process.pid() + "@";
      try (Program second = Program.start(folder)) {
        assertThat(second.says()).startsWith("held by " + name);
      }
      assertThat(InstallationLock.holder(folder).orElseThrow().process()).startsWith(name);
      assertThat(InstallationLock.tryLock(folder))
          .isInstanceOfSatisfying(
              Held.class,
              held ->
                  assertThat(held.by().orElseThrow().name())
                      .contains(System.getProperty("user.name")));

      first.kill();

      assertThat(InstallationLock.holder(folder)).isEmpty();
      assertThat(InstallationLock.isAbandoned(folder)).isTrue();
      try (Program third = Program.start(folder)) {
        assertThat(third.says()).isEqualTo("acquired");
      }
    }
  }

  @Test
  void isGoneOnceTheRunIsOver() throws Exception {
    Acquired acquired = (Acquired) InstallationLock.tryLock(folder);
    assertThat(InstallationLock.tryLock(folder)).isInstanceOf(Held.class);
    assertThat(InstallationLock.holder(folder).orElseThrow().isThisProgram()).isTrue();

    acquired.lock().close();

    assertThat(folder).isEmptyDirectory();
    assertThat(InstallationLock.holder(folder)).isEmpty();
  }

  @Test
  void aComputerThatHasWrittenJustNowIsStillAtWork() throws Exception {
    leave(elsewhere(), Duration.ofSeconds(20));

    assertThat(InstallationLock.tryLock(folder))
        .isInstanceOfSatisfying(
            Held.class,
            held ->
                assertThat(held.by().orElseThrow().name()).isEqualTo("anna (another-computer)"));
    assertThat(folder).isDirectoryContaining(path -> path.equals(file()));
  }

  @Test
  void aComputerThatHasBeenSilentForMinutesIsNot() throws Exception {
    leave(elsewhere(), Duration.ofMinutes(5));

    assertThat(InstallationLock.holder(folder)).isEmpty();
    try (InstallationLock lock = ((Acquired) InstallationLock.tryLock(folder)).lock()) {
      assertThat(Holder.parse(Files.readString(file())).orElseThrow().isThisProgram()).isTrue();
    }
  }

  @Test
  void anEndedProgramWhoseNumberAnotherOneHasNowIsNotAtWork() throws Exception {
    Holder me = Holder.me(Instant.now());
    String number = HelperContainers.owner().replaceFirst("@.*", "");
    leave(new Holder(me.user(), me.computer(), number + "@1", me.since()), Duration.ZERO);

    assertThat(InstallationLock.isAbandoned(folder)).isTrue();
  }

  @Test
  void aTextThatIsNotWholeLocksNobodyOut() throws Exception {
    Files.writeString(file(), "user=an");

    assertThat(InstallationLock.tryLock(folder))
        .isInstanceOfSatisfying(Acquired.class, acquired -> closed(acquired.lock()));
  }

  private static void closed(InstallationLock lock) {
    try (lock) {
      assertThat(lock).isNotNull();
    }
  }
}
