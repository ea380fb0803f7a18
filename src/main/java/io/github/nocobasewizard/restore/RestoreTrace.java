package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the journal of going back tells, read back after it was cut off.
///
/// @param keepsPresent whether the state that is left was to be kept
/// @param kept folder of the restore point of the state that is left
/// @param changing whether the data may have been changed
/// @param turnedRound whether it was on its way back to the state that is left
/// @param stopped ids of the containers that it has stopped, or one before it
public record RestoreTrace(
    boolean keepsPresent,
    Optional<Path> kept,
    boolean changing,
    boolean turnedRound,
    Set<String> stopped) {
  /// Journal line types, beside those of [RunStore].
  static final String PLAN = "plan";

  static final String STOPPING = "stopping";
  static final String KEPT = "kept";
  static final String TURNED_ROUND = "turned round";

  static Map<String, String> plan(RestorePlan plan) {
    Map<String, String> data = new HashMap<>();
    data.put("stopped", String.join(" ", plan.stopped()));
    switch (plan.present()) {
      case RestorePlan.Present.Given() -> data.put("present", "given");
      case RestorePlan.Present.ToBeKept() -> data.put("present", "to be kept");
      case RestorePlan.Present.Kept(var point) -> {
        data.put("present", "kept");
        data.put("restorePoint", point.folder().toString());
      }
    }
    return data;
  }

  public static RestoreTrace read(Path run) throws IOException {
    boolean keepsPresent = false;
    Optional<Path> kept = Optional.empty();
    boolean changing = false;
    boolean turnedRound = false;
    Set<String> stopped = new LinkedHashSet<>();
    for (Journal.Entry entry : Journal.read(run)) {
      switch (entry.type()) {
        case PLAN -> {
          Stream.of(entry.get("stopped").split(" "))
              .filter(id -> !id.isEmpty())
              .forEach(stopped::add);
          keepsPresent = !entry.get("present").equals("given");
          if (entry.get("present").equals("kept")) {
            kept = Optional.of(Path.of(entry.get("restorePoint")));
            changing = true;
          }
        }
        case STOPPING -> stopped.add(entry.get("container"));
        case KEPT -> kept = Optional.of(Path.of(entry.get("restorePoint")));
        case TURNED_ROUND -> turnedRound = true;
        case RunStore.STEP -> changing |= entry.get("name").equals(Phase.RESTORE_DATABASE.name());
        default -> {}
      }
    }
    return new RestoreTrace(keepsPresent, kept, changing, turnedRound, stopped);
  }
}
