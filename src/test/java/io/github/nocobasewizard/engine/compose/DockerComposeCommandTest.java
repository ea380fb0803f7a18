package io.github.nocobasewizard.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nocobasewizard.engine.ComposeTool.Project;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.Machine.Os;
import io.github.nocobasewizard.engine.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With scripts in the place of Docker's programs.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class DockerComposeCommandTest {
  private static final String DOCKER_WITHOUT_COMPOSE =
      "echo \"docker: 'compose' is not a docker command.\" >&2; exit 1";

  @TempDir Path home;

  private Path bin;
  private Path calls;
  private Project project;

  @BeforeEach
  void makeFolders() throws IOException {
    bin = Files.createDirectory(home.resolve("docker's bin"));
    calls = home.resolve("calls");
    Path folder = Files.createDirectory(home.resolve("my project $HOME"));
    project = new Project(folder, List.of(), List.of(), null);
  }

  @Test
  void findsThePlugInOfTheDockerCommand() throws Exception {
    program("docker", "echo v2.40.3-desktop.1");

    assertThat(compose().version()).isEqualTo("2.40.3-desktop.1");
    assertThat(Files.readAllLines(calls)).containsExactly("[compose][version][--short]");
  }

  @Test
  void takesAStandAloneComposeIfDockerHasNoPlugIn() throws Exception {
    program("docker", DOCKER_WITHOUT_COMPOSE);
    program("docker-compose", "echo 2.20.0");

    assertThat(compose().version()).isEqualTo("2.20.0");
  }

  @Test
  void refusesVersionOneAndSaysWhy() throws Exception {
    program("docker", DOCKER_WITHOUT_COMPOSE);
    program("docker-compose", "echo 1.29.2");

    EngineException failure = failure(() -> compose().version());

    assertThat(failure.reason()).isEqualTo(Reason.COMPOSE_MISSING);
    assertThat(failure.details())
        .contains("'compose' is not a docker command", "version 1.29.2 is too old");
  }

  @Test
  void saysThatNothingIsThere() {
    EngineException failure = failure(() -> compose().version());

    assertThat(failure.reason()).isEqualTo(Reason.COMPOSE_MISSING);
    assertThat(failure.details()).contains("neither docker nor docker-compose");
  }

  @Test
  void takesVersionsToCome() throws Exception {
    program("docker", "echo 5.0.1");

    assertThat(compose().version()).isEqualTo("5.0.1");
  }

  @Test
  void findsComposeThatIsInstalledLater() throws Exception {
    DockerComposeCommand compose = compose();
    assertThat(failure(compose::version).reason()).isEqualTo(Reason.COMPOSE_MISSING);

    program("docker", "echo 2.40.3");

    assertThat(compose.version()).isEqualTo("2.40.3");
  }

  @Test
  void asksForTheProjectAsItsOwnerDoes() throws Exception {
    program("docker", version() + "pwd -P >&2; echo '{\"name\": \"shop\"}'");
    Project whole =
        new Project(
            project.folder(),
            List.of(project.folder().resolve("a b.yml"), Path.of("/other/override.yml")),
            List.of(Path.of("/env/one"), Path.of("/env/two")),
            "shop");

    assertThat(compose().config(whole)).isEqualTo("{\"name\": \"shop\"}\n");
    assertThat(lastCall())
        .isEqualTo(
            "[compose][--file][%s/a b.yml][--file][/other/override.yml]".formatted(project.folder())
                + "[--project-directory][%s]".formatted(project.folder())
                + "[--env-file][/env/one][--env-file][/env/two][--project-name][shop]"
                + "[config][--format][json]");
  }

  @Test
  void asksForTheProfilesThatWereChosen() throws Exception {
    program("docker", version() + "echo '{}'");

    compose().config(project.withProfiles(List.of("app", "worker")));

    assertThat(lastCall()).endsWith("[--profile][app][--profile][worker][config][--format][json]");
  }

  @Test
  void recreatesOnlyTheServicesNamed() throws Exception {
    program("docker", version() + "echo ' Container shop-app-1  Started' >&2");
    List<String> lines = new ArrayList<>();

    compose().up(project, List.of("app", "worker"), lines::add);

    assertThat(lastCall())
        .isEqualTo(
            "[compose][--project-directory][%s][up][--detach][--no-deps][--no-build]"
                    .formatted(project.folder())
                + "[--pull][never][app][worker]");
    assertThat(lines).containsExactly(" Container shop-app-1  Started");
  }

  @Test
  void neverStartsAllServices() throws Exception {
    program("docker", version());

    assertThatThrownBy(() -> compose().up(project, List.of(), line -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(calls).doesNotExist();
  }

  @Test
  void passesOnTheWordsOfComposeWhenItFails() throws Exception {
    program(
        "docker",
        version()
            + "echo ' Container shop-app-1  Recreate' >&2;"
            + "echo 'services.app.ports must be a array' >&2; exit 15");

    EngineException failure = failure(() -> compose().config(project));

    assertThat(failure.reason()).isEqualTo(Reason.COMPOSE_FAILED);
    assertThat(failure.thing()).isEqualTo(project.folder().toString());
    assertThat(failure.details()).isEqualTo("services.app.ports must be a array");
  }

  @Test
  void doesNotMistakeWarningsForFailures() throws Exception {
    program("docker", version() + "echo 'The \"X\" variable is not set.' >&2; echo '{}'");

    assertThat(compose().config(project)).isEqualTo("{}\n");
  }

  @Test
  void saysThatTheFolderIsGone() throws Exception {
    program("docker", version());
    Project gone = new Project(home.resolve("gone"), List.of(), List.of(), null);

    assertThat(failure(() -> compose().config(gone)).reason()).isEqualTo(Reason.COMPOSE_FAILED);
  }

  @Test
  void givesTheChildDockersFolderTheEngineAndPlainOutput() throws Exception {
    program("docker", version() + "env");

    String environment = compose().config(project);

    assertThat(environment.lines())
        .anyMatch(line -> line.startsWith("PATH=" + bin + ":"))
        .contains(
            "DOCKER_HOST=unix:///the/engine.sock", "COMPOSE_PROGRESS=plain", "COMPOSE_ANSI=never");
  }

  private DockerComposeCommand compose() {
    Machine machine = new Machine(Os.LINUX, Map.of("PATH", bin.toString()), home);
    // Only what this test has made: the computer it runs on may well have Docker.
    Programs programs =
        new Programs(machine, path -> path.startsWith(home) && Files.isExecutable(path));
    return new DockerComposeCommand(
        programs, environment -> environment.put("DOCKER_HOST", "unix:///the/engine.sock"));
  }

  /// Answers the question for the version, and goes on otherwise.
  private static String version() {
    return "for last; do :; done; if [ \"$last\" = --short ]; then echo 2.40.3; exit 0; fi; ";
  }

  private void program(String name, String script) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        for a; do printf '[%%s]' "$a"; done >>'%s'; echo >>'%s'
        %s
        """
            .formatted(calls, calls, script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String lastCall() throws IOException {
    return Files.readAllLines(calls).getLast();
  }

  private static EngineException failure(ThrowingCallable call) {
    EngineException failure = catchThrowableOfType(EngineException.class, call);
    assertThat(failure).as("an EngineException").isNotNull();
    return failure;
  }
}
