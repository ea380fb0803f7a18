package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.installation.Installation;

/// Everything that going back is going to do.
///
/// @param installation as its files say now
/// @param point what it goes back to; one that holds the database
/// @param present what happens to the state that is left
public record RestorePlan(Installation installation, RestorePoint point, Present present) {
  public RestorePlan {
    if (!point.holdsDatabase()) {
      throw new IllegalArgumentException("holds no database: " + point.folder());
    }
  }

  /// The state that is left: if it is kept, it comes back should going back fail.
  public sealed interface Present {
    /// Nobody wants it again: a version that has failed.
    record Given() implements Present {}

    /// A restore point is made of it when NocoBase is stopped.
    record ToBeKept() implements Present {}

    /// An earlier try, which was cut off, has made the restore point; the data may have been changed
    /// since.
    record Kept(RestorePoint point) implements Present {}
  }
}
