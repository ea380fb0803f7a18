package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.readiness.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before an upgrade that server is asked which the download will come from.
class MirroredReadinessTest {
  @Test
  void theMirrorIsAskedAndNamedInDockerHubsPlace(@TempDir Path temporary) throws Exception {
    try (Journey journey = new Journey(temporary)) {
      var report = journey.check(journey.find(), new Mirrored(journey.world.registry()));

      assertThat(report.findings())
          .filteredOn(finding -> finding.check() == Finding.Check.REGISTRY)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.variant()).isEqualTo("ok");
            assertThat(finding.arguments()).containsExactly(Mirror.NOCOBASE.registry());
          });
    }
  }

  /// As if NocoBase's mirror was chosen, and Docker Hub not there.
  private record Mirrored(Registry sample) implements Registry {
    @Override
    public ImageReference source(ImageReference image) {
      return Mirror.NOCOBASE.copyOf(image).orElse(image);
    }

    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation) {
      throw new AssertionError("no list is needed");
    }

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation)
        throws EngineException {
      assertThat(image.isOnDockerHub()).isFalse();
      return sample.tag(image, cancellation);
    }
  }
}
