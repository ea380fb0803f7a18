package io.github.nocobasewizard.engine.docker;

import static io.github.nocobasewizard.testing.FakeRegistryServer.PASSWORD;
import static io.github.nocobasewizard.testing.FakeRegistryServer.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.engine.http.Registries;
import io.github.nocobasewizard.engine.http.RegistrySettings;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.testing.FaultyRegistry;
import io.github.nocobasewizard.testing.FaultyRegistry.Door;
import io.github.nocobasewizard.testing.NeedsDocker;
import io.github.nocobasewizard.testing.ScratchImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Registries that do not let everybody do everything: the list by this program, the download by a
/// real engine, and that both mean the same image.
@NeedsDocker
class GuardedRegistryIT {
  private static final String TAG = "2.2.15-full";

  @TempDir Path dockerConfig;
  private FaultyRegistry registry;
  private ScratchImage content;
  private ImageReference image;
  private RegistrySettings settings;
  private DockerEngine engine;

  @BeforeEach
  void start() throws Exception {
    registry = FaultyRegistry.start();
    settings =
        RegistrySettings.standard(
            "amd64", dockerConfig.resolve("config.json"), List.of(dockerConfig));
    engine = new DockerEngine(Machine.here(), settings.logins());
    content = ScratchImage.of(engine.info().architecture(), 10_000);
    image = ImageReference.parse(registry.address() + "/team/nocobase:" + TAG);
    registry.serve("team/nocobase", TAG, content);
    registry.serve("team/nocobase", "2.2.0-full", content);
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    if (engine.image(image.toString()).isPresent()) {
      EngineHttp http = new EngineHttp(() -> new DockerAddresses(Machine.here()).candidates());
      http.delete("/images/" + image, image.toString());
    }
  }

  @Test
  void anybodyGetsATokenAndWithItListDetailsAndImage() throws Exception {
    registry.door(Door.TOKEN);

    assertThat(list()).containsExactly("2.2.0-full", TAG);
    assertTheDownloadIsWhatTheDetailsSay();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPasswordFromACredentialProgramOpensListDetailsAndImage() throws Exception {
    registry.door(Door.BASIC);
    keepPasswordInAProgram();

    assertThat(list()).containsExactly("2.2.0-full", TAG);
    assertTheDownloadIsWhatTheDetailsSay();
  }

  @Test
  void withoutAPasswordListDetailsAndImageAreDenied() throws Exception {
    registry.door(Door.BASIC);

    assertThat(reason(this::list)).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(reason(this::details)).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(reason(this::pull)).isEqualTo(Reason.REGISTRY_DENIED);
  }

  @Test
  void whereListsAreDeniedATypedVersionIsFoundAndDownloaded() throws Exception {
    registry.door(Door.TOKEN);
    registry.deniesLists();

    assertThat(reason(this::list)).isEqualTo(Reason.REGISTRY_DENIED);
    assertThat(registries().tag(image.withTag("2.9.9-full"), Cancellation.none())).isEmpty();
    assertTheDownloadIsWhatTheDetailsSay();
  }

  @Test
  void aRealRegistryBehindADoorListsAndTellsTheSameAsWithout() throws Exception {
    assumeTrue(System.getenv("TEST_REGISTRY_UPSTREAM") != null, "no registry to forward to");
    registry.door(Door.TOKEN);
    image = ImageReference.parse(registry.address() + "/nocobase/nocobase:2.2.0-full");

    assertThat(list()).contains("2.2.0-full", "2.2.15-full");
    assertThat(details().digest()).isPresent();
    assertThat(details().size().orElseThrow()).isGreaterThan(10_000_000);
  }

  private void assertTheDownloadIsWhatTheDetailsSay() throws EngineException {
    assertThat(details().digest()).contains(content.digest());
    pull();
    assertThat(engine.image(image.toString()).orElseThrow().repoDigests())
        .contains(image.name() + "@" + content.digest());
  }

  private Registries registries() {
    return Registries.create(settings);
  }

  private List<String> list() throws EngineException {
    List<String> names = new ArrayList<>();
    registries()
        .tags(image, page -> page.forEach(tag -> names.add(tag.name())), Cancellation.none());
    return names;
  }

  private RemoteTag details() throws EngineException {
    return registries().tag(image, Cancellation.none()).orElseThrow();
  }

  private Void pull() throws EngineException {
    engine.pull(image, "linux/" + engine.info().architecture(), _ -> {}, Cancellation.none());
    return null;
  }

  private interface Question {
    Object ask() throws EngineException;
  }

  private static Reason reason(Question question) {
    return catchThrowableOfType(EngineException.class, question::ask).reason();
  }

  private void keepPasswordInAProgram() throws IOException {
    Files.writeString(
        dockerConfig.resolve("config.json"),
        "{\"credHelpers\":{\"" + registry.address() + "\":\"keychain\"}}");
    Path program = dockerConfig.resolve("docker-credential-keychain");
    Files.writeString(
        program,
        """
        #!/bin/sh
        [ "$1" = get ] && [ "$(cat)" = "%s" ] || exit 1
        echo '{"ServerURL":"%s","Username":"%s","Secret":"%s"}'
        """
            .formatted(registry.address(), registry.address(), USER, PASSWORD));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
