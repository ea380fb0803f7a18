package io.github.nocobasewizard.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENGINE_UNREACHABLE | Cannot connect to the Docker daemon at unix:///var/run/docker.sock."
            + " Is the docker daemon running?",
        "ENGINE_UNREACHABLE | unable to get image 'nocobase/nocobase:1': failed to connect to the"
            + " docker API at unix:///x.sock",
        "ENGINE_UNREACHABLE | error during connect: Get"
            + " \"http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.51/version\": open"
            + " //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.",
        "ENGINE_LOST | Error response from daemon: Post"
            + " \"http://%2Fvar%2Frun%2Fdocker.sock/v1.51/containers/x/start\": EOF",
        "ENGINE_LOST | read tcp 127.0.0.1:48552->127.0.0.1:2375: read: connection reset by peer",
        "ENGINE_FORBIDDEN | permission denied while trying to connect to the Docker daemon socket"
            + " at unix:///var/run/docker.sock",
        "IMAGE_NOT_FOUND | Error response from daemon: No such image: nocobase/nocobase:9.9.9",
        "NO_SPACE | Error response from daemon: mkdir /var/lib/docker/overlay2/x: no space left on"
            + " device",
        "COMPOSE_FAILED | Error response from daemon: driver failed programming external"
            + " connectivity: Bind for 0.0.0.0:13000 failed: port is already allocated",
        "COMPOSE_FAILED | no configuration file provided: not found"
      })
  void knowsWhatATextMeans(Reason reason, String words) {
    EngineException failure = ComposeErrors.failure("/srv/shop", 1, words);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.thing()).isEqualTo("/srv/shop");
    assertThat(failure.details()).isEqualTo(words);
  }

  @Test
  void leavesProgressOut() {
    String output =
        """
         Container shop-app-1  Recreate
         Container shop-app-1  Recreated
         Container shop-app-1  Starting
        Error response from daemon: port is already allocated
        """;

    assertThat(ComposeErrors.failure("x", 1, output).details())
        .isEqualTo("Error response from daemon: port is already allocated");
  }

  @Test
  void tellsTheExitCodeIfThereAreNoWords() {
    assertThat(ComposeErrors.failure("x", 14, "").details()).isEqualTo("exit code 14");
  }
}
