package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made to exhaust time, memory or stack end in a reason, and soon.
class HostileInputTest {
  private static final String APP = "services: {app: {image: 'nocobase/nocobase:1.9'}}\n";

  @TempDir Path folder;
  private Sandbox project;

  @BeforeEach
  void openProject() {
    project = new Sandbox(folder);
  }

  private Reason reason() {
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> project.refused("app").reason());
  }

  @Test
  void aliasesThatMultiply() {
    StringBuilder text = new StringBuilder("x-0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for (int i = 1; i < 12; i++) {
      text.append(
          "x-%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
    }
    project.compose(text + APP);
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void aliasesThatMultiplyNothing() {
    StringBuilder text = new StringBuilder("x-0: &a0 []\n");
    for (int i = 1; i < 12; i++) {
      text.append(
          "x-%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
    }
    project.compose(text + APP);
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void aliasesThatNest() {
    StringBuilder text = new StringBuilder("x-0: &a0 [1]\n");
    for (int i = 1; i < 20_000; i++) {
      text.append("x-%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }
    project.compose(text + APP);
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void mergeKeysThatMultiply() {
    StringBuilder text = new StringBuilder("x-0: &a0 {image: 'nocobase/nocobase:1.9'}\n");
    for (int i = 1; i < 40; i++) {
      text.append("x-%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
    }
    project.compose(text + "services: {app: {<<: *a39}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void mergeKeysThatNest() {
    StringBuilder text = new StringBuilder("x-0: &a0 {image: 'nocobase/nocobase:1.9'}\n");
    for (int i = 1; i < 20_000; i++) {
      text.append("x-%d: &a%d {<<: *a%d}\n".formatted(i, i, i - 1));
    }
    project.compose(text + "services: {app: {<<: *a19999}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void anAliasWithinItself() {
    project.compose("x-a: &a {b: *a}\n" + APP);
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
    project.compose("services: {app: &app {<<: *app, image: 'nocobase/nocobase:1.9'}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void variablesThatDouble() {
    StringBuilder text = new StringBuilder("V0=nocobase\n");
    for (int i = 1; i < 60; i++) {
      text.append("V%d=$V%d$V%d\n".formatted(i, i - 1, i - 1));
    }
    project.compose(APP).env(text.toString());
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void defaultsWithinDefaults() {
    project.compose(
        "services: {app: {image: \"" + "${A:-".repeat(30_000) + "}".repeat(30_000) + "\"}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void manyVariablesOnOneLine() {
    project.compose(
        "services: {app: {image: 'nocobase/nocobase:1.9', command: \""
            + "${A:-b} $C ".repeat(20_000)
            + "\"}}\n");
    assertThat(
            Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> project.planned("app").edits()))
        .hasSize(1);
  }

  @Test
  void deepNesting() {
    project.compose("x-a: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n" + APP);
    assertThat(reason()).isEqualTo(Reason.NOT_YAML);
  }

  @Test
  void filesThatIncludeOrExtendThemselves() {
    project.compose("include: [docker-compose.yml]\n" + APP);
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
    project.compose("services: {app: {extends: app}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
    project.compose("services: {app: {extends: {file: docker-compose.yml, service: app}}}\n");
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }

  @Test
  void filesThatIncludeEachOtherManyTimes() {
    for (int i = 0; i < 25; i++) {
      String next = "a%d.yml".formatted(i + 1);
      project.file("a%d.yml".formatted(i), "include: [%s, %s]\n".formatted(next, next));
    }
    project.file("a25.yml", APP);
    project.compose("include: [a0.yml]\n");
    assertThat(reason()).isIn(Reason.TOO_COMPLEX, Reason.INCLUDE_NOT_UNDERSTOOD);
  }

  @Test
  void aFileTooLargeToBeOne() {
    project.compose(APP + "#".repeat(3 << 20));
    assertThat(reason()).isEqualTo(Reason.TOO_COMPLEX);
  }
}
