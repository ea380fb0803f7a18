package io.github.nocobasewizard.run;

import io.github.nocobasewizard.run.RunEvent.PhaseDone;
import io.github.nocobasewizard.run.RunEvent.PhaseStarted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// A run at work: takes its steps one after the other and keeps the journal.
public final class RunWork {
  private final Journal journal;
  private final RunContext context;

  RunWork(Journal journal, RunContext context) {
    this.journal = journal;
    this.context = context;
  }

  public RunContext context() {
    return context;
  }

  /// The same run, but a wish to stop is no longer heard.
  public RunWork uncancellable() {
    return new RunWork(journal, context.uncancellable());
  }

  /// Writes a line that must be on disk before what it announces.
  public void note(String type, Map<String, String> data) throws IOException {
    journal.write(type, data);
  }

  /// Takes a step.
  ///
  /// @throws StepException if it fails
  /// @throws CancellationException if the wish to stop was heard
  public <R> R take(Step<R> step) throws StepException {
    context.cancellation().check();
    Map<String, String> name = Map.of("name", step.phase().name());
    try {
      note(RunStore.STEP, name);
      Instant start = context.clock().instant();
      context.listener().accept(new PhaseStarted(step.phase(), start));
      Step.Done<R> done = step.perform(this);
      Duration took = Duration.between(start, context.clock().instant());
      context.listener().accept(new PhaseDone(step.phase(), took, done.said()));
      note(RunStore.DONE, name);
      return done.result();
    } catch (CancellationException e) {
      throw e;
    } catch (Exception e) {
      throw new StepException(Problem.of(e), e);
    }
  }
}
