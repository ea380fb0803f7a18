package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import java.util.List;

/// How far an upgrade has come: where to go on with it.
///
/// @param leg the leg at work, from 0
/// @param started whether its version has been started: from then on the data may be that version's
/// @param kept the restore points of the stops so far, in order; that of this leg is the last one
///     once `started`
public record Standing(UpgradePlan plan, int leg, boolean started, List<RestorePoint> kept) {
  public Standing {
    kept = List.copyOf(kept);
  }

  /// Nothing is done yet.
  public static Standing atBegin(UpgradePlan plan) {
    return new Standing(plan, 0, false, List.of());
  }

  /// What the leg at work comes from.
  public ImageReference from() {
    return plan.from(leg);
  }

  /// What the leg at work leads to.
  public ImageReference to() {
    return plan.legs().get(leg).target();
  }
}
