package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.backup.BackupException.Reason;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What it means when a database's programs fail. A server whose disk is full may end, or restart for
/// ever; its programs then only say that nobody answers, and the cause stands in the server's log.
public final class DatabaseTrouble {
  private static final int LAST_LINES = 100;

  /// Before the newest line of the log: older trouble is over.
  private static final Duration RECENT = Duration.ofMinutes(10);

  /// PostgreSQL; MySQL and MariaDB. In other languages the log is believed to its end.
  private static final Pattern STARTED =
      Pattern.compile("ready to accept connections|ready for connections");

  private final ContainerEngine engine;

  public DatabaseTrouble(ContainerEngine engine) {
    this.engine = engine;
  }

  /// @param container id of the server's own; null where that is unknown or elsewhere
  /// @param otherwise where nothing more is known; told with the host's name if it is
  ///     `DATABASE_NOT_REACHABLE`, else with the database's
  /// @return `DOCKER_DISK_FULL` if that is the cause
  public BackupException of(
      @Nullable String container, Database database, Reason otherwise, EngineException e) {
    if (DockerDisk.wasFull(e)) {
      return new BackupException(Reason.DOCKER_DISK_FULL, database.name(), e.details(), e);
    }
    String lastWords = container == null ? "" : lastWordsOfTheDisk(container);
    if (!lastWords.isEmpty()) {
      return new BackupException(Reason.DOCKER_DISK_FULL, database.name(), lastWords, e);
    }
    String thing = otherwise == Reason.DATABASE_NOT_REACHABLE ? database.host() : database.name();
    return new BackupException(otherwise, thing, e.details(), e);
  }

  private String lastWordsOfTheDisk(String container) {
    try {
      return lastWordsOfTheDisk(engine.log(container, LAST_LINES));
    } catch (EngineException e) {
      // The failure that led here is the one to report.
      return "";
    }
  }

  /// @return empty if it has started since, or spoke of something else
  private static String lastWordsOfTheDisk(List<LogLine> log) {
    Instant newest = null;
    for (LogLine line : log.reversed()) {
      Instant time = line.time();
      newest = newest == null ? time : newest;
      if (STARTED.matcher(line.text()).find()
          || (newest != null && time != null && time.isBefore(newest.minus(RECENT)))) {
        return "";
      }
      if (DockerDisk.isFull(line.text())) {
        return line.text();
      }
    }
    return "";
  }
}
