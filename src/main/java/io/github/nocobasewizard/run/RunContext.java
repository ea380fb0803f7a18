package io.github.nocobasewizard.run;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.run.RunEvent.Detail;
import io.github.nocobasewizard.run.RunEvent.Level;
import io.github.nocobasewizard.run.RunEvent.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// What a piece of a run needs from the run around it: someone to tell, a wish to stop, the time.
public record RunContext(Consumer<RunEvent> listener, Cancellation cancellation, Clock clock) {

  public static RunContext unwatched() {
    return new RunContext(event -> {}, Cancellation.none(), Clock.systemUTC());
  }

  /// The same, but a wish to stop is no longer heard.
  public RunContext uncancellable() {
    return new RunContext(listener, Cancellation.none(), clock);
  }

  public void progress(Phase phase, double fraction, Detail detail) {
    listener.accept(new RunEvent.PhaseProgress(phase, fraction, detail));
  }

  public void log(String text) {
    log(Level.INFO, text);
  }

  public void log(Level level, String text) {
    listener.accept(new RunEvent.Log(clock.instant(), level, text));
  }

  /// Work that says at its end what it has done.
  @FunctionalInterface
  public interface PhaseWork<E1 extends Exception, E2 extends Exception> {
    Detail run() throws E1, E2;
  }

  /// Does one phase, telling its begin and its end.
  public <E1 extends Exception, E2 extends Exception> void phase(
      Phase phase, PhaseWork<E1, E2> work) throws E1, E2 {
    cancellation.check();
    Instant start = clock.instant();
    listener.accept(new RunEvent.PhaseStarted(phase, start));
    Detail detail = work.run();
    listener.accept(
        new RunEvent.PhaseDone(phase, Duration.between(start, clock.instant()), detail));
  }
}
