package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.run.Problem;
import java.time.Duration;
import java.util.List;

/// How going back ended.
public sealed interface RestoreOutcome {

  /// The old version runs with all its data.
  ///
  /// @param records rows of the tables that hold the users' own records
  record WentBack(String version, Duration took, long records) implements RestoreOutcome {}

  /// Nothing was changed yet.
  record Untouched(Problem problem) implements RestoreOutcome {}

  /// It could not be completed. The restore point is intact: it can be tried again.
  record Failed(Problem problem, List<String> tellingLines) implements RestoreOutcome {}
}
