package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A registry with made-up versions. No network is used.
final class PracticeRegistry implements Registry {
  private static final int PAGE = 100;
  private static final Duration ANSWER = Duration.ofMillis(350);

  private final VersionList versions;
  private final PracticeTime time;
  private final Faults faults;

  PracticeRegistry(VersionList versions, PracticeTime time, Faults faults) {
    this.versions = versions;
    this.time = time;
    this.faults = faults;
  }

  @Override
  public void tags(
      ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
      throws EngineException {
    time.pass(ANSWER, cancellation);
    faults.checkRegistry(repository.name());
    if (!versions.has(repository)) {
      throw new EngineException(
          Reason.IMAGE_NOT_FOUND, repository.name(), "The sample has no such repository");
    }
    List<RemoteTag> all = versions.newestFirst();
    for (int from = 0; from < all.size(); from += PAGE) {
      time.pass(ANSWER, cancellation);
      page.accept(all.subList(from, Math.min(all.size(), from + PAGE)));
    }
  }

  @Override
  public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
      throws EngineException {
    time.pass(ANSWER, cancellation);
    faults.checkRegistry(image.name());
    return versions.find(image).map(VersionList.Entry::tag);
  }
}
