package io.github.nocobasewizard.run;

import io.github.nocobasewizard.engine.SleepGuard;
import io.github.nocobasewizard.installation.Installation;
import java.io.IOException;
import java.util.function.Function;

/// The frame of every run: one at a time for an installation, a journal from the first line to the
/// last, a log without secrets, and an outcome whatever happens.
public final class RunFrame {
  private final RunStore runs;
  private final SleepGuard sleep;

  /// @param sleep is held off while a run is at work
  public RunFrame(RunStore runs, SleepGuard sleep) {
    this.runs = runs;
    this.sleep = sleep;
  }

  /// How the journal of a run is opened: a new one, or that of a run that was cut off.
  @FunctionalInterface
  public interface Opening {
    Journal open(RunStore runs) throws IOException;
  }

  /// Runs to its end; never throws for anything that can go wrong outside this program.
  ///
  /// @param work ends with an outcome, whatever goes wrong in its steps
  /// @param notBegun the outcome if nothing could be begun at all
  public <O extends RunOutcome> O execute(
      Installation installation,
      Opening opening,
      RunContext watched,
      Function<RunWork, O> work,
      Function<Problem, O> notBegun) {
    try (var _ = InstallationLock.of(installation);
        var _ = sleep.begin()) {
      LeftBehind.removeNewFiles(installation);
      return journaled(installation, opening, watched, work);
    } catch (LockedException e) {
      return notBegun.apply(e.problem());
    } catch (IOException e) {
      return notBegun.apply(
          new Problem("run.JOURNAL", runs.folder().toString(), String.valueOf(e.getMessage())));
    }
  }

  private <O extends RunOutcome> O journaled(
      Installation installation, Opening opening, RunContext watched, Function<RunWork, O> work)
      throws IOException {
    try (Journal journal = opening.open(runs);
        RunLog log = new RunLog(journal.folder(), installation.secrets(), watched.listener())) {
      RunContext context = new RunContext(log, watched.cancellation(), watched.clock());
      O outcome = work.apply(new RunWork(journal, context));
      end(journal, outcome, context);
      return outcome;
    }
  }

  /// What was done is done, whether or not the last line can be written. Without it the next start
  /// finds the run and looks at the world.
  private static void end(Journal journal, RunOutcome outcome, RunContext context) {
    try {
      journal.write(RunStore.END, outcome.ending());
    } catch (IOException e) {
      context.log(RunEvent.Level.ERROR, "The journal could not be ended: " + e);
    }
  }
}
