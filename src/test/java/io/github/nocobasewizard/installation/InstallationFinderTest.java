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
import java.util.HashMap;
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
  void onWindowsAFolderOfLinuxIsInTheLinuxOfThisComputer() {
    containers.add(
        container(
            "shop-app-1",
            Map.of(Container.PROJECT, "shop", Container.WORKING_DIR, "/home/me/of/linux/shop")));
    var onWindows = new InstallationFinder(FakeContainers.engine(containers), compose, true);

    assertThat(onWindows.find(List.of()).unreadable())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.reason()).isEqualTo(Reason.IN_WSL);
          assertThat(why.thing()).isEqualTo("/home/me/of/linux/shop");
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

  @Test
  void ofTwoFilesTheOneCountsThatComposeTakes() throws Exception {
    write("docker-compose.yml", "services: {}");
    write("docker-compose.yaml", "services: {}");
    write("docker-compose.override.yaml", "services: {}");
    compose.services(APP.formatted(""));

    assertThat(finder().load(folder).project().files())
        .containsExactly(
            folder.resolve("docker-compose.yml"), folder.resolve("docker-compose.override.yaml"));
  }

  @Test
  void aFileThatComposeWouldNotTakeIsTakenIfItIsChosen() throws Exception {
    write("compose.yaml", "services: {}");
    write("docker-compose.yml", "services: {}");
    compose.services(APP.formatted(""));

    assertThat(finder().load(folder.resolve("docker-compose.yml")).project().files())
        .containsExactly(folder.resolve("docker-compose.yml"));
    assertThat(finder().load(folder.resolve("compose.yaml")).project().files())
        .containsExactly(folder.resolve("compose.yaml"));
  }

  @Test
  void filesThatTheEnvironmentFileNamesAreFollowed() throws Exception {
    write(".env", "COMPOSE_FILE=main.yml,more.yml\nCOMPOSE_PATH_SEPARATOR=,\n");
    write("main.yml", "services: {}");
    write("more.yml", "services: {}");
    // Compose leaves it out, and so must everybody.
    write("docker-compose.yml", "services: {}");
    compose.services(APP.formatted(""));

    assertThat(finder().load(folder).project().files())
        .containsExactly(folder.resolve("main.yml"), folder.resolve("more.yml"));
    assertThat(finder().find(List.of(folder)).installations()).hasSize(1);
  }

  @Test
  void filesNamedInAnotherFolderMakeThatTheProjectsFolder() throws Exception {
    write(".env", "COMPOSE_FILE=deploy/main.yml\n");
    write("deploy/main.yml", "services: {}");
    write("deploy/.env", "A=1\n");
    compose.services(APP.formatted(""));

    Installation found = finder().load(folder);

    assertThat(found.folder()).isEqualTo(folder.resolve("deploy"));
    assertThat(found.project().files()).containsExactly(folder.resolve("deploy/main.yml"));
    assertThat(found.project().environmentFiles())
        .containsExactly(folder.resolve("deploy/.env"), folder.resolve(".env"));
  }

  @Test
  void composeSaysWhatIsWrongWithAnEnvironmentFile() throws Exception {
    write(".env", "COMPOSE_FILE=lost.yml\n");
    compose.refuses("no such file: lost.yml");

    InstallationException why =
        catchThrowableOfType(InstallationException.class, () -> finder().load(folder));

    assertThat(why.reason()).isEqualTo(Reason.INVALID_FILES);
    assertThat(why.details()).contains("lost.yml");
  }

  @Test
  void aContainerTellsWithWhichFilesItWasMade() throws Exception {
    write("main.yml", "services: {}");
    write("extra/more.yml", "services: {}");
    write("settings.env", "A=1\n");
    compose.services(APP.formatted(""));
    Container app = running("app");
    Map<String, String> labels = new HashMap<>(app.labels());
    labels.put(
        Container.CONFIG_FILES,
        folder.resolve("main.yml") + "," + folder.resolve("extra/more.yml"));
    labels.put(Container.ENVIRONMENT_FILE, folder.resolve("settings.env").toString());
    containers.add(container(app.name(), labels));

    Installation found = finder().find(List.of()).installations().getFirst();

    assertThat(found.project().files())
        .containsExactly(folder.resolve("main.yml"), folder.resolve("extra/more.yml"));
    assertThat(found.project().environmentFiles()).containsExactly(folder.resolve("settings.env"));
  }

  @Test
  void theOneUsedLastComesFirst() throws Exception {
    write("running/docker-compose.yml", "services: {}");
    write("used/docker-compose.yml", "services: {}");
    compose.services(APP.formatted(""));
    Map<String, String> labels = new HashMap<>(running("app").labels());
    labels.put(Container.WORKING_DIR, folder.resolve("running").toString());
    labels.put(Container.CONFIG_FILES, folder.resolve("running/docker-compose.yml").toString());
    containers.add(container("app", labels));

    assertThat(finder().find(List.of(folder.resolve("used"))).installations())
        .extracting(Installation::folder)
        .containsExactly(folder.resolve("used"), folder.resolve("running"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
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
