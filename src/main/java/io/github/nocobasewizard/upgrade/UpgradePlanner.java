package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.ImageLocation;
import io.github.nocobasewizard.installation.edit.ProjectFiles;
import io.github.nocobasewizard.installation.edit.ProjectSource;
import io.github.nocobasewizard.installation.edit.Reason;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.upgrade.UpgradePlan.Leg;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    return changes(installation, read(installation), target);
  }

  /// What would be written at each stop, one after the other. Ends with the reason where something
  /// cannot be written.
  public List<EditPlan> changes(Installation installation, List<ImageReference> targets) {
    List<EditPlan> all = new ArrayList<>();
    ProjectFiles files = read(installation);
    for (ImageReference target : targets) {
      EditPlan plan = changes(installation, files, target);
      all.add(plan);
      if (!(plan instanceof EditPlan.Planned planned)) {
        break;
      }
      files = files.after(planned);
    }
    return all;
  }

  private static ProjectFiles read(Installation installation) {
    return ProjectFiles.read(ProjectSource.of(installation.project()));
  }

  /// Services of inactive profiles move along where they can: the old version must never be started
  /// on the new version's data.
  private static EditPlan changes(
      Installation installation, ProjectFiles files, ImageReference target) {
    Set<String> withSleeping = new TreeSet<>(installation.serviceNames());
    withSleeping.addAll(sleeping(installation, files));
    return files.plan(withSleeping, target) instanceof EditPlan.Planned together
        ? together
        : changesOfActive(installation, files, target);
  }

  private static List<String> sleeping(Installation installation, ProjectFiles files) {
    return files.services().stream()
        .filter(service -> !installation.isActive(service))
        .filter(service ->
            files.locate(service) instanceof ImageLocation.Found found
                && found.reference().name().equals(installation.image().name()))
        .toList();
  }

  private static EditPlan changesOfActive(
      Installation installation, ProjectFiles files, ImageReference target) {
    EditPlan plan = files.plan(Set.copyOf(installation.serviceNames()), target);
    if (plan instanceof Refused refused && WRITTEN_OUT.contains(refused.reason())) {
      Map<String, ImageReference> targets = new TreeMap<>();
      installation.serviceNames().forEach(service -> targets.put(service, target));
      return files.plan(targets, EditPlan.Manner.LITERALLY);
    }
    return plan;
  }

  /// @param targets the needed stops in order, then the goal; each with a tag
  public UpgradePlan plan(
      Installation installation, List<ImageReference> targets, RestorePoint point, boolean download)
      throws PlanRefusedException {
    return remaining(installation, installation.image(), targets, 0, point, download);
  }

  /// What is left of an upgrade that was cut off.
  ///
  /// @param installation as its files say now
  /// @param begin what the upgrade began with
  /// @param done legs whose versions are in the files already: nothing is planned for them
  UpgradePlan remaining(
      Installation installation,
      ImageReference begin,
      List<ImageReference> targets,
      int done,
      RestorePoint point,
      boolean download)
      throws PlanRefusedException {
    List<Leg> legs = new ArrayList<>();
    for (ImageReference target : targets.subList(0, done)) {
      legs.add(leg(target, new EditPlan.Planned(List.of(), new TreeMap<>())));
    }
    for (EditPlan plan : changes(installation, targets.subList(done, targets.size()))) {
      switch (plan) {
        case EditPlan.Planned planned -> legs.add(leg(targets.get(legs.size()), planned));
        case Refused refused -> throw new PlanRefusedException(installation, refused);
      }
    }
    return new UpgradePlan(installation, begin, legs, point, download);
  }

  private static Leg leg(ImageReference target, EditPlan.Planned planned) {
    return new Leg(target, NocoBaseVersion.parse(Objects.requireNonNull(target.tag())), planned);
  }
}
