package io.github.nocobasewizard.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool.Project;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.RegistryLogins;
import io.github.nocobasewizard.engine.process.ChildProcess;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.Programs;
import io.github.nocobasewizard.testing.EngineProxy;
import io.github.nocobasewizard.testing.NeedsDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real `docker compose` and a project of two services that only sleep.
@NeedsDocker
class DockerComposeCommandIT {
  private static final String COMPOSE_FILE =
      """
      services:
        app:
          image: ${APP_IMAGE:-postgres:16}
          entrypoint: [sleep, infinity]
          init: true
          depends_on: [db]
          environment:
            PASSWORD: ${PASSWORD}
        db:
          image: mariadb:11
          entrypoint: [sleep, infinity]
          init: true
      """;

  @TempDir Path temporary;

  private final Machine machine = Machine.here();
  private final DockerEngine engine = new DockerEngine(machine, RegistryLogins.none());
  private final DockerComposeCommand compose =
      new DockerComposeCommand(machine, engine::pointCommandHere);
  private final String name = "wizard-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> output = new ArrayList<>();
  private Path folder;
  private Project project;

  @BeforeEach
  void writeProject() throws Exception {
    for (String image : List.of("postgres:16", "mariadb:11")) {
      if (engine.image(image).isEmpty()) {
        engine.pull(ImageReference.parse(image), "", step -> {}, Cancellation.none());
      }
    }
    folder = Files.createDirectory(temporary.resolve("project with spaces"));
    Files.writeString(folder.resolve("docker-compose.yml"), COMPOSE_FILE);
    Files.writeString(folder.resolve(".env"), "PASSWORD=s3cret\n");
    project = new Project(folder, List.of(), List.of(), name);
  }

