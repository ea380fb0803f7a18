package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.BackupException;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.health.AppStart;
import io.github.nocobasewizard.installation.Deployment;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops NocoBase, and keeps the state that is left if that is wanted.
///
/// @param stopped gets the id of every container that ran
record StopAndKeep(
    ContainerEngine engine, AppStart app, Backup backup, RestorePlan plan, List<String> stopped)
    implements Step<Optional<RestorePoint>> {
  private static final Duration GRACE = Duration.ofSeconds(60);

  @Override
  public Phase phase() {
    return Phase.RESTORE_STOP;
  }

  /// The restore point of the state that is left, if there is one.
  @Override
  public Done<Optional<RestorePoint>> perform(RunWork run)
      throws EngineException, BackupException, IOException {
    Optional<String> version = app.reportedVersion(plan.installation());
    for (Container container : Deployment.of(engine, plan.installation()).apps()) {
      if (!container.state().status().equals("exited")) {
        run.note(RestoreTrace.STOPPING, Map.of("container", container.id()));
        stopped.add(container.id());
      }
    }
    stop(engine, plan.installation());
    run.context().log("NocoBase stopped");
    return Done.quietly(
        switch (plan.present()) {
          case RestorePlan.Present.Given() -> Optional.empty();
          case RestorePlan.Present.Kept(RestorePoint kept) -> Optional.of(kept);
          case RestorePlan.Present.ToBeKept() -> Optional.of(keep(version.orElse(null), run));
        });
  }

  /// Nobody may write while data is being replaced.
  static void stop(ContainerEngine engine, Installation installation) throws EngineException {
    for (Container container : Deployment.of(engine, installation).apps()) {
      engine.stop(container.id(), GRACE);
    }
  }

  private RestorePoint keep(@Nullable String version, RunWork run)
      throws BackupException, IOException {
    RestorePoint present = backup.makeStopped(plan.installation(), version, run.context());
    run.note(RestoreTrace.KEPT, Map.of("restorePoint", present.folder().toString()));
    run.context().log("The present state is kept up to its last change");
    return present;
  }
}
