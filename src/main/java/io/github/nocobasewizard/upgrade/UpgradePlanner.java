package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/// Works out what an upgrade would do. Reads files, writes nothing.
public final class UpgradePlanner {

  /// What would be written, or why it cannot be.
  public EditPlan changes(Installation installation, ImageReference target) {
    return ProjectFiles.read(ProjectSource.of(installation.project()))
        .plan(Set.copyOf(installation.serviceNames()), target);
  }

  /// @throws IllegalArgumentException if the files cannot be changed; see [#changes]
  public UpgradePlan plan(
      Installation installation,
      ImageReference target,
      RestorePoint point,
      boolean download,
      OptionalLong downloadSize) {
    return switch (changes(installation, target)) {
      case EditPlan.Planned planned ->
          new UpgradePlan(
              installation,
              installation.image(),
              target,
              NocoBaseVersion.parse(Objects.requireNonNull(target.tag())),
              planned,
              point,
              download,
              downloadSize);
      case Refused refused -> throw new IllegalArgumentException(refused.toString());
    };
  }
}
