package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the journal of going back tells, read back after it was cut off.
///
/// @param keepsPresent whether the state that is left was to be kept
/// @param kept folder of the restore point of the state that is left
/// @param changing whether the data may have been changed
/// @param turnedRound whether it was on its way back to the state that is left
public record RestoreTrace(
    boolean keepsPresent, Optional<Path> kept, boolean changing, boolean turnedRound) {
  /// Journal line types, beside those of [RunStore].
  static final String PLAN = "plan";

  static final String STOPPING = "stopping";
  static final String KEPT = "kept";
  static final String TURNED_ROUND = "turned round";

  static Map<String, String> plan(RestorePlan plan) {
    return switch (plan.present()) {
      case RestorePlan.Present.Given() -> Map.of("present", "given");
      case RestorePlan.Present.ToBeKept() -> Map.of("present", "to be kept");
      case RestorePlan.Present.Kept(var point) ->
          Map.of("present", "kept", "restorePoint", point.folder().toString());
    };
  }

  public static RestoreTrace read(Path run) throws IOException {
    boolean keepsPresent = false;
    Optional<Path> kept = Optional.empty();
    boolean changing = false;
    boolean turnedRound = false;
    for (Journal.Entry entry : Journal.read(run)) {
      switch (entry.type()) {
        case PLAN -> {
          keepsPresent = !entry.get("present").equals("given");
          if (entry.get("present").equals("kept")) {
            kept = Optional.of(Path.of(entry.get("restorePoint")));
            changing = true;
          }
        }
        case KEPT -> kept = Optional.of(Path.of(entry.get("restorePoint")));
        case TURNED_ROUND -> turnedRound = true;
        case RunStore.STEP -> changing |= entry.get("name").equals(Phase.RESTORE_DATABASE.name());
        default -> {}
      }
    }
    return new RestoreTrace(keepsPresent, kept, changing, turnedRound);
  }
}
