package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.installation.Installation;
import java.util.Set;

/// Everything that going back is going to do.
///
/// @param installation as its files say now
/// @param point what it goes back to; one that holds the database
/// @param present what happens to the state that is left
/// @param stopped ids of containers that an earlier try has stopped without changing anything else:
///     they are started again if this one cannot be begun either
public record RestorePlan(
    Installation installation, RestorePoint point, Present present, Set<String> stopped) {
  /// The first try.
  public RestorePlan(Installation installation, RestorePoint point, Present present) {
    this(installation, point, present, Set.of());
  }

  public RestorePlan {
    stopped = Set.copyOf(stopped);
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
