package io.github.nocobasewizard.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.run.RunStore.Beginning;
import io.github.nocobasewizard.run.RunStore.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final String KEY = "shop-key";

  @TempDir Path folder;

  private RunStore at(String time) {
    return new RunStore(folder, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private static Beginning upgradeTo(String version) {
    return new Beginning(Kind.UPGRADE, KEY, "shop", "/shop", "2.2.0", version, "");
  }

  private static void run(RunStore runs, String version, String outcome) throws IOException {
    try (Journal journal = runs.begin(upgradeTo(version))) {
      journal.write(RunStore.STEP, Map.of("name", "STOP_AND_SAVE"));
      if (!outcome.isEmpty()) {
        journal.write(RunStore.END, Map.of("outcome", outcome));
      }
    }
  }

  @Test
  void aRunThatWasCutOffIsFoundAlsoAfterTheClockWasSetBack() throws IOException {
    run(at("2027-05-01T10:00:00Z"), "2.2.8", "UPGRADED");
    run(at("2026-05-01T10:00:00Z"), "2.2.15", "");

    RunStore later = at("2026-05-01T10:05:00Z");
    assertThat(later.list())
        .extracting(run -> run.beginning().to())
        .containsExactly("2.2.15", "2.2.8");
    assertThat(later.unfinished(KEY).orElseThrow().beginning().to()).isEqualTo("2.2.15");
  }

  @Test
  void aRunThatWasEndedIsOverAlsoAfterTheClockWasSetBack() throws IOException {
    run(at("2027-05-01T10:00:00Z"), "2.2.8", "");
    run(at("2026-05-01T10:00:00Z"), "2.2.8", "UPGRADED");

    assertThat(at("2026-05-01T10:05:00Z").unfinished(KEY)).isEmpty();
  }
}
