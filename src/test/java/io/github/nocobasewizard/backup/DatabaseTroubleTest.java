package io.github.nocobasewizard.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.installation.Secret;
import io.github.nocobasewizard.testing.FakeContainers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A database's programs say "connection refused"; the cause stands in its server's log.
class DatabaseTroubleTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REFUSED =
      "psql: error: connection to server at \"127.0.0.1\", port 5432 failed: Connection refused";
  private static final LogLine FULL =
      line(
          NOW.minusSeconds(20),
          "PANIC:  could not write to file \"pg_wal/xlogtemp.58\": No space left on device");
  private static final LogLine ENDED = line(NOW, "LOG:  database system is shut down");

  private static final Database DATABASE =
      new Database(
          Database.Kind.POSTGRES,
          "postgres",
          5432,
          "nocobase",
          "nocobase",
          new Secret("secret"),
          null,
          "",
          false,
          "postgres",
          "app",
          null);

  private static LogLine line(Instant time, String text) {
    return new LogLine(time, text, true);
  }

  private static BackupException told(List<LogLine> log, String words) {
    return new DatabaseTrouble(FakeContainers.withLog(log))
        .of(
            "server",
            DATABASE,
            Reason.DATABASE_NOT_REACHABLE,
            new EngineException(EngineException.Reason.COMMAND_FAILED, "psql", words));
  }

  @Test
  void theDiskThatEndedTheServerIsNamed() {
    BackupException told = told(List.of(FULL, ENDED), REFUSED);

    assertThat(told.reason()).isEqualTo(Reason.DOCKER_DISK_FULL);
    assertThat(told.details()).contains("No space left on device");
  }

  @Test
  void soIsTheOneThatTheProgramsNameThemselves() {
    assertThat(told(List.of(), "FATAL:  could not write init file: No space left on device"))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DOCKER_DISK_FULL);
  }

  @Test
  void aServerThatHasStartedSinceHasAnotherTrouble() {
    LogLine started =
        line(NOW.minusSeconds(10), "LOG:  database system is ready to accept connections");

    assertThat(told(List.of(FULL, started, ENDED), REFUSED))
        .extracting(BackupException::reason, BackupException::thing)
        .containsExactly(Reason.DATABASE_NOT_REACHABLE, "postgres");
  }

  @Test
  void whatWasFullLongAgoIsNotTheCause() {
    LogLine earlier = line(NOW.minusSeconds(3600), FULL.text());

    assertThat(told(List.of(earlier, ENDED), REFUSED))
        .extracting(BackupException::reason)
        .isEqualTo(Reason.DATABASE_NOT_REACHABLE);
  }
}