  /// The wizard itself never says "down"; this test has to.
  @AfterEach
  void removeProject() throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), COMPOSE_FILE);
    Path docker = new Programs(machine).find("docker").orElseThrow();
    List<String> down =
        List.of(docker.toString(), "compose", "--project-name", name, "down", "-v", "-t", "0");
    new ChildProcess()
        .run(
            new ChildProcess.Task(
                down, folder, engine::pointCommandHere, "", Duration.ofMinutes(2)));
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(compose.version()).matches("\\d+\\.\\d+.*");
  }

  @Test
  void tellsWhatAProjectMeans() throws Exception {
    JsonNode config = config(project);

    assertThat(config.path("name").asText()).isEqualTo(name);
    assertThat(config.at("/services/app/image").asText()).isEqualTo("postgres:16");
    assertThat(config.at("/services/app/environment/PASSWORD").asText()).isEqualTo("s3cret");
  }

  @Test
  void takesFilesEnvironmentFilesAndNameAsGiven() throws Exception {
    Path override =
        Files.writeString(temporary.resolve("override.yml"), "services: {extra: {image: x}}");
    Path environment = Files.writeString(temporary.resolve("other.env"), "PASSWORD=other\n");
    Project whole =
        new Project(
            folder,
            List.of(folder.resolve("docker-compose.yml"), override),
            List.of(environment),
            null);

    JsonNode config = config(whole);

    assertThat(config.at("/services/extra/image").asText()).isEqualTo("x");
    assertThat(config.at("/services/app/environment/PASSWORD").asText()).isEqualTo("other");
    assertThat(config.path("name").asText()).isEqualTo("projectwithspaces");
  }

  @Test
  void seesServicesOfAProfileOnlyWhenItIsNamed() throws Exception {
    Path night =
        Files.writeString(
            temporary.resolve("night.yml"),
            "services: {sleeping: {image: 'postgres:16', profiles: [night]}}");
    Project whole =
        new Project(folder, List.of(folder.resolve("docker-compose.yml"), night), List.of(), name);

    assertThat(config(whole).at("/services/sleeping").isMissingNode()).isTrue();
    for (String profile : List.of("night", "*")) {
      JsonNode sleeping = config(whole.withProfiles(List.of(profile))).at("/services/sleeping");
      assertThat(sleeping.path("profiles").path(0).asText()).isEqualTo("night");
    }
  }

  @Test
  void passesOnWhatIsWrongWithAProject() throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), "services: {app: {image: 5: 6}}");
    assertThat(failure(() -> compose.config(project)).reason()).isEqualTo(Reason.COMPOSE_FAILED);

    Files.writeString(
        folder.resolve("docker-compose.yml"),
        "services: {app: {image: \"x:${NO_SUCH_VARIABLE:?the tag is missing}\"}}");
    EngineException failure = failure(() -> compose.config(project));
    assertThat(failure.reason()).isEqualTo(Reason.COMPOSE_FAILED);
    assertThat(failure.details()).contains("NO_SUCH_VARIABLE", "the tag is missing");
    assertThat(failure.thing()).isEqualTo(folder.toString());

    Files.delete(folder.resolve("docker-compose.yml"));
    assertThat(failure(() -> compose.config(project)).reason()).isEqualTo(Reason.COMPOSE_FAILED);
  }

  @Test
  void recreatesOneServiceAndTouchesNoOther() throws Exception {
    compose.up(project, List.of("db"), output::add);
    compose.up(project, List.of("app"), output::add);
    Container database = container("db");
    Container app = container("app");
    Files.writeString(folder.resolve(".env"), "PASSWORD=s3cret\nAPP_IMAGE=mariadb:11\n");

    compose.up(project, List.of("app"), output::add);

    assertThat(container("db").id()).isEqualTo(database.id());
    assertThat(container("db").state().startedAt()).isEqualTo(database.state().startedAt());
    assertThat(container("app").id()).isNotEqualTo(app.id());
    assertThat(container("app").image()).isEqualTo("mariadb:11");
    assertThat(container("app").running()).isTrue();
    assertThat(container("app").label(Container.WORKING_DIR)).contains(folder.toString());
    assertThat(output).anyMatch(line -> line.contains("Started"));
    assertThat(output).noneMatch(line -> line.contains("s3cret") || line.contains("\u001b"));
  }

  @Test
  void startsNoDependencies() throws Exception {
    compose.up(project, List.of("app"), output::add);

    assertThat(containers()).containsOnlyKeys("app");
  }

  @Test
  void downloadsNothing() throws Exception {
    compose.up(project, List.of("app"), output::add);
    String before = container("app").id();
    Files.writeString(folder.resolve(".env"), "PASSWORD=x\nAPP_IMAGE=nobody/has-this:1\n");

    EngineException failure = failure(() -> compose.up(project, List.of("app"), output::add));

    assertThat(failure.reason()).isEqualTo(Reason.IMAGE_NOT_FOUND);
    assertThat(container("app").id()).isEqualTo(before);
    assertThat(container("app").running()).isTrue();
  }

  @Test
  void saysThatTheServiceIsUnknown() {
    EngineException failure = failure(() -> compose.up(project, List.of("nobody"), output::add));

    assertThat(failure.reason()).isEqualTo(Reason.COMPOSE_FAILED);
    assertThat(failure.details()).contains("nobody");
  }

  @Test
  void usesTheEngineThatIsInUseAndNoOther() throws Exception {
    try (EngineProxy proxy = new EngineProxy(engine.info().address())) {
      DockerEngine through =
          new DockerEngine(
              new Machine(machine.os(), Map.of("DOCKER_HOST", proxy.address()), machine.home()),
              RegistryLogins.none());
      through.info();
      DockerComposeCommand there =
          new DockerComposeCommand(
              machine,
              environment -> {
                environment.put("DOCKER_HOST", proxy.address());
                through.pointCommandHere(environment);
              });

      there.up(project, List.of("app"), output::add);
      assertThat(container("app").running()).isTrue();
      proxy.cut();

      assertThat(failure(() -> there.up(project, List.of("app"), output::add)).reason())
          .isEqualTo(Reason.ENGINE_UNREACHABLE);
      // Reading a project needs no engine.
      assertThat(there.config(project)).isNotBlank();
    }
  }

  private Container container(String service) throws EngineException {
    Container container = containers().get(service);
    assertThat(container).as(service).isNotNull();
    return container;
  }

  private Map<String, Container> containers() throws EngineException {
    return engine.containers().stream()
        .filter(container -> container.label(Container.PROJECT).orElse("").equals(name))
        .collect(
            Collectors.toMap(
                container -> container.label(Container.SERVICE).orElseThrow(),
                container -> container));
  }

  private JsonNode config(Project of) throws Exception {
    return new ObjectMapper().readTree(compose.config(of));
  }

  private static EngineException failure(ThrowingCallable call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call);
    assertThat(failure).as("an EngineException").isNotNull();
    return failure;
  }
}
