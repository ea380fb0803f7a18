package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How going back ended.
public sealed interface RestoreOutcome extends RunOutcome {

  /// The old version runs with all its data.
  ///
  /// @param records rows of the tables that hold the users' own records
  record WentBack(String version, Duration took, long records) implements RestoreOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of(
          "outcome", "WENT_BACK", "version", version, "recordsAfter", Long.toString(records));
    }
  }

  /// Nothing was changed yet.
  record Untouched(Problem problem) implements RestoreOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of("outcome", "UNTOUCHED", "problem", problem.code(), "thing", problem.thing());
    }
  }

  /// It failed, and the state before was put back.
  ///
  /// @param version the tag that was in use before, and is again
  record PutBack(Problem problem, String version, List<String> tellingLines)
      implements RestoreOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of(
          "outcome",
          "PUT_BACK",
          "problem",
          problem.code(),
          "thing",
          problem.thing(),
          "version",
          version);
    }
  }

  /// It could not be completed. The restore point is intact: it can be tried again.
  record Failed(Problem problem, List<String> tellingLines) implements RestoreOutcome {
    @Override
    public Map<String, String> ending() {
      return Map.of("outcome", "FAILED", "problem", problem.code(), "thing", problem.thing());
    }
  }
}
