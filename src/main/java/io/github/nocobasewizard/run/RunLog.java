package io.github.nocobasewizard.run;

import io.github.nocobasewizard.installation.Secrets;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/// Takes the secrets out of everything a run says, writes the lines to the run's log file, and
/// passes all on.
public final class RunLog implements Consumer<RunEvent>, AutoCloseable {
  private final Consumer<RunEvent> next;
  private final List<String> secrets;
  private final BufferedWriter file;
  private boolean closed;

  public RunLog(Path runFolder, List<String> secrets, Consumer<RunEvent> next) throws IOException {
    this.next = next;
    this.secrets = secrets;
    this.file =
        Files.newBufferedWriter(
            runFolder.resolve("log.txt"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void accept(RunEvent event) {
    RunEvent clean =
        switch (event) {
          case RunEvent.Log(var at, var level, var text) ->
              new RunEvent.Log(at, level, Secrets.blot(text, secrets));
          case RunEvent.PhaseProgress(
                  var phase,
                  var fraction,
                  RunEvent.AppState(var state, var message)) ->
              new RunEvent.PhaseProgress(
                  phase, fraction, new RunEvent.AppState(state, Secrets.blot(message, secrets)));
          default -> event;
        };
    write(clean);
    next.accept(clean);
  }

  private synchronized void write(RunEvent event) {
    String line =
        switch (event) {
          case RunEvent.LegStarted(int number, int of, var version) ->
              "TO     " + version + ", " + number + " of " + of;
          case RunEvent.TurnedRound(var version) -> "TURNED back to " + version;
          case RunEvent.PhaseStarted(var phase, var at) -> at + " BEGIN " + phase;
          case RunEvent.PhaseDone(var phase, var took, var detail) ->
              "       END   " + phase + " " + took + " " + detail;
          case RunEvent.Log(var at, var level, var text) -> at + " " + level + " " + text;
          case RunEvent.PhaseProgress progress -> "";
        };
    // The app's log is followed by another thread, which may be late.
    if (closed || line.isEmpty()) {
      return;
    }
    try {
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      // A full disk must not end a run half-way; the journal, which must be written, tells.
      System.getLogger(RunLog.class.getName())
          .log(System.Logger.Level.WARNING, "the log of the run cannot be written", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      System.getLogger(RunLog.class.getName())
          .log(System.Logger.Level.WARNING, "the log of the run may lack its end", e);
    }
  }
}
