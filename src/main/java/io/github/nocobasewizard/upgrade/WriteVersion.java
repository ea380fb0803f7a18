package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ComposeTool;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.ConfigComparison;
import io.github.nocobasewizard.installation.edit.FileEdit;
import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import io.github.nocobasewizard.upgrade.UpgradePlan.Leg;
import java.io.IOException;
import java.util.Optional;

/// Writes the version into the files, and makes sure that Compose sees no other difference.
///
/// @param installation as its files say before
/// @param kept the restore point that holds the files' bytes
record WriteVersion(
    ComposeTool compose, Installation installation, Leg leg, RestorePoint kept, Undo undo)
    implements Step<Installation> {
  @Override
  public Phase phase() {
    return Phase.WRITE_VERSION;
  }

  /// The installation as its files say now.
  @Override
  public Done<Installation> perform(RunWork run)
      throws EngineException, PlanOutdatedException, IOException {
    for (FileEdit edit : leg.edits()) {
      undo.writing(edit, kept, run);
      if (edit.write() instanceof WriteResult.NotWritten(var file, var reason, var details)) {
        throw new PlanOutdatedException("write." + reason, file.toString(), details);
      }
      run.context().log(edit.file().getFileName() + ": " + leg.target().tagOrLatest());
    }
    String after = compose.config(installation.project());
    Optional<ConfigComparison.Difference> difference =
        ConfigComparison.onlyImagesDiffer(installation.config(), after, leg.changes().images());
    if (difference.isPresent()) {
      throw new PlanOutdatedException(
          "edit.CONFIG_DIFFERS", difference.get().path(), difference.get().kind().toString());
    }
    return Done.quietly(installation.as(after));
  }
}
