package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.List;

/// Everything that an upgrade is going to do, before it does anything.
///
/// @param installation as its files say when the upgrade begins
/// @param from the image as the files say now
/// @param legs from stop to stop, in order; mostly there is one
/// @param restorePoint the way back; without database if the user vouches for a backup of their own
/// @param download false if the images on this computer are to be taken as they are
public record UpgradePlan(
    Installation installation,
    ImageReference from,
    List<Leg> legs,
    RestorePoint restorePoint,
    boolean download) {
  public UpgradePlan {
    legs = List.copyOf(legs);
    if (legs.isEmpty()) {
      throw new IllegalArgumentException("an upgrade leads somewhere");
    }
  }

  /// The way to one version.
  ///
  /// @param target the image as the files will say
  /// @param version what the app must report afterwards
  /// @param changes the exact edits, one for each file, on the files as the leg before leaves them;
  ///     and the image each service will have
  public record Leg(ImageReference target, NocoBaseVersion version, EditPlan.Planned changes) {
    /// One for each file that will be written.
    public List<FileEdit> edits() {
      return changes.edits();
    }
  }

  /// The image that is wanted in the end.
  public ImageReference target() {
    return legs.getLast().target();
  }

  /// The image that a leg begins with.
  public ImageReference from(int leg) {
    return leg == 0 ? from : legs.get(leg - 1).target();
  }

  /// Whether the admin's own backup stands in for a restore point.
  public boolean ownBackup() {
    return !restorePoint.holdsDatabase();
  }
}
