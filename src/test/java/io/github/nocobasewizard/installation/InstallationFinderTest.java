package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.ContainerEngine.HelperContainer;
import io.github.nocobasewizard.installation.InstallationException.Reason;
import io.github.nocobasewizard.testing.FakeCompose;
import io.github.nocobasewizard.testing.FakeContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found, and what is seen but cannot be worked with.
class InstallationFinderTest {
  private static final String APP = "\"app\":{\"image\":\"nocobase/nocobase:2.2.0-full\"%s}";

  @TempDir Path folder;
  private final List<Container> containers = new ArrayList<>();
  private final FakeCompose compose = new FakeCompose();

  @Test
  void aStackOfASwarmIsRecognised() {
    containers.add(container("office_app.1.x", Map.of(Container.STACK, "office")));

    assertThat(finder().find(List.of()).unreadable())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.reason()).isEqualTo(Reason.SWARM);
          assertThat(why.thing()).isEqualTo("office");
        });
  }

  @Test
  void aFolderOnAnotherComputerIsRecognised() {
    containers.add(
        container(
            "shop-app-1",
            Map.of(Container.PROJECT, "shop", Container.WORKING_DIR, "/srv/of/another/computer")));

    assertThat(finder().find(List.of()).unreadable())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.reason()).isEqualTo(Reason.ELSEWHERE);
          assertThat(why.thing()).isEqualTo("/srv/of/another/computer");
        });
  }

  @Test
  void aContainerWithoutComposeIsRecognisedAndTheWizardsOwnAreNot() {
    containers.add(container("by-hand", Map.of()));
    containers.add(container("helper", Map.of(HelperContainer.LABEL, "storage")));

    assertThat(finder().find(List.of()).unreadable())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.reason()).isEqualTo(Reason.WITHOUT_COMPOSE);
          assertThat(why.thing()).isEqualTo("by-hand");
        });
  }

  @Test
  void filesThatComposeRefusesAreToldWithItsWords() {
    containers.add(running("app"));
    compose.refuses("services.app.image must be a string");

    assertThat(finder().find(List.of()).unreadable())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.reason()).isEqualTo(Reason.INVALID_FILES);
          assertThat(why.details()).isEqualTo("services.app.image must be a string");
        });
  }

  @Test
  void nocoBaseInAProfileThatWasNamedAtItsStartIsFoundAndNothingElseIsWoken() throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), "services: {}");
    containers.add(running("app"));
    String app = APP.formatted(",\"profiles\":[\"office\"]");
    String night = APP.formatted(",\"profiles\":[\"night\"]").replace("\"app\"", "\"worker\"");
    compose.services(List.of("*"), app + "," + night);
    compose.services(List.of("office"), app);

    Installation found = finder().load(folder);

    assertThat(found.serviceNames()).containsExactly("app");
    assertThat(found.project().profiles()).containsExactly("office");
    assertThat(found.isActive("worker")).isFalse();
  }

  @Test
  void aProjectWithoutNocoBaseHasNoneInAnyProfile() throws IOException {
    Files.writeString(folder.resolve("docker-compose.yml"), "services: {}");
    compose.services(List.of("*"), "\"web\":{\"image\":\"nginx\",\"profiles\":[\"x\"]}");

    assertThat(
            catchThrowableOfType(InstallationException.class, () -> finder().load(folder)).reason())
        .isEqualTo(Reason.NO_NOCOBASE);
  }

  private InstallationFinder finder() {
    return new InstallationFinder(FakeContainers.engine(containers), compose);
  }

  private Container running(String service) {
    return container(
        "shop-" + service + "-1",
        Map.of(
            Container.PROJECT,
            "shop",
            Container.SERVICE,
            service,
            Container.WORKING_DIR,
            folder.toString()));
  }

  private static Container container(String name, Map<String, String> labels) {
    return new Container(
        name,
        name,
        "nocobase/nocobase:2.2.0-full",
        "sha256:1",
        labels,
        new ContainerEngine.State("running", OptionalInt.empty(), 0, false, Instant.EPOCH),
        Instant.EPOCH,
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
