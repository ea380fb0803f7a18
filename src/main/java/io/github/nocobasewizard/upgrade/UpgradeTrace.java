package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.upgrade.UpgradePlan.Leg;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the journal of an upgrade tells, read back after the upgrade was cut off.
///
/// @param begin the image that the upgrade began with
/// @param targets the images of all legs
/// @param download whether the images were to be downloaded
/// @param leg the leg that was at work, from 0
/// @param targetImageId of this leg; empty before the download was done
/// @param kept folders of the restore points of the stops so far, in order
/// @param starting whether the version of this leg may have been started
/// @param undo what this leg has changed before that
public record UpgradeTrace(
    ImageReference begin,
    List<ImageReference> targets,
    boolean download,
    int leg,
    String targetImageId,
    List<Path> kept,
    boolean starting,
    Undo undo) {
  /// Journal line types, beside those of [RunStore].
  static final String PLAN = "plan";

  static final String LEG = "leg";
  static final String STOPPING = "stopping";
  static final String SEALED = "sealed";
  static final String WRITING = "writing";
  static final String TAKING_BACK = "taking back";
  static final String RESUMED = "resumed";

  /// What is planned, for another start of this program.
  static Map<String, String> plan(UpgradePlan plan) {
    return Map.of(
        "from", plan.from().toString(),
        "targets",
            plan.legs().stream()
                .map(leg -> leg.target().toString())
                .collect(Collectors.joining(" ")),
        "download", Boolean.toString(plan.download()));
  }

  static Map<String, String> leg(int number, Leg leg, String imageId) {
    return Map.of(
        "number", Integer.toString(number), "target", leg.target().toString(), "imageId", imageId);
  }

  /// Folders of the restore points that an upgrade has made for itself or taken over: that of its
  /// beginning and those of its stops.
  public static Set<Path> restorePoints(RunStore.Record upgrade) {
    Set<Path> folders = new LinkedHashSet<>();
    String first = upgrade.beginning().restorePoint();
    if (!first.isEmpty()) {
      folders.add(Path.of(first));
    }
    try {
      folders.addAll(read(upgrade.folder()).kept());
    } catch (IOException e) {
      // It had not begun, or its journal is gone: then there are no stops.
    }
    return folders;
  }

  static UpgradeTrace read(Path run) throws IOException {
    Reader reader = new Reader();
    Journal.read(run).forEach(reader::read);
    return reader.trace();
  }

  /// What the leg at work comes from.
  ImageReference from() {
    return leg == 0 ? begin : targets.get(leg - 1);
  }

  /// What the leg at work leads to.
  NocoBaseVersion version() {
    return NocoBaseVersion.parse(targets.get(leg).tagOrLatest());
  }

  /// Line by line.
  private static final class Reader {
    private Optional<ImageReference> begin = Optional.empty();
    private List<ImageReference> targets = List.of();
    private boolean download = true;
    private int leg;
    private String imageId = "";
    private final List<Path> kept = new ArrayList<>();
    private boolean starting;
    private Undo undo = new Undo();

    void read(Journal.Entry entry) {
      switch (entry.type()) {
        case PLAN -> {
          begin = ImageReference.find(entry.get("from"));
          targets = Stream.of(entry.get("targets").split(" ")).map(ImageReference::parse).toList();
          download = Boolean.parseBoolean(entry.get("download"));
        }
        case LEG -> {
          leg = Integer.parseInt(entry.get("number"));
          imageId = entry.get("imageId");
          undo = new Undo();
          starting = false;
        }
        case SEALED -> {
          // Done again after an interruption it is the restore point of the same stop.
          kept.subList(Math.min(leg, kept.size()), kept.size()).clear();
          kept.add(Path.of(entry.get("restorePoint")));
        }
        case RunStore.STEP -> starting |= entry.get("name").equals(Phase.START.name());
        default -> undo.remember(entry);
      }
    }

    UpgradeTrace trace() throws IOException {
      return new UpgradeTrace(
          begin.orElseThrow(() -> new IOException("the journal does not say what was planned")),
          targets,
          download,
          leg,
          imageId,
          kept,
          starting,
          undo);
    }
  }
}
