package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.PullProgress;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Fault;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.ScratchImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Downloads by a real engine from a registry with faults. The images are new ones each time.
@NeedsDocker
class ImagePullIT {
  private static final int MEGABYTE = 1_000_000;

  private final DockerEngine engine = new DockerEngine(Machine.here(), RegistryLogins.none());
  private final List<PullProgress> progress = new ArrayList<>();
  private FaultyRegistry registry;
  private ScratchImage content;
  private ImageReference image;

  @BeforeEach
  void startRegistry() throws Exception {
    registry = FaultyRegistry.start();
    content = ScratchImage.of(engine.info().architecture(), 3 * MEGABYTE, MEGABYTE, 1000);
    image = ImageReference.parse(registry.address() + "/scratch/image:1.0");
    registry.serve("scratch/image", "1.0", content);
  }

  @AfterEach
  void removeImage() throws Exception {
    registry.close();
    if (engine.image(image.toString()).isPresent()) {
      EngineHttp http = new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
      http.delete("/images/" + image, image.toString());
    }
  }

  @Test
  void downloadsAnImageAndAddsUpItsLayers() throws Exception {
    pull(engine, Cancellation.none());

    PullProgress last = progress.getLast();
    assertThat(last.layers()).isEqualTo(3);
    assertThat(last.layersDone()).isEqualTo(3);
    // The engine says nothing of the size of a layer that arrives at once.
    assertThat(last.total()).isBetween(3L * MEGABYTE, content.layerBytes());
    assertThat(last.downloaded()).isEqualTo(last.total());
    assertThat(progress).allMatch(step -> step.downloaded() <= step.total());
    assertThat(engine.image(image.toString()).orElseThrow().repoDigests())
        .contains(image.name() + "@" + content.digest());
  }

  @Test
  void downloadsByDigest() throws Exception {
    image = ImageReference.parse(registry.address() + "/scratch/image@" + content.digest());

    pull(engine, Cancellation.none());

    assertThat(engine.image(image.toString())).isPresent();
  }

  @Test
  void countsLayersThatAreHereAlready() throws Exception {
    pull(engine, Cancellation.none());
    progress.clear();

    pull(engine, Cancellation.none());

    assertThat(progress.getLast().downloaded()).isZero();
    assertThat(progress.getLast().layersDone()).isEqualTo(progress.getLast().layers());
  }

  @Test
  void takesTheImageForTheArchitectureAskedFor() throws Exception {
    String own = engine.info().architecture();
    String other = own.equals("amd64") ? "arm64" : "amd64";

    engine.pull(image, "linux/" + own, step -> {}, Cancellation.none());

    assertThat(engine.image(image.toString()).orElseThrow().architecture()).isEqualTo(own);
    assertThat(reason(() -> engine.pull(image, "linux/" + other, step -> {}, Cancellation.none())))
        .isEqualTo(Reason.IMAGE_NOT_FOUND);
  }

  /// By way of the registry with faults, whose other tests need this.
  @Test
  void downloadsWhatAnotherRegistryHas() throws Exception {
    image = ImageReference.parse(registry.address() + "/library/postgres:16");

    pull(engine, Cancellation.none());

    assertThat(engine.image(image.toString())).isPresent();
    assertThat(registry.requests()).contains("HEAD /v2/library/postgres/manifests/16");
  }

  @Test
  void stopsTheDownloadWhenCancelledAndKeepsWhatIsComplete() throws Exception {
    registry.fault(Fault.slow(300).only(content.largestLayer()));
    Cancellation cancellation = new Cancellation();
    Consumer<PullProgress> cancelOnTheWay =
        step -> {
          if (step.downloaded() > 0 && step.layers() == 3) {
            cancellation.cancel();
          }
        };

    assertThatThrownBy(() -> engine.pull(image, "", cancelOnTheWay, cancellation))
        .isInstanceOf(CancellationException.class);

    Eventually.await("the engine lets go of the registry", () -> registry.openAnswers() == 0);
    assertThat(registry.bytesSent()).isLessThan(content.layerBytes());
    assertThat(engine.image(image.toString())).isEmpty();
    registry.heal();
    pull(engine, Cancellation.none());
    assertThat(engine.image(image.toString())).isPresent();
  }

  @Test
  void stopsWaitingForASilentRegistryWhenCancelled() throws Exception {
    registry.fault(Fault.hanging());
    Cancellation cancellation = new Cancellation();
    CompletableFuture.runAsync(() -> {
      Eventually.await("the question", () -> registry.openAnswers() > 0);
      cancellation.cancel();
    });

    assertThatThrownBy(() -> pull(engine, cancellation)).isInstanceOf(CancellationException.class);
  }

  @Test
  void tellsWhatTheRegistryLacksOrRefuses() throws Exception {
    ImageReference noSuchTag = image.withTag("9.9");
    assertThat(reason(() -> pull(noSuchTag))).isEqualTo(Reason.IMAGE_NOT_FOUND);

    registry.fault(Fault.status(429));
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.REGISTRY_LIMIT);
    registry.fault(Fault.status(500).only("/manifests/"));
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.REGISTRY_ERROR);
    registry.fault(Fault.status(503).only("/manifests/"));
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.REGISTRY_ERROR);
    registry.fault(Fault.status(403).only("/manifests/"));
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.REGISTRY_DENIED);
    registry.fault(Fault.cutAfter(100).only("/manifests/"));
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.DOWNLOAD_BROKEN);
    registry.close();
    assertThat(reason(() -> pull(image))).isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  /// The engine itself tries five times; that takes a minute.
  @Test
  void tellsThatTheDownloadBreaksOff() {
    registry.fault(Fault.cutAfter(100_000).only("/blobs/"));

    assertThat(reason(() -> pull(image))).isEqualTo(Reason.DOWNLOAD_BROKEN);

    assertThat(progress).allMatch(step -> step.downloaded() >= 0);
  }

  @Test
  void survivesABreakThatIsOver() throws Exception {
    registry.fault(Fault.cutAfter(100_000).only(content.largestLayer()).times(1));

    pull(engine, Cancellation.none());

    assertThat(engine.image(image.toString())).isPresent();
    assertThat(progress).allMatch(step -> step.downloaded() >= 0);
  }

  @Test
  void givesUpOnARegistryThatSaysNothing() {
    DockerEngine impatient =
        new DockerEngine(Machine.here(), RegistryLogins.none(), Duration.ofSeconds(2));
    registry.fault(Fault.hanging());

    assertThat(reason(() -> pull(impatient, Cancellation.none())))
        .isEqualTo(Reason.REGISTRY_UNREACHABLE);
  }

  @Test
  void givesUpOnADownloadThatStandsStill() {
    DockerEngine impatient =
        new DockerEngine(Machine.here(), RegistryLogins.none(), Duration.ofSeconds(3));
    registry.fault(Fault.hanging().only(content.largestLayer()));

    assertThat(reason(() -> pull(impatient, Cancellation.none()))).isEqualTo(Reason.TIMEOUT);
  }

  private interface Call {
    void run() throws Exception;
  }

  private static Reason reason(Call call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call::run);
    assertThat(failure).as("an EngineException").isNotNull();
    return failure.reason();
  }

  /// One try: those that follow by themselves would only make these tests long.
  private void pull(ImageReference reference) throws EngineException {
    var http = new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
    new ImagePull(http, RegistryLogins.none(), DockerEngine.STALL_LIMIT)
        .run(reference, "", progress::add, Cancellation.none());
  }

  private void pull(DockerEngine by, Cancellation cancellation) throws EngineException {
    by.pull(image, "", progress::add, cancellation);
  }
}
