package io.github.nocobasewizard.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.process.ChildProcess.Result;
import io.github.nocobasewizard.engine.process.ChildProcess.Task;
import io.github.nocobasewizard.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the child processes are shell scripts")
class ChildProcessTest {
  @TempDir Path folder;

  private final ChildProcess processes = new ChildProcess();

  @Test
  void givesBothOutputsAndTheExitCode() throws Exception {
    Result result = run("echo out; echo 漢字; echo err >&2; exit 3");

    assertThat(result).isEqualTo(new Result(3, "out\n漢字\n", "err\n"));
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  void passesArgumentsOnAsTheyAre() throws Exception {
    Result result =
        processes.run(
            task(List.of("sh", "-c", "printf '%s|' \"$@\"", "sh", "a b", "$HOME", "*", "'\"")));

    assertThat(result.stdout().strip()).isEqualTo("a b|$HOME|*|'\"|");
  }

  @Test
  void readsBothOutputsWhileTheProcessRuns() throws Exception {
    Result result =
        run(
            "i=0; while [ $i -lt 20000 ]; do echo 'out out out'; echo 'err err' >&2; i=$((i+1));"
                + " done");

    assertThat(result.stdout().lines()).hasSize(20_000);
    assertThat(result.stderr().lines()).hasSize(20_000);
  }

  @Test
  void givesLinesAsTheyCome() throws Exception {
    List<String> lines = new ArrayList<>();

    processes.run(task(List.of("sh", "-c", "echo one; echo two >&2; printf three")), lines::add);

    assertThat(lines).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void givesInputFolderAndEnvironment() throws Exception {
    Task task =
        new Task(
            List.of("sh", "-c", "cat; pwd -P; echo $WORD"),
            folder,
            environment -> environment.put("WORD", "given"),
            "input ",
            Duration.ofMinutes(1));

    assertThat(processes.run(task).stdout())
        .isEqualTo("input " + folder.toRealPath() + "\ngiven\n");
  }

  @Test
  void doesNotMindAProcessThatReadsNoInput() throws Exception {
    Task task =
        new Task(
            List.of("true"), null, environment -> {}, "x".repeat(1 << 20), Duration.ofMinutes(1));

    assertThat(processes.run(task).exitCode()).isZero();
  }

  @Test
  void endsAProcessWithItsChildrenWhenItsTimeIsUp() throws Exception {
    Path pids = folder.resolve("pids");
    String script = "sleep 1000 & echo $! >" + pids + "; echo $$ >>" + pids + "; sleep 1001";

    assertThatThrownBy(() ->
            processes.run(
                new Task(
                    List.of("sh", "-c", script),
                    null,
                    environment -> {},
                    "",
                    Duration.ofMillis(700))))
        .isInstanceOf(TimeoutException.class);

    List<Long> numbers = Files.readAllLines(pids).stream().map(Long::valueOf).toList();
    assertThat(numbers).hasSize(2);
    Eventually.await(
        "both have ended",
        () -> numbers.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertThatThrownBy(() -> processes.run(task(List.of(folder + "/no-such-program"))))
        .isInstanceOf(IOException.class);
  }

  private Result run(String script) throws IOException, TimeoutException {
    return processes.run(task(List.of("sh", "-c", script)));
  }

  private static Task task(List<String> arguments) {
    return new Task(arguments, null, environment -> {}, "", Duration.ofMinutes(1));
  }
}
