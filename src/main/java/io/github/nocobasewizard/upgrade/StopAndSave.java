package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.Manifest.ServiceImage;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Stops NocoBase and makes the restore point of this stop exact: it holds the very last write, and
/// the files as they are now.
///
/// @param installation as its files say now
/// @param edits that will follow; if a file is not as it was planned on, nothing is stopped
/// @param restorePoint where it comes from
record StopAndSave(
    ContainerEngine engine,
    Backup backup,
    Installation installation,
    List<FileEdit> edits,
    Source restorePoint,
    Undo undo)
    implements Step<RestorePoint> {
  /// Where the restore point of a stop comes from.
  sealed interface Source {
    /// It was made beforehand, and is brought up to the last write.
    record Proven(RestorePoint point) implements Source {}

    /// It is made now: a stop on the way.
    ///
    /// @param version what the app reported
    record MadeNow(String version) implements Source {}
  }

  private static final Duration GRACE = Duration.ofSeconds(60);

  @Override
  public Phase phase() {
    return Phase.STOP_AND_SAVE;
  }

  @Override
  public Done<RestorePoint> perform(RunWork run)
      throws EngineException, BackupException, PlanOutdatedException, IOException {
    for (FileEdit edit : edits) {
      if (!edit.verifyUnchanged()) {
        throw new PlanOutdatedException("edit.FILE_CHANGED", edit.file().toString(), "");
      }
    }
    requireSameImages();
    stop(run);
    RestorePoint point =
        backup.withFilesNow(save(run.context()), edits.stream().map(FileEdit::file).toList());
    run.note(UpgradeTrace.SEALED, Map.of("restorePoint", point.folder().toString()));
    run.context().log("Restore point brought up to the last change");
    return Done.quietly(point);
  }

  /// The restore point says what ran when it was made; another image since means that somebody else
  /// has been at work.
  private void requireSameImages() throws EngineException, PlanOutdatedException {
    if (!(restorePoint instanceof Source.Proven(RestorePoint point))) {
      return;
    }
    Deployment now = Deployment.of(engine, installation);
    for (ServiceImage then : point.manifest().images()) {
      Container app = now.all().get(then.service());
      if (app != null && !app.imageId().equals(then.imageId())) {
        throw new PlanOutdatedException("run.OTHER_IMAGE_NOW", then.service(), app.image());
      }
    }
  }

  private void stop(RunWork run) throws EngineException, IOException {
    for (Container app : Deployment.of(engine, installation).apps()) {
      if (app.running() || app.state().status().equals("restarting")) {
        undo.stopping(app, run);
        engine.stop(app.id(), GRACE);
      }
    }
    run.context().log("NocoBase stopped");
  }

  private RestorePoint save(RunContext context) throws BackupException {
    return switch (restorePoint) {
      case Source.Proven(RestorePoint point) -> backup.seal(installation, point, context);
      case Source.MadeNow(String version) -> backup.makeStopped(installation, version, context);
    };
  }
}
