package io.github.nocobasewizard.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.run.RunEvent.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a start takes here is learnt from the runs that went well.
class StartTimesTest {
  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-11-23T06:00:00Z");
  private RunStore runs;

  @BeforeEach
  void open() {
    runs = new RunStore(folder, new HandClock());
  }

  @Test
  void theMiddleOfTheLatestStartsCounts() throws IOException {
    for (int seconds : new int[] {900, 40, 50, 60, 70, 44}) {
      run("shop", seconds, "UPGRADED");
    }
    assertThat(StartTimes.usual(runs.list(), "shop")).contains(Duration.ofSeconds(50));
  }

  @Test
  void goingBackStartsTheAppToo() throws IOException {
    run("shop", Phase.RESTORE_START, 30, "WENT_BACK");
    assertThat(StartTimes.usual(runs.list(), "shop")).contains(Duration.ofSeconds(30));
  }

  @Test
  void failuresAndOtherInstallationsTellNothing() throws IOException {
    run("shop", 600, "FAILED");
    run("other", 20, "UPGRADED");
    assertThat(StartTimes.usual(runs.list(), "shop")).isEmpty();
  }

  @Test
  void aLargeDatabaseIsExpectedToTakeLonger() {
    assertThat(StartTimes.expected(1_000_000)).isBetween(minutes(1), minutes(2));
    assertThat(StartTimes.expected(1_000_000_000)).isBetween(minutes(5), minutes(30));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private void run(String installation, int seconds, String outcome) throws IOException {
    run(installation, Phase.START, seconds, outcome);
  }

  private void run(String installation, Phase phase, int seconds, String outcome)
      throws IOException {
    var beginning =
        new RunStore.Beginning(
            RunStore.Kind.UPGRADE, installation, installation, "/srv", "2.2.0", "2.2.15", "");
    try (Journal journal = runs.begin(beginning)) {
      journal.write(RunStore.STEP, Map.of("name", Phase.DOWNLOAD.name()));
      now = now.plusSeconds(1_000);
      journal.write(RunStore.DONE, Map.of("name", Phase.DOWNLOAD.name()));
      journal.write(RunStore.STEP, Map.of("name", phase.name()));
      now = now.plusSeconds(seconds);
      journal.write(RunStore.DONE, Map.of("name", phase.name()));
      journal.write(RunStore.END, Map.of("outcome", outcome));
    }
    now = now.plusSeconds(86_400);
  }

  private final class HandClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
