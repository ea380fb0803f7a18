package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.backup.RestorePointStore;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.restore.RestorePlan.Present;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Going back that was cut off or has failed. It is ended by going back once more, or, if the state
/// that was left is kept, by going back to that one.
///
/// @param installation as its files say now
/// @param point what it was going back to
/// @param present what happens to the state that is left
/// @param turnedRound whether it was on its way back to the state that is left
/// @param stopped ids of the containers that only have to be started again if the next try ends before
///     it has changed anything; none once the data may have been changed
public record InterruptedRestore(
    Installation installation,
    RestorePoint point,
    Present present,
    boolean turnedRound,
    Set<String> stopped) {

  /// Reads the journal. Changes nothing.
  ///
  /// @param record of a run that goes back
  /// @throws IOException if the journal or the restore point cannot be read
  public static InterruptedRestore look(
      Installation installation, RunStore.Record record, RestorePointStore points)
      throws IOException {
    RestoreTrace trace = RestoreTrace.read(record.folder());
    return new InterruptedRestore(
        installation,
        points.load(Path.of(record.beginning().restorePoint())),
        present(trace, points),
        trace.turnedRound(),
        trace.changing() ? Set.of() : trace.stopped());
  }

  private static Present present(RestoreTrace trace, RestorePointStore points) throws IOException {
    if (!trace.keepsPresent()) {
      return new Present.Given();
    }
    // As long as the data is the present one, its restore point had better be made anew: something
    // may have been written since.
    return trace.changing() && trace.kept().isPresent()
        ? new Present.Kept(points.load(trace.kept().get()))
        : new Present.ToBeKept();
  }

  /// Once more from the beginning.
  public RestorePlan finish() {
    return new RestorePlan(installation, point, present, stopped);
  }

  /// To the state that was left; empty if that is not kept.
  public Optional<RestorePlan> backToPresent() {
    return present instanceof Present.Kept(RestorePoint kept)
        ? Optional.of(new RestorePlan(installation, kept, new Present.Given(), stopped))
        : Optional.empty();
  }
}
