package io.github.nocobasewizard.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.docker.DockerAddress.Origin;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.Machine.Os;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerAddressesTest {
  /// SHA-256 of "desktop-linux", as Docker Desktop names the folder.
  private static final String DESKTOP_LINUX =
      "fe9c6bd7a66301f49ca9b6a70b217107cd1284598bfc254700c989b916da791e";

  @TempDir Path home;

  @Test
  void knowsTheUsualPlacesOnWindows() {
    assertThat(uris(Os.WINDOWS, Map.of()))
        .containsExactly(
            "npipe:////./pipe/docker_engine", "npipe:////./pipe/dockerDesktopLinuxEngine");
  }

  @Test
  void knowsTheUsualPlacesOnMacOs() {
    assertThat(uris(Os.MACOS, Map.of()))
        .startsWith("unix://" + home + "/.docker/run/docker.sock", "unix:///var/run/docker.sock")
        .contains("unix://" + home + "/.orbstack/run/docker.sock");
  }

  @Test
  void knowsTheUsualPlacesOnLinux() {
    assertThat(uris(Os.LINUX, Map.of("XDG_RUNTIME_DIR", "/run/user/1000")))
        .startsWith("unix:///var/run/docker.sock")
        .contains(
            "unix://" + home + "/.docker/desktop/docker.sock", "unix:///run/user/1000/docker.sock");
  }

  @Test
  void takesTheEnvironmentFirst() {
    Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://nas.local:2376");

    DockerAddress first = first(Os.LINUX, environment);

    assertThat(first.toString()).isEqualTo("tcp://nas.local:2376");
    assertThat(first.origin()).isEqualTo(Origin.ENVIRONMENT);
    assertThat(first.certificates()).isNull();
    assertThat(first.local()).isFalse();
  }

  @Test
  void speaksTlsIfTheEnvironmentSaysSo() {
    Map<String, String> environment =
        Map.of(
            "DOCKER_HOST", "tcp://nas.local:2376",
            "DOCKER_TLS_VERIFY", "1",
            "DOCKER_CERT_PATH", "/certs");

    assertThat(first(Os.LINUX, environment).certificates()).isEqualTo(Path.of("/certs"));
  }

  @Test
  void understandsAddressesAsTheDockerCommandDoes() {
    assertThat(first(Os.LINUX, Map.of("DOCKER_HOST", "127.0.0.1:2375")).toString())
        .isEqualTo("tcp://127.0.0.1:2375");
    assertThat(first(Os.LINUX, Map.of("DOCKER_HOST", "http://localhost:2375")).local()).isTrue();
    assertThat(first(Os.LINUX, Map.of("DOCKER_HOST", "not an address")).origin())
        .isEqualTo(Origin.USUAL_PLACE);
  }

  @Test
  void takesTheCurrentContext() throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(
        home.resolve(".docker/config.json"),
        "{\"auths\":{},\"credsStore\":\"desktop\",\"currentContext\":\"desktop-linux\"}");
    context(DESKTOP_LINUX, "unix:///Users/anna/.docker/run/docker.sock");

    DockerAddress first = first(Os.MACOS, Map.of());

    assertThat(first.toString()).isEqualTo("unix:///Users/anna/.docker/run/docker.sock");
    assertThat(first.origin()).isEqualTo(Origin.CONTEXT);
    assertThat(first.context()).isEqualTo("desktop-linux");
    assertThat(first.local()).isTrue();
  }

  @Test
  void takesTheContextOfTheEnvironmentAndItsKeys() throws IOException {
    context(DESKTOP_LINUX, "tcp://nas.local:2376");
    Path keys = home.resolve(".docker/contexts/tls/" + DESKTOP_LINUX + "/docker");
    Files.createDirectories(keys);
    Files.writeString(keys.resolve("cert.pem"), "");

    DockerAddress first = first(Os.LINUX, Map.of("DOCKER_CONTEXT", "desktop-linux"));

    assertThat(first.certificates()).isEqualTo(keys);
  }

  @Test
  void readsTheSettingsWhereTheEnvironmentSaysThatTheyAre() throws IOException {
    Path elsewhere = home.resolve("elsewhere");
    Files.createDirectories(elsewhere.resolve("contexts/meta/" + DESKTOP_LINUX));
    Files.writeString(
        elsewhere.resolve("contexts/meta/" + DESKTOP_LINUX + "/meta.json"),
        "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///elsewhere.sock\"}}}");

    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", elsewhere.toString(), "DOCKER_CONTEXT", "desktop-linux");

    assertThat(first(Os.LINUX, environment).toString()).isEqualTo("unix:///elsewhere.sock");
  }

  @Test
  void passesOverSettingsThatCannotBeRead() throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), "{ this is no JSON");
    assertThat(first(Os.LINUX, Map.of()).origin()).isEqualTo(Origin.USUAL_PLACE);

    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"gone\"}");
    assertThat(first(Os.LINUX, Map.of()).origin()).isEqualTo(Origin.USUAL_PLACE);

    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"default\"}");
    assertThat(first(Os.LINUX, Map.of()).origin()).isEqualTo(Origin.USUAL_PLACE);
  }

  @Test
  void triesNoPlaceTwice() {
    Map<String, String> environment = Map.of("DOCKER_HOST", "unix:///var/run/docker.sock");

    assertThat(uris(Os.LINUX, environment)).doesNotHaveDuplicates();
  }

  @Test
  void copesWithAHomeFolderOfAnyName() throws IOException {
    Path folder = Files.createDirectory(home.resolve("Zoë 漢 字"));
    Machine machine = new Machine(Os.MACOS, Map.of(), folder);

    DockerAddress first = new DockerAddresses(machine).candidates().getFirst();

    assertThat(first.socketFile()).contains(folder.resolve(".docker/run/docker.sock"));
  }

  @Test
  void pointsTheDockerCommandAtTheSameEngine() {
    Map<String, String> environment =
        new HashMap<>(Map.of("DOCKER_CONTEXT", "other", "DOCKER_HOST", "tcp://dead:1"));

    DockerAddress.usualPlace("unix:///var/run/docker.sock").applyTo(environment);

    assertThat(environment).isEqualTo(Map.of("DOCKER_HOST", "unix:///var/run/docker.sock"));
  }

  @Test
  void pointsTheDockerCommandAtTheContextThatAnswered() throws IOException {
    context(DESKTOP_LINUX, "tcp://nas.local:2376");
    Map<String, String> environment = new HashMap<>(Map.of("DOCKER_HOST", "tcp://dead:1"));

    first(Os.LINUX, Map.of("DOCKER_CONTEXT", "desktop-linux")).applyTo(environment);

    assertThat(environment).isEqualTo(Map.of("DOCKER_CONTEXT", "desktop-linux"));
  }

  private void context(String id, String host) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".docker/contexts/meta/" + id));
    Files.writeString(
        folder.resolve("meta.json"),
        """
        {"Name":"desktop-linux","Metadata":{"Description":"Docker Desktop"},
         "Endpoints":{"docker":{"Host":"%s","SkipTLSVerify":false}}}
        """
            .formatted(host));
  }

  private DockerAddress first(Os os, Map<String, String> environment) {
    return candidates(os, environment).getFirst();
  }

  private List<String> uris(Os os, Map<String, String> environment) {
    return candidates(os, environment).stream().map(DockerAddress::toString).toList();
  }

  private List<DockerAddress> candidates(Os os, Map<String, String> environment) {
    return new DockerAddresses(new Machine(os, environment, home)).candidates();
  }
}
