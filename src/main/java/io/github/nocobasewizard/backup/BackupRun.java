package io.github.nocobasewizard.backup;

import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.InstallationLock;
import io.github.nocobasewizard.run.Journal;
import io.github.nocobasewizard.run.LockedException;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunLog;
import io.github.nocobasewizard.run.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A backup as the history tells it: journaled from its beginning to its end, and followed by the
/// deletion of restore points that are no longer wanted.
public final class BackupRun {
  /// Values of the journal's last line.
  public static final String OUTCOME = "outcome";

  public static final String RESTORE_POINT = "restorePoint";

  private static final System.Logger LOG = System.getLogger(BackupRun.class.getName());

  private final Backup backup;
  private final RestorePointStore store;
  private final RunStore runs;
  private final IntSupplier keep;

  /// @param keep how many restore points of an installation stay, see [Retention]
  public BackupRun(Backup backup, RestorePointStore store, RunStore runs, IntSupplier keep) {
    this.backup = backup;
    this.store = store;
    this.runs = runs;
    this.keep = keep;
  }

  /// Makes a proven restore point while the app runs on; see [Backup#make].
  ///
  /// @throws LockedException if somebody else is at work on the installation
  public RestorePoint make(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException, LockedException {
    try (var _ = InstallationLock.forReading(installation)) {
      return makeAlone(installation, appVersion, context);
    }
  }

  private RestorePoint makeAlone(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException {
    RestorePoint made;
    try (Journal journal = runs.begin(beginning(installation));
        RunLog log = new RunLog(journal.folder(), installation.secrets(), context.listener())) {
      RunContext logged = new RunContext(log, context.cancellation(), context.clock());
      made = journaled(journal, () -> backup.make(installation, appVersion, logged));
    } catch (IOException e) {
      throw Backup.failed(runs.folder(), e);
    }
    tidyUp(installation.key(), context);
    return made;
  }

  /// See [Backup#makeWithoutDatabase]. It is no backup, so the history does not tell of it.
  public RestorePoint makeWithoutDatabase(
      Installation installation, @Nullable String appVersion, RunContext context)
      throws BackupException {
    return backup.makeWithoutDatabase(installation, appVersion, context);
  }

  private static RunStore.Beginning beginning(Installation installation) {
    return new RunStore.Beginning(
        RunStore.Kind.BACKUP,
        installation.key(),
        installation.name(),
        installation.folder().toString(),
        installation.image().tagOrLatest(),
        "",
        "");
  }

  @FunctionalInterface
  private interface Making {
    RestorePoint make() throws BackupException;
  }

  private static RestorePoint journaled(Journal journal, Making work)
      throws BackupException, IOException {
    try {
      RestorePoint made = work.make();
      journal.write(RunStore.END, Map.of(OUTCOME, "DONE", RESTORE_POINT, made.folder().toString()));
      return made;
    } catch (CancellationException e) {
      journal.write(RunStore.END, Map.of(OUTCOME, "CANCELLED"));
      throw e;
    } catch (BackupException e) {
      journal.write(RunStore.END, Map.of(OUTCOME, "FAILED", "problem", "backup." + e.reason()));
      throw e;
    }
  }

  private void tidyUp(String installationKey, RunContext context) {
    List<RestorePoint> superfluous =
        Retention.superfluous(
            store.of(installationKey), keep.getAsInt(), needed(runs, installationKey));
    for (RestorePoint point : superfluous) {
      try {
        RestorePointStore.delete(point.folder());
        context.log("Old restore point deleted: " + point.folder().getFileName());
      } catch (IOException e) {
        // The backup itself is good; the next one tries again.
        context.log(RunEvent.Level.WARNING, "Not deleted: " + point.folder().getFileName());
        LOG.log(System.Logger.Level.WARNING, "not deleted: " + point.folder(), e);
      }
    }
  }

  /// Restore points that must stay whatever is chosen: those of runs that have not ended, and that of
  /// the last upgrade, which is the way back from the version in use.
  public static Set<Path> needed(RunStore runs, String installationKey) {
    List<RunStore.Record> records =
        runs.list().stream()
            .filter(record -> record.beginning().installation().equals(installationKey))
            .filter(record -> !record.beginning().restorePoint().isEmpty())
            .toList();
    Set<Path> needed = new HashSet<>();
    records.stream()
        .filter(RunStore.Record::unfinished)
        .forEach(record -> needed.add(Path.of(record.beginning().restorePoint())));
    Optional<RunStore.Record> lastUpgrade =
        records.stream()
            .filter(record -> record.beginning().kind() == RunStore.Kind.UPGRADE)
            .findFirst();
    lastUpgrade.ifPresent(record -> needed.add(Path.of(record.beginning().restorePoint())));
    return needed;
  }
}
