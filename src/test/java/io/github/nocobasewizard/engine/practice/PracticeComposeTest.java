package io.github.nocobasewizard.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ComposeTool.Project;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.ImageReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample's `docker compose`, asked directly.
class PracticeComposeTest {
  private static final List<String> APP = List.of("app");

  private PracticeWorld world;
  private Project project;
  private Path file;

  @BeforeEach
  void open(@TempDir Path temporary) throws Exception {
    world = PracticeWorld.open(temporary, PracticeTime.atSpeed(Journey.FAST));
    project = new Project(world.folder(), List.of(), List.of(), null);
    file = world.folder().resolve("docker-compose.yml");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private Container app() throws EngineException {
    return world.engine().container("my-project-app-1");
  }

  private void edit(String from, String to) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private void assertFails(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(EngineException.class))
        .extracting(EngineException::reason)
        .isEqualTo(reason);
  }

  /// As `docker compose` 2.40 prints it for the same file.
  @Test
  void seesTheProjectAsComposeDoes() throws Exception {
    JsonNode config = new ObjectMapper().readTree(world.compose().config(project));

    assertThat(config.path("name").asText()).isEqualTo("my-project");
    assertThat(config.path("networks").toString())
        .isEqualTo(
            "{\"nocobase\":{\"name\":\"my-project_nocobase\",\"driver\":\"bridge\",\"ipam\":{}}}");
    JsonNode app = config.path("services").path("app");
    assertThat(app.path("depends_on").toString())
        .isEqualTo("{\"postgres\":{\"condition\":\"service_started\",\"required\":true}}");
    assertThat(app.path("environment").path("DB_PORT").toString()).isEqualTo("\"5432\"");
    assertThat(app.path("ports").toString())
        .isEqualTo(
            "[{\"mode\":\"ingress\",\"target\":80,\"published\":\"13000\",\"protocol\":\"tcp\"}]");
    assertThat(app.path("networks").toString()).isEqualTo("{\"nocobase\":null}");
    assertThat(app.path("volumes").path(0).path("source").asText())
        .isEqualTo(world.folder().resolve("storage").toString());
    assertThat(config.path("services").path("postgres").path("command").toString())
        .isEqualTo("[\"postgres\",\"-c\",\"wal_level=logical\"]");
  }

  @Test
  void seesEveryEditOfTheFile() throws Exception {
    edit("2.2.0-full", "2.2.7-full");

    assertThat(world.compose().config(project)).contains("nocobase/nocobase:2.2.7-full");
  }

  @Test
  void readsLineEndsOfWindows() throws Exception {
    edit("\n", "\r\n");

    assertThat(world.compose().config(project)).contains("\"nocobase/nocobase:2.2.0-full\"");
  }

  @Test
  void leavesAContainerAloneThatIsAsTheFileSays() throws Exception {
    Container before = app();
    List<String> said = new ArrayList<>();

    world.compose().up(project, APP, said::add);

    assertThat(app().id()).isEqualTo(before.id());
    assertThat(said).containsExactly(" Container my-project-app-1  Running");
  }

  @Test
  void recreatesTheContainerWithTheImageOfTheFile() throws Exception {
    String before = app().id();
    String database = world.engine().container("my-project-postgres-1").id();
    ImageReference next = ImageReference.parse("nocobase/nocobase:2.2.7-full");
    world.engine().pull(next, "linux/amd64", progress -> {}, Cancellation.none());
    edit("2.2.0-full", "2.2.7-full");

    world.compose().up(project, APP, line -> {});

    assertThat(app().id()).isNotEqualTo(before);
    assertThat(app().image()).isEqualTo("nocobase/nocobase:2.2.7-full");
    assertThat(world.engine().container("my-project-postgres-1").id()).isEqualTo(database);
  }

  @Test
  void downloadsNothingByItself() throws Exception {
    edit("2.2.0-full", "2.2.7-full");

    assertFails(Reason.IMAGE_NOT_FOUND, () -> world.compose().up(project, APP, line -> {}));

    assertThat(app().running()).isTrue();
  }

  @Test
  void knowsNoOtherServiceAndNoOtherFolder(@TempDir Path elsewhere) {
    Project other = new Project(elsewhere, List.of(), List.of(), null);

    assertFails(
        Reason.COMPOSE_FAILED, () -> world.compose().up(project, List.of("worker"), line -> {}));
    assertFails(Reason.COMPOSE_FAILED, () -> world.compose().config(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    image: nocobase/nocobase:${TAG}",
        "    image: [nocobase/nocobase]",
        "    image: &tag nocobase/nocobase:2.2.0-full",
        "    image:",
        "\timage: nocobase/nocobase:2.2.0-full",
        "    build: .",
        "   image: nocobase/nocobase:2.2.0-full",
        "    image: \"nocobase/nocobase:2.2.0-full",
        "    image: a: b"
      })
  void refusesWhatItDoesNotRead(String line) throws Exception {
    edit("    image: nocobase/nocobase:2.2.0-full", line);

    assertFails(Reason.COMPOSE_FAILED, () -> world.compose().config(project));
  }

  @Test
  void saysThatComposeIsMissing() {
    world.set(Fault.COMPOSE_MISSING);

    assertFails(Reason.COMPOSE_MISSING, () -> world.compose().version());
    assertFails(Reason.COMPOSE_MISSING, () -> world.compose().config(project));
  }
}
