package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DockerErrorsTest {
  /// Texts as engines with the classic store, with the containerd store, and registries write them.
  static Stream<Arguments> pullTexts() {
    return Stream.of(
        text(
            Reason.IMAGE_NOT_FOUND,
            "manifest for nocobase/nocobase:9.9.9 not found: manifest unknown: manifest unknown"),
        text(Reason.IMAGE_NOT_FOUND, "manifest unknown"),
        text(
            Reason.IMAGE_NOT_FOUND,
            "no matching manifest for linux/arm64/v8 in the manifest list entries: no match for"
                + " platform in manifest: not found"),
        text(
            Reason.IMAGE_NOT_FOUND,
            "failed to resolve reference \"docker.io/nocobase/nocobase:9.9.9\":"
                + " docker.io/nocobase/nocobase:9.9.9: not found"),
        text(
            Reason.REGISTRY_DENIED,
            "Head \"http://127.0.0.1:5001/v2/library/postgres/manifests/16\": no basic auth"
                + " credentials"),
        text(
            Reason.REGISTRY_DENIED,
            "pull access denied for somebody/secret, repository does not exist or may require"
                + " 'docker login': denied: requested access to the resource is denied"),
        text(
            Reason.REGISTRY_DENIED,
            "Get \"https://registry.example.com/v2/\": unauthorized: incorrect username or"
                + " password"),
        text(Reason.REGISTRY_DENIED, "denied"),
        text(
            Reason.REGISTRY_DENIED,
            "failed to authorize: failed to fetch anonymous token: unexpected status from GET"
                + " request to https://ghcr.io/token: 403 Forbidden"),
        text(
            Reason.REGISTRY_LIMIT,
            "toomanyrequests: You have reached your pull rate limit. You may increase the limit by"
                + " authenticating and upgrading: https://www.docker.com/increase-rate-limit"),
        text(
            Reason.REGISTRY_LIMIT,
            "You have reached your unauthenticated pull rate limit."
                + " https://www.docker.com/increase-rate-limit"),
        text(
            Reason.REGISTRY_LIMIT,
            "failed to copy: httpReadSeeker: failed open: unexpected status code"
                + " https://registry-1.docker.io/v2/x/manifests/y: 429 Too Many Requests"),
        text(Reason.REGISTRY_ERROR, "received unexpected HTTP status: 500 Internal Server Error"),
        text(Reason.REGISTRY_ERROR, "received unexpected HTTP status: 503 Service Unavailable"),
        text(
            Reason.REGISTRY_ERROR,
            "failed to copy: httpReadSeeker: failed open: unexpected status code"
                + " https://registry-1.docker.io/v2/x/blobs/sha256:abc: 502 Bad Gateway"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on"
                + " 192.168.65.7:53: no such host"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io:"
                + " Temporary failure in name resolution"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"http://127.0.0.1:59999/v2/\": dial tcp 127.0.0.1:59999: connect: connection"
                + " refused"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": net/http: request canceled while waiting for"
                + " connection (Client.Timeout exceeded while awaiting headers)"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": context deadline exceeded"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": net/http: TLS handshake timeout"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": dial tcp 44.205.64.79:443: i/o timeout"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry.example.com/v2/\": tls: failed to verify certificate: x509:"
                + " certificate signed by unknown authority"),
        text(
            Reason.REGISTRY_UNREACHABLE,
            "Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp 10.0.0.1:3128:"
                + " connect: no route to host"),
        text(Reason.REGISTRY_UNREACHABLE, "Get \"https://registry-1.docker.io/v2/\": EOF"),
        text(Reason.DOWNLOAD_BROKEN, "unexpected EOF"),
        text(
            Reason.DOWNLOAD_BROKEN,
            "read tcp 10.0.0.2:49152->1.2.3.4:443: connection reset by peer"),
        text(
            Reason.DOWNLOAD_BROKEN,
            "filesystem layer verification failed for digest sha256:0123456789abcdef"),
        text(
            Reason.DOWNLOAD_BROKEN,
            "failed commit on ref \"layer-sha256:abc\": unexpected commit size 100000, expected"
                + " 3001234: failed precondition"),
        text(
            Reason.NO_SPACE,
            "failed to register layer: write /opt/libreoffice24.8.zip: no space left on device"),
        text(
            Reason.NO_SPACE,
            "failed to copy: failed to send write: write /var/lib/desktop-containerd/daemon/ingest:"
                + " no space left on device: unknown"),
        text(Reason.OTHER, "something that nobody has seen yet"));
  }

  @ParameterizedTest
  @MethodSource("pullTexts")
  void knowsWhatATextOfADownloadMeans(Reason reason, String words) {
    EngineException failure = DockerErrors.pull("nocobase/nocobase:1", words);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.thing()).isEqualTo("nocobase/nocobase:1");
    assertThat(failure.details()).isEqualTo(words);
  }

  static Stream<Arguments> callTexts() {
    return Stream.of(
        text(Reason.CONTAINER_NOT_FOUND, "No such container: abcdef"),
        text(Reason.IMAGE_NOT_FOUND, "No such image: nobody/has-this:1"),
        text(Reason.COMMAND_FAILED, "container 0123abcd is not running"),
        text(
            Reason.COMMAND_FAILED,
            "Container 0123abcd is paused, unpause the container before exec"),
        text(
            Reason.COMMAND_FAILED,
            "OCI runtime exec failed: exec failed: unable to start container process: exec: \"x\":"
                + " executable file not found in $PATH: unknown"),
        text(
            Reason.NO_SPACE,
            "Error processing tar file(exit status 1): write /dump: no space left on device"),
        text(Reason.OTHER, "Could not find the file /nowhere in container shop-app-1"));
  }

  @ParameterizedTest
  @MethodSource("callTexts")
  void knowsWhatATextOfACallMeans(Reason reason, String words) {
    assertThat(DockerErrors.call("shop-app-1", 500, words).reason()).isEqualTo(reason);
  }

  @Test
  void namesTheStatusIfThereAreNoWords() {
    assertThat(DockerErrors.call("shop-app-1", 502, "").details()).isEqualTo("HTTP status 502");
  }

  /// As unix sockets, TCP and Windows pipes fail, each in docker-java's wrapping.
  static Stream<Arguments> connectionFailures() {
    return Stream.of(
        failure(Reason.ENGINE_FORBIDDEN, new SocketException("Permission denied")),
        failure(
            Reason.ENGINE_FORBIDDEN,
            new AccessDeniedException("\\\\.\\pipe\\docker_engine", null, "Access is denied")),
        failure(Reason.ENGINE_UNREACHABLE, new SocketException("No such file or directory")),
        failure(Reason.ENGINE_UNREACHABLE, new ConnectException("Connection refused")),
        failure(Reason.ENGINE_UNREACHABLE, new UnknownHostException("nas.local")),
        failure(Reason.ENGINE_UNREACHABLE, new NoSuchFileException("\\\\.\\pipe\\docker_engine")),
        failure(Reason.ENGINE_LOST, new SocketException("Connection reset")),
        failure(Reason.ENGINE_LOST, new IOException("Broken pipe")),
        failure(Reason.ENGINE_LOST, new IOException("localhost:2375 failed to respond")));
  }

  @ParameterizedTest
  @MethodSource("connectionFailures")
  void tellsAnEngineThatIsNotThereFromOneThatWasLost(Reason reason, IOException cause) {
    EngineException failure =
        DockerErrors.connection("unix:///x.sock", new RuntimeException(cause));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.thing()).isEqualTo("unix:///x.sock");
    assertThat(failure.details()).isNotBlank();
  }

  @Test
  void readsTheWordsOfAnErrorAnswer() {
    assertThat(DockerErrors.message(bytes("{\"message\":\"No such container: x\"}\n")))
        .isEqualTo("No such container: x");
    assertThat(DockerErrors.message(bytes("<html>Bad gateway</html>")))
        .isEqualTo("<html>Bad gateway</html>");
    assertThat(DockerErrors.message(bytes(""))).isEmpty();
  }

  private static Arguments text(Reason reason, String words) {
    return Arguments.of(reason, words);
  }

  private static Arguments failure(Reason reason, IOException cause) {
    return Arguments.of(reason, cause);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
