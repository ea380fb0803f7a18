package io.github.nocobasewizard.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.http.RegistryLogins.IdentityToken;
import io.github.nocobasewizard.engine.http.RegistryLogins.Login;
import io.github.nocobasewizard.engine.http.RegistryLogins.Password;
import io.github.nocobasewizard.engine.http.RegistryLogins.RegistryToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DockerRegistryLoginsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();

  @Test
  void readsWhatDockerLoginWrote() throws IOException {
    String config =
        """
        {"auths":{
          "https://index.docker.io/v1/":{"auth":"dGVzdGVyOnNlY3JldDp3aXRoOmNvbG9ucw=="},
          "127.0.0.1:5001":{"username":"tester","password":"secret"},
          "https://registry.example/v1/":{"identitytoken":"id"},
          "ghcr.io":{"registrytoken":"reg"},
          "quay.io":{}, "bad.example":{"auth":"***"}, "odd.example":7
        }}\
        """;

    assertThat(find(config, "docker.io")).contains(new Password("tester", "secret:with:colons"));
    assertThat(find(config, "127.0.0.1:5001")).contains(new Password("tester", "secret"));
    assertThat(find(config, "registry.example")).contains(new IdentityToken("id"));
    assertThat(find(config, "ghcr.io")).contains(new RegistryToken("reg"));
    assertThat(find(config, "quay.io")).isEmpty();
    assertThat(find(config, "bad.example")).isEmpty();
    assertThat(find(config, "odd.example")).isEmpty();
    assertThat(find(config, "127.0.0.1:5002")).isEmpty();
  }

  @Test
  void isNotSignedInWhereNothingCanBeRead() throws IOException {
    assertThat(find("", "docker.io")).isEmpty();
    assertThat(find("[]", "docker.io")).isEmpty();
    assertThat(find("{", "docker.io")).isEmpty();
    assertThat(find("{\"auths\":[],\"credsStore\":7,\"credHelpers\":\"x\"}", "docker.io"))
        .isEmpty();
    assertThat(
            new DockerRegistryLogins(folder.resolve("none"), (_, _, _) -> Optional.empty())
                .find("docker.io", Cancellation.none()))
        .isEmpty();
  }

  @Test
  void asksTheProgramThatKeepsThePasswords() throws IOException {
    String config =
        """
        {"credsStore":"desktop","credHelpers":{"ghcr.io":"pass"},
         "auths":{"quay.io":{"auth":"dGVzdGVyOnNlY3JldA=="}}}\
        """;

    find(config, "docker.io");
    find(config, "ghcr.io");

    assertThat(asked).containsExactly("desktop https://index.docker.io/v1/", "pass ghcr.io");
    assertThat(find(config, "quay.io"))
        .as("what the program lacks may stand in the file")
        .contains(new Password("tester", "secret"));
  }

  @Test
  void startsNothingThatIsNotNamedLikeAProgram() throws IOException {
    find("{\"credsStore\":\"../../evil\"}", "docker.io");
    find("{\"credsStore\":\"a b\"}", "docker.io");

    assertThat(asked).isEmpty();
  }

  @Test
  void readsTheProgramsAnswer() throws IOException {
    assertThat(answered("{\"ServerURL\":\"x\",\"Username\":\"tester\",\"Secret\":\"secret\"}"))
        .contains(new Password("tester", "secret"));
    assertThat(answered("{\"Username\":\"<token>\",\"Secret\":\"id\"}"))
        .contains(new IdentityToken("id"));
    assertThat(answered("{\"Username\":\"\",\"Secret\":\"\"}")).isEmpty();
    assertThat(answered("not JSON")).isEmpty();
    assertThat(answered("")).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void runsTheProgram() throws IOException {
    program("ok", "read server; echo \"{\\\"Secret\\\":\\\"$1 $server\\\"}\"");

    assertThat(run("ok", LONG)).contains("{\"Secret\":\"get https://index.docker.io/v1/\"}\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void doesNotMindAProgramThatDoesNotListen() throws IOException {
    program("deaf", "exec 0<&-; echo '{}'");

    assertThat(run("deaf", LONG)).contains("{}\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void hasNothingFromAProgramThatFails() throws IOException {
    program("empty", "echo credentials not found in native keychain; exit 1");

    assertThat(run("empty", LONG)).isEmpty();
    assertThat(run("missing", LONG)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsAProgramThatHangs() throws IOException {
    program("hangs", "sleep 600 & wait");

    assertThat(run("hangs", Duration.ofMillis(200))).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsTheProgramWhenCancelled() throws IOException {
    program("hangs", "sleep 600 & wait");
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    RegistryLoginProgram programs = new RegistryLoginProgram(List.of(folder), LONG);

    assertThatThrownBy(() -> programs.get("hangs", "x", cancellation))
        .isInstanceOf(CancellationException.class);
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Optional<String> run(String name, Duration timeout) {
    return new RegistryLoginProgram(List.of(folder.resolve("nothing here"), folder), timeout)
        .get(name, "https://index.docker.io/v1/", Cancellation.none());
  }

  private Optional<Login> answered(String answer) throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), "{\"credsStore\":\"desktop\"}");
    return new DockerRegistryLogins(config, (_, _, _) -> Optional.of(answer))
        .find("docker.io", Cancellation.none());
  }

  private Optional<Login> find(String config, String registry) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), config);
    return new DockerRegistryLogins(
            file,
            (name, server, _) -> {
              asked.add(name + " " + server);
              return Optional.empty();
            })
        .find(registry, Cancellation.none());
  }
}
