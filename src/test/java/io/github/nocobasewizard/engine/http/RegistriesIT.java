package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Against a real registry: `TEST_REGISTRY_UPSTREAM` is its host and port; `nocobase/nocobase` and
/// some `2.2.15` must be in it, and anybody may read it.
@EnabledIfEnvironmentVariable(named = "TEST_REGISTRY_UPSTREAM", matches = ".+")
class RegistriesIT {
  private final ImageReference nocobase = ImageReference.parse(host() + "/nocobase/nocobase");
  private final Registries registries =
      Registries.create(RegistrySettings.standard("amd64", Path.of("none"), List.of()));

  @Test
  void listsTheVersionsThatAreThere() throws EngineException {
    List<RemoteTag> all = new ArrayList<>();

    registries.tags(nocobase, all::addAll, Cancellation.none());

    assertThat(all).extracting(RemoteTag::name).contains("2.2.0", "2.2.15", "2.2.15-full");
  }

  @Test
  void tellsAllAboutOneVersion() throws EngineException {
    RemoteTag tag = registries.tag(nocobase.withTag("2.2.15"), Cancellation.none()).orElseThrow();

    assertThat(tag.digest().orElseThrow()).matches("sha256:[0-9a-f]{64}");
    assertThat(tag.size().orElseThrow()).isGreaterThan(10_000_000);
    assertThat(tag.architectures()).contains("amd64");
  }

  @Test
  void doesNotFindWhatIsNotThere() throws EngineException {
    assertThat(registries.tag(nocobase.withTag("0.0.1-nope"), Cancellation.none())).isEmpty();
  }

  private static String host() {
    return Optional.ofNullable(System.getenv("TEST_REGISTRY_UPSTREAM"))
        .orElse("localhost")
        .replaceFirst("^https?://", "")
        .replaceFirst("/+$", "");
  }
}
