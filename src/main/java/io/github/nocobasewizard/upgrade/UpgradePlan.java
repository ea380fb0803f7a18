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
/// @param from the image as the files say now
/// @param target the image as the files will say
/// @param targetVersion what the app must report afterwards
/// @param changes the exact edits, one for each file, and the image each service will have
/// @param restorePoint the way back; without database if the user vouches for a backup of their own
/// @param download false if the image on this computer is to be taken as it is
public record UpgradePlan(
    Installation installation,
    ImageReference from,
    ImageReference target,
    NocoBaseVersion targetVersion,
    EditPlan.Planned changes,
    RestorePoint restorePoint,
    boolean download) {

  /// One for each file that will be written.
  public List<FileEdit> edits() {
    return changes.edits();
  }

  /// Whether the admin's own backup stands in for a restore point.
  public boolean ownBackup() {
    return !restorePoint.holdsDatabase();
  }
}
