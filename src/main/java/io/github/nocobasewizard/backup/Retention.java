package io.github.nocobasewizard.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which restore points may be deleted without asking, so that the disk does not fill up.
///
/// Never one that the admin wants to keep, never one that a run may still need, and never the newest
/// one that was tested (nor the newest one at all): a way back always remains.
public final class Retention {
  /// How many restore points of an installation stay if nobody has chosen a number.
  public static final int STANDARD = 5;

  /// Chosen where nothing is to be deleted.
  public static final int ALL = 0;

  private Retention() {}

  /// @param points those of one installation, newest first
  /// @param keep how many stay, not counting the kept ones; [#ALL] for every one
  /// @param needed folders of restore points that a run may still need
  /// @return oldest last
  public static List<RestorePoint> superfluous(
      List<RestorePoint> points, int keep, Set<Path> needed) {
    if (keep <= ALL) {
      return List.of();
    }
    List<RestorePoint> counted =
        new ArrayList<>(points.stream().filter(point -> !point.notes().kept()).toList());
    List<RestorePoint> candidates =
        new ArrayList<>(counted.subList(Math.min(keep, counted.size()), counted.size()));
    newestProven(points).ifPresent(candidates::remove);
    candidates.removeIf(point -> needed.contains(point.folder()));
    return candidates;
  }

  private static Optional<RestorePoint> newestProven(List<RestorePoint> points) {
    return points.stream().filter(point -> point.manifest().proven().isPresent()).findFirst();
  }
}
