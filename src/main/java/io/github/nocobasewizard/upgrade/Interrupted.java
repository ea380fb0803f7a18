package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.FileEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An upgrade that was cut off or has failed, and where the installation really is: the journal says
/// what was begun, the files and containers say what became of it.
///
/// @param installation as its files say now
/// @param run folder of its journal
/// @param position where the data is
/// @param answers whether the version that was started answers now as it should
/// @param proven the restore point that the upgrade began with; empty if it is gone
/// @param kept the restore points of the stops so far, in order, each exact
public record Interrupted(
    Installation installation,
    Path run,
    UpgradeTrace trace,
    Position position,
    boolean answers,
    Optional<RestorePoint> proven,
    List<RestorePoint> kept) {

  /// Where the data is.
  public enum Position {
    /// The version before has it, untouched: starting that version again is enough to go back.
    BEFORE,
    /// The new version has been started: it may have changed the data, so that going back means
    /// restoring.
    AFTER
  }

  /// The version that the data is at, or was at before the one that was started.
  public ImageReference from() {
    return trace.from();
  }

  /// What the upgrade began with.
  public ImageReference begin() {
    return trace.begin();
  }

  /// The version that was headed for at this stop.
  public ImageReference to() {
    return trace.targets().get(trace.leg());
  }

  /// The version that is wanted in the end.
  public ImageReference goal() {
    return trace.targets().getLast();
  }

  /// Whether it was cut off on the way from a needed stop.
  public boolean onTheWay() {
    return trace.leg() > 0;
  }

  /// Whether the new version is in every file that it belongs in.
  public boolean written() {
    var files = trace.undo().written();
    return !files.isEmpty()
        && files.stream().allMatch(file -> file.state() == FileEdit.State.AFTER);
  }

  /// A file that somebody else has changed since; the wizard does not overwrite it.
  public Optional<Path> foreign() {
    return trace.undo().written().stream()
        .filter(file ->
            file.state() == FileEdit.State.OTHER || file.state() == FileEdit.State.UNREADABLE)
        .map(Undo.Written::file)
        .findFirst();
  }

  /// Finishing is recommended where it can lose nothing; a version that was cut off while it changed
  /// the data had better be left.
  public boolean finishIsRecommended() {
    return position == Position.BEFORE || answers;
  }
}
