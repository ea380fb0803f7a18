package io.github.nocobasewizard.run;

import java.util.Map;

/// How a run ended.
public interface RunOutcome {
  /// What the last line of the journal says of it: `outcome` and whatever History wants to know.
  Map<String, String> ending();
}
