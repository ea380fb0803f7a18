package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.version.Channel;
import io.github.nocobasewizard.version.Flavour;
import io.github.nocobasewizard.version.Tag;
import io.github.nocobasewizard.version.TagCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample's registry, read by the room that reads the real ones.
class PracticeRegistryTest {
  private static final ImageReference IMAGE = ImageReference.parse("nocobase/nocobase:2.2.0-full");

  private PracticeWorld world;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    world = PracticeWorld.open(temporary, PracticeTime.atSpeed(Journey.FAST));
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private TagCatalog catalog() throws EngineException {
    List<RemoteTag> all = new ArrayList<>();
    world.registry().tags(IMAGE, all::addAll, Cancellation.none());
    return TagCatalog.empty(IMAGE, Instant.now()).with(all).asComplete();
  }

  @Test
  void listsVersionsOfAllChannelsAndFlavours() throws Exception {
    TagCatalog catalog = catalog();

    assertThat(catalog.flavours())
        .containsExactly(Flavour.PLAIN, Flavour.FULL, Flavour.NO_NGINX, Flavour.FULL_NO_NGINX);
    assertThat(catalog.versions())
        .extracting(entry -> entry.tag().channel())
        .contains(Channel.STABLE, Channel.BETA, Channel.ALPHA);
    assertThat(catalog.find("2.2.15-full")).isPresent();
    assertThat(catalog.find("2.2.16-full")).isEmpty();
    assertThat(catalog.tags())
        .allSatisfy(tag -> {
          assertThat(Tag.parse(tag.name())).isNotInstanceOf(Tag.Unknown.class);
          assertThat(tag.architectures()).contains("amd64");
          assertThat(tag.size().orElse(0)).isGreaterThan(200_000_000);
          assertThat(tag.pushed().orElseThrow()).isBefore(Instant.now());
        });
  }

  @Test
  void aliasesMeanTheNewestVersions() throws Exception {
    TagCatalog catalog = catalog();

    assertThat(catalog.versionOf(Tag.parse("latest-full"))).hasToString("Optional[2.2.15]");
    assertThat(catalog.versionOf(Tag.parse("beta"))).hasToString("Optional[2.3.0-beta.6]");
    assertThat(catalog.versionOf(Tag.parse("2.1-no-nginx"))).hasToString("Optional[2.1.23]");
  }

  @Test
  void namesTheTagsThatFailOnPurpose() throws Exception {
    assertThat(world.failsOnPurpose())
        .contains("2.2.12-full", "2.2.12")
        .allSatisfy(tag -> assertThat(catalog().find(tag)).isPresent());
  }

  @Test
  void knowsTheMirrorAndNoOtherRepository() throws Exception {
    var mirror =
        ImageReference.parse("registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:2.2.3-full");
    var other = ImageReference.parse("somebody/nocobase:2.2.3");

    assertThat(world.registry().tag(mirror, Cancellation.none())).isPresent();
    assertThat(world.registry().tag(other, Cancellation.none())).isEmpty();
    assertThatThrownBy(() -> world.registry().tags(other, page -> {}, Cancellation.none()))
        .isInstanceOf(EngineException.class);
  }
}
