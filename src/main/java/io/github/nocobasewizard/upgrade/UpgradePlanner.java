package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.installation.edit.Reason;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Works out what an upgrade would do. Reads files, writes nothing.
public final class UpgradePlanner {

  /// Where the deciding characters are not ours to change (they come from the shell, or mean
  /// something else as well), the whole image line in the Compose file can be written out instead.
  private static final Set<Reason> WRITTEN_OUT =
      EnumSet.of(
          Reason.SHARED_WITH_CONTAINER_ENVIRONMENT,
          Reason.SHARED_WITH_OTHER_SETTING,
          Reason.IN_SHELL_ENVIRONMENT,
          Reason.VARIABLE_OF_COMPOSE);

  /// What would be written, or why it cannot be.
  public EditPlan changes(Installation installation, ImageReference target) {
    ProjectFiles files = ProjectFiles.read(ProjectSource.of(installation.project()));
    EditPlan plan = files.plan(Set.copyOf(installation.serviceNames()), target);
    if (plan instanceof Refused refused && WRITTEN_OUT.contains(refused.reason())) {
      Map<String, ImageReference> targets = new TreeMap<>();
      installation.serviceNames().forEach(service -> targets.put(service, target));
      return files.plan(targets, EditPlan.Manner.LITERALLY);
    }
    return plan;
  }

  /// @throws IllegalArgumentException if the files cannot be changed; see [#changes]
  public UpgradePlan plan(
      Installation installation, ImageReference target, RestorePoint point, boolean download) {
    return switch (changes(installation, target)) {
      case EditPlan.Planned planned ->
          new UpgradePlan(
              installation,
              installation.image(),
              target,
              NocoBaseVersion.parse(Objects.requireNonNull(target.tag())),
              planned,
              point,
              download);
      case Refused refused -> throw new IllegalArgumentException(refused.toString());
    };
  }
}
