package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine.Command;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.engine.ContainerEngine.LogLine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.Eventually;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Fault;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.ScratchImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The engine is lost in the middle of everything. It is really a proxy before it that is lost.
@NeedsDocker
class EngineLossIT {
  private static final String POSTGRES = "postgres:16";

  private final DockerEngine real = new DockerEngine(Machine.here(), RegistryLogins.none());
  private EngineProxy proxy;
  private DockerEngine engine;
  private String container;

  @BeforeEach
  void connectThroughTheProxy() throws Exception {
    if (real.image(POSTGRES).isEmpty()) {
      real.pull(ImageReference.parse(POSTGRES), "", step -> {}, Cancellation.none());
    }
    proxy = new EngineProxy(real.info().address());
    Machine here = Machine.here();
    engine =
        new DockerEngine(
            new Machine(here.os(), Map.of("DOCKER_HOST", proxy.address()), here.home()),
            RegistryLogins.none());
    container =
        engine.startHelper(
            new HelperContainer(
                POSTGRES,
                List.of("sh", "-c", "while :; do echo line; sleep 0.05; done"),
                Map.of(),
                null,
                "test"));
  }

  @AfterEach
  void removeContainer() throws Exception {
    proxy.close();
    real.removeHelper(container);
  }

  @Test
  void findsTheEngineAgainWhenItIsBack() throws Exception {
    proxy.cut();
    assertThat(failure(() -> engine.info()).reason()).isEqualTo(Reason.ENGINE_UNREACHABLE);

    proxy.restore();

    assertThat(engine.info().address()).isEqualTo(proxy.address());
    assertThat(engine.container(container).running()).isTrue();
  }

  @Test
  void isNoSuccessForACommandAndEndsItInTheContainer() throws Exception {
    OutputStream cutAtFirstByte =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            proxy.cut();
          }
        };

    EngineException failure =
        failure(() ->
            engine.exec(
                container,
                Command.of("sh", "-c", "echo started; sleep 1000"),
                cutAtFirstByte,
                Cancellation.none()));

    assertThat(failure.reason()).isEqualTo(Reason.ENGINE_LOST);
    String script = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '";
    Eventually.await(
        "the command has ended",
        () ->
            !real.output(container, Command.of("sh", "-c", script), Cancellation.none())
                .contains("sleep 1000"));
  }

  @Test
  void isNoSuccessForADownload() throws Exception {
    try (FaultyRegistry registry = FaultyRegistry.start()) {
      registry.serve("scratch/image", "1", ScratchImage.of("amd64", 5_000_000));
      registry.fault(Fault.slow(200));
      ImageReference image = ImageReference.parse(registry.address() + "/scratch/image:1");

      EngineException failure =
          failure(() ->
              engine.pull(
                  image,
                  "",
                  step -> {
                    if (step.downloaded() > 0) {
                      cut();
                    }
                  },
                  Cancellation.none()));

      assertThat(failure.reason()).isEqualTo(Reason.ENGINE_LOST);
      Eventually.await("the download has stopped", () -> registry.openAnswers() == 0);
    }
  }

  @Test
  void isNoEndOfAnArchive() throws Exception {
    try (InputStream tar = engine.copyOut(container, "/usr")) {
      assertThat(tar.readNBytes(1_000_000)).hasSize(1_000_000);
      proxy.cut();

      assertThat(catchThrowableOfType(IOException.class, () -> tar.readAllBytes())).isNotNull();
    }
  }

  @Test
  void endsAnUpload() {
    InputStream endless =
        new InputStream() {
          private int count;

          @Override
          public int read() {
            if (count++ == 5_000_000) {
              cut();
            }
            return 'x';
          }
        };

    EngineException failure =
        failure(() -> engine.copyIn(container, "/tmp", endless, Cancellation.none()));

    assertThat(failure.reason()).isIn(Reason.ENGINE_LOST, Reason.OTHER);
  }

  @Test
  void endsALogQuietly() throws Exception {
    ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();
    try (var _ = engine.followLog(container, Instant.EPOCH, lines::add)) {
      Eventually.await("a line", () -> !lines.isEmpty());
      proxy.cut();
    }

    assertThat(lines).extracting(LogLine::text).containsOnly("line");
  }

  private interface Call {
    void run() throws Exception;
  }

  private static EngineException failure(Call call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call::run);
    assertThat(failure).as("an EngineException").isNotNull();
    return failure;
  }

  private void cut() {
    try {
      proxy.cut();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
