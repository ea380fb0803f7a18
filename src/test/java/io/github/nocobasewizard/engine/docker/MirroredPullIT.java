package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Image;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.FakeDockerHub;
import io.github.nocobasewizard.testing.FakeDockerHub.HubTag;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Fault;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.ScratchImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Downloads of an image of Docker Hub by a real engine from a mirror. The image is a new one each
/// time, under a name that Docker Hub does not know.
@NeedsDocker
class MirroredPullIT {
  private static final ImageReference IMAGE =
      ImageReference.parse("nocobase/nocobase-mirrored:2.2.15-full");

  private final EngineHttp http =
      new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
  private final FakeDockerHub hub = FakeDockerHub.start();
  private FaultyRegistry mirror;
  private DockerEngine engine;
  private ScratchImage content;

  @BeforeEach
  void start() throws Exception {
    mirror = FaultyRegistry.start();
    Registry registry =
        Registries.create(
            RegistrySettings.standard("amd64", Path.of("none"), List.of())
                .withLogins(RegistryLogins.none())
                .withDockerHub(hub.address())
                .withMirror(() -> Mirror.parse(mirror.address() + "/hub")));
    engine =
        new DockerEngine(Machine.here(), RegistryLogins.none(), DockerEngine.STALL_LIMIT, registry);
    content = ScratchImage.of(engine.info().architecture(), 2_000_000, 1000);
    mirror.serve("hub/" + IMAGE.repository(), IMAGE.tagOrLatest(), content);
  }

  @AfterEach
  void stop() throws Exception {
    mirror.close();
    hub.close();
    Optional<Image> left = engine.image(IMAGE.toString());
    if (left.isPresent()) {
      http.delete("/images/" + left.get().id() + "?force=true", IMAGE.toString());
    }
  }

  /// Docker Hub knows it, and tells its digest.
  private void isOnDockerHub(String digest) {
    hub.repository(IMAGE.repository(), HubTag.of(IMAGE.tagOrLatest()).withDigest(digest));
  }

  @Test
  void theImageHasItsUsualNameAndKeepsWhereItCameFrom() throws Exception {
    isOnDockerHub(content.digest());
    List<PullProgress> progress = new ArrayList<>();

    engine.pull(IMAGE, "linux/" + engine.info().architecture(), progress::add, Cancellation.none());

    Image image = engine.image(IMAGE.toString()).orElseThrow();
    assertThat(image.tags()).containsExactly(IMAGE.toString());
    String origin = mirror.address() + "/hub/" + IMAGE.name() + "@" + content.digest();
    assertThat(image.repoDigests()).contains(origin);
    assertThat(progress.getLast().downloaded()).isEqualTo(progress.getLast().total()).isPositive();

    // So a restore point gets it again when it was removed since.
    http.delete("/images/" + image.id() + "?force=true", IMAGE.toString());
    engine.pull(ImageReference.parse(origin), "", _ -> {}, Cancellation.none());
    assertThat(engine.image(origin).orElseThrow().id()).isEqualTo(image.id());
    engine.tag(image.id(), IMAGE);
  }

  @Test
  void withoutDockerHubItIsTheSame() throws Exception {
    hub.close();

    pull();

    assertThat(engine.image(IMAGE.toString())).isPresent();
  }

  @Test
  void anotherProgramUnderTheNameIsNotDownloaded() throws Exception {
    isOnDockerHub("sha256:" + "5".repeat(64));

    assertThat(reason()).isEqualTo(Reason.MIRROR_DIFFERS);

    assertThat(engine.image(IMAGE.toString())).isEmpty();
    assertThat(mirror.requests()).noneMatch(request -> request.contains(content.largestLayer()));
  }

  @Test
  void whatTheMirrorLacksLimitsOrCannotDoIsTold() throws Exception {
    hub.close();
    mirror.fault(Fault.status(404).only("/manifests/"));
    assertThat(reason()).isEqualTo(Reason.MIRROR_LACKS);
    mirror.fault(Fault.status(403).only("/manifests/"));
    assertThat(reason()).isEqualTo(Reason.MIRROR_LACKS);
    mirror.fault(Fault.status(429).only("/blobs/" + content.largestLayer()));
    assertThat(reason()).isEqualTo(Reason.MIRROR_LIMIT);
    mirror.close();
    assertThat(reason()).isEqualTo(Reason.REGISTRY_UNREACHABLE);
    assertThat(engine.image(IMAGE.toString())).isEmpty();
  }

  @Test
  void aCancelledDownloadIsTakenUpAgain() throws Exception {
    hub.close();
    mirror.fault(Fault.slow(300).only(content.largestLayer()));
    Cancellation cancellation = new Cancellation();
    Consumer<PullProgress> cancelOnTheWay =
        step -> {
          if (step.downloaded() > 0) {
            cancellation.cancel();
          }
        };
    assertThatThrownBy(() -> engine.pull(IMAGE, "", cancelOnTheWay, cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(engine.image(IMAGE.toString())).isEmpty();

    mirror.heal();
    pull();
    assertThat(engine.image(IMAGE.toString())).isPresent();
  }

  private void pull() throws EngineException {
    engine.pull(IMAGE, "", _ -> {}, Cancellation.none());
  }

  private Reason reason() {
    return catchThrowableOfType(EngineException.class, this::pull).reason();
  }
}
