package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunWork;
import io.github.nocobasewizard.run.Step;
import java.util.ArrayList;
import java.util.List;

/// Gets the images of all legs onto this computer. Nothing is stopped yet, so that a download that
/// fails leaves nothing half-way.
///
record Download(ContainerEngine engine, List<ImageReference> targets, Source source)
    implements Step<List<String>> {
  /// Where the images come from.
  enum Source {
    REGISTRY,
    /// They must be here already.
    COMPUTER,
    /// What is not here any more is downloaded.
    COMPUTER_FIRST
  }

  @Override
  public Phase phase() {
    return Phase.DOWNLOAD;
  }

  /// The ids of the images, in the order of the targets.
  @Override
  public Done<List<String>> perform(RunWork run) throws EngineException {
    List<String> ids = new ArrayList<>();
    long size = 0;
    for (ImageReference target : targets) {
      if (isWanted(target)) {
        pull(target, run.context());
      }
      Image image =
          engine
              .image(target.toString())
              .orElseThrow(
                  () -> new EngineException(Reason.IMAGE_NOT_FOUND, target.toString(), ""));
      ids.add(image.id());
      size += image.size();
      run.context()
          .log(
              "Ready on this computer: " + target + ", " + image.id() + ", " + image.repoDigests());
    }
    return new Done<>(ids, new RunEvent.Bytes(size, size));
  }

  private boolean isWanted(ImageReference target) throws EngineException {
    return switch (source) {
      case REGISTRY -> true;
      case COMPUTER -> false;
      case COMPUTER_FIRST -> engine.image(target.toString()).isEmpty();
    };
  }

  private void pull(ImageReference target, RunContext context) throws EngineException {
    engine.pull(
        target,
        "linux/" + engine.info().architecture(),
        progress -> {
          context.progress(Phase.DOWNLOAD, fraction(progress), detail(progress));
          if (progress.isRemark()) {
            context.log(RunEvent.Level.WARNING, progress.message());
          }
        },
        context.cancellation());
  }

  /// Of what the engine knows of so far. The registry's figure for the whole image would be too
  /// much: parts that are here already are not downloaded.
  private static double fraction(PullProgress progress) {
    return progress.total() <= 0
        ? Double.NaN
        : Math.min(1, (double) progress.downloaded() / progress.total());
  }

  private static RunEvent.Download detail(PullProgress progress) {
    return new RunEvent.Download(
        progress.downloaded(),
        progress.total(),
        progress.layers(),
        progress.layersDone(),
        progress.unpacking());
  }
}
