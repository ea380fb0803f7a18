package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.database.DatabaseConnector;
import io.github.nocobasewizard.database.TableCounts;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.DidNotStart;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Failure;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.OtherImage;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.RecordsMissing;
import java.util.Optional;

/// Makes sure that what runs is the image that was wanted, with all records.
///
/// @param imageId of the image that was wanted
/// @param before rows at the cut
record Check(ContainerEngine engine, Installation installation, String imageId, TableCounts before)
    implements Step<Check.Found> {
  /// @param failure empty if all is well
  record Found(TableCounts counts, Optional<Failure> failure) {}

  @Override
  public Phase phase() {
    return Phase.CHECK;
  }

  @Override
  public Done<Found> perform(RunWork run) throws EngineException {
    TableCounts now = count(run.context());
    Optional<Failure> failure = otherImage().or(() -> missing(now));
    return new Done<>(new Found(now, failure), new RunEvent.Tables(now.tables(), now.records()));
  }

  private Optional<Failure> missing(TableCounts now) {
    if (before.begunAnewIn(now)) {
      return Optional.of(new DidNotStart(new Verdict.FreshInstall()));
    }
    var missing = before.missingIn(now);
    return missing.isEmpty() ? Optional.empty() : Optional.of(new RecordsMissing(missing));
  }

  private Optional<Failure> otherImage() throws EngineException {
    for (Container app : Deployment.of(engine, installation).apps()) {
      if (!app.imageId().equals(imageId)) {
        return Optional.of(new OtherImage(imageId, app.imageId()));
      }
    }
    return Optional.empty();
  }

  private TableCounts count(RunContext context) throws EngineException {
    boolean near =
        installation.databases().stream()
            .allMatch(database -> database.isInProject() && database.canBeDumped());
    return near || before.tables() > 0
        ? new DatabaseConnector(engine)
            .count(installation, Deployment.of(engine, installation), context.cancellation())
        : TableCounts.none();
  }
}
