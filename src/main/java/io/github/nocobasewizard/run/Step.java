package io.github.nocobasewizard.run;

import io.github.nocobasewizard.run.RunEvent.Detail;
import io.github.nocobasewizard.run.RunEvent.Phase;

/// One step of a run: an object that holds what it needs, and can tell before it begins which phase
/// it is. It is in the journal before it begins and when it has ended well.
///
/// @param <R> what the next steps need of it
public interface Step<R> {
  Phase phase();

  /// Does it. What it notes in the journal of the run stands there before the effect.
  ///
  /// @throws Exception whatever went wrong; [Problem#of(Exception)] knows how to tell it
  Done<R> perform(RunWork run) throws Exception;

  /// @param said for whoever watches
  record Done<R>(R result, Detail said) {
    /// Nothing to say but that it is done.
    public static <R> Done<R> quietly(R result) {
      return new Done<>(result, RunEvent.Nothing.TO_SAY);
    }
  }
}
