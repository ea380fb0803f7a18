package io.github.nocobasewizard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
  @ParameterizedTest
  @CsvSource({
    "docker.m.daocloud.io, docker.m.daocloud.io, ''",
    "' https://docker.m.daocloud.io/ ', docker.m.daocloud.io, ''",
    "mirror.example.com:5000, mirror.example.com:5000, ''",
    "127.0.0.1:5000, 127.0.0.1:5000, ''",
    "localhost, localhost, ''",
    "[fd00::1]:5000, [fd00::1]:5000, ''",
    "nexus.example.com/docker-hub, nexus.example.com, docker-hub/",
    "nexus.example.com:8443/a/b/, nexus.example.com:8443, a/b/"
  })
  void anAddressIsAHostPerhapsWithPortAndFolder(String text, String registry, String folder) {
    Optional<Mirror> mirror = Mirror.parse(text);
    assertThat(mirror).contains(new Mirror(registry, folder));
    assertThat(Mirror.of(Optional.of(mirror.orElseThrow().toString()))).isEqualTo(mirror);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mirror",
        "docker.io",
        "index.docker.io",
        "my mirror.example.com",
        "user:secret@mirror.example.com",
        "https://user:secret@mirror.example.com",
        "http://mirror.example.com",
        "mirror.example.com:port",
        "mirror.example.com:65536",
        "mirror..example.com",
        "mirror.example.com/Folder",
        "mirror.example.com/a//b",
        "mirror.example.com/a?b=c",
        "mirror.example.com/nocobase/nocobase:latest"
      })
  void anythingElseIsNone(String text) {
    assertThat(Mirror.parse(text)).isEmpty();
  }

  @Test
  void whatIsNoMirrorInTheSettingsIsNone() {
    assertThat(Mirror.of(Optional.empty())).isEmpty();
    assertThat(Mirror.of(Optional.of("no such thing"))).isEmpty();
    assertThat(Mirror.of(Optional.of(Mirror.NOCOBASE.toString()))).contains(Mirror.NOCOBASE);
  }

  @ParameterizedTest
  @CsvSource({
    "nocobase/nocobase:2.2.15-full, m.example.com/nocobase/nocobase:2.2.15-full",
    "docker.io/nocobase/nocobase, m.example.com/nocobase/nocobase:latest",
    "postgres:16, m.example.com/library/postgres:16",
    "somebody/app:1, m.example.com/somebody/app:1"
  })
  void aGeneralMirrorHasEverythingUnderDockerHubsNames(String image, String copy) {
    assertThat(copy(new Mirror("m.example.com", ""), image)).contains(copy);
    assertThat(copy(new Mirror("m.example.com", "hub/"), image))
        .contains(copy.replace("m.example.com/", "m.example.com/hub/"));
  }

  @ParameterizedTest
  @CsvSource({
    "nocobase/nocobase:2.2.15, nocobase/nocobase:2.2.15",
    "postgres:16, nocobase/postgres:16",
    "mysql:8, nocobase/mysql:8",
    "mariadb:11, nocobase/mariadb:11"
  })
  void nocoBasesMirrorHasItsOwnAndTheDatabases(String image, String path) {
    assertThat(copy(Mirror.NOCOBASE, image)).contains("registry.cn-shanghai.aliyuncs.com/" + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"somebody/nocobase:1", "nginx:1", "library/redis", "nocobases/x"})
  void nocoBasesMirrorHasNothingElse(String image) {
    assertThat(copy(Mirror.NOCOBASE, image)).isEmpty();
  }

  @Test
  void ofOtherRegistriesThereAreNoCopies() {
    assertThat(copy(new Mirror("m.example.com", ""), "ghcr.io/a/b:1")).isEmpty();
    assertThat(copy(Mirror.NOCOBASE, "registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:1"))
        .isEmpty();
  }

  private static Optional<String> copy(Mirror mirror, String image) {
    return mirror.copyOf(ImageReference.parse(image)).map(ImageReference::toString);
  }
}
