package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {
  @TempDir Path folder;
  private Sandbox project;

  @BeforeEach
  void openProject() {
    project = new Sandbox(folder);
  }

  private static String service(String image) {
    return "services:\n  app:\n    image: " + image + "\n    restart: always\n";
  }

  @Test
  void changesTheTagOfALiteralImageAndNothingElse() {
    String text =
        """
        # our NocoBase
        services:
          app:
            image: nocobase/nocobase:1.9.62-full   # do not touch
            restart: always
          postgres:
            image: postgres:16
        """;
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.replace("1.9.62-full", "2.2.15-full"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nocobase/nocobase:1.9",
        "'nocobase/nocobase:1.9'",
        "\"nocobase/nocobase:1.9\"",
        "&i nocobase/nocobase:1.9",
        "!!str nocobase/nocobase:1.9",
        "!!str &i 'nocobase/nocobase:1.9'",
        "&i !!str \"nocobase/nocobase:1.9\" # comment",
        ">-\n      nocobase/nocobase:1.9",
        "|-\n      nocobase/nocobase:1.9",
        "|- # comment with 1.9\n      nocobase/nocobase:1.9",
        "&i >-\n      nocobase/nocobase:1.9\n",
        "\n      nocobase/nocobase:1.9",
        "\n      # a comment with 1.9's \"quotes\"\n      'nocobase/nocobase:1.9'",
      })
  void changesTheTagInEveryStyle(String written) {
    String text = service(written);
    int tag = text.lastIndexOf(":1.9");
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.substring(0, tag) + ":2.2.15-full" + text.substring(tag + 4));
  }

  @Test
  void changesTheValueOfAVariableInTheEnvironmentFile() {
    project.compose(service("nocobase/nocobase:${NB_TAG:-latest}"));
    project.env("# versions\nexport NB_TAG = \"1.9.62\" # ours\nDB_PASSWORD=p@ss:1.9.62\n");
    assertThat(project.edited(".env"))
        .isEqualTo("# versions\nexport NB_TAG = \"2.2.15-full\" # ours\nDB_PASSWORD=p@ss:1.9.62\n");
    assertThat(project.locate("app"))
        .isInstanceOfSatisfying(
            ImageLocation.InEnvironmentFile.class,
            found -> {
              assertThat(found.variable()).isEqualTo("NB_TAG");
              assertThat(found.image()).isEqualTo("nocobase/nocobase:1.9.62");
              assertThat(found.version().line()).isEqualTo(2);
              assertThat(found.version().text()).isEqualTo("1.9.62");
              assertThat(found.scalar().text()).isEqualTo("nocobase/nocobase:${NB_TAG:-latest}");
            });
  }

  @Test
  void changesTheDefaultOfAVariableThatIsNotSet() {
    String text = service("${REPO:-nocobase/nocobase}:${TAG:-latest-full}");
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.replace("latest-full", "2.2.15-full"));
  }

  @Test
  void showsTheChangedPartOfTheLine() {
    project.compose("# 🚀 emoji above\r\nservices:\r\n  app: {image: \"nocobase/nocobase:1.9\"}");
    FileEdit.Change change = project.planned("app").edits().getFirst().changes().getFirst();
    assertThat(change.before().line()).isEqualTo(3);
    assertThat(change.before().text()).isEqualTo("1.9");
    assertThat(change.after().text()).isEqualTo("2.2.15-full");
    assertThat(change.after().lineText())
        .isEqualTo("  app: {image: \"nocobase/nocobase:2.2.15-full\"}");
    assertThat(change.after().lineText().substring(change.after().column() - 1))
        .startsWith("2.2.15-full");
  }

  @Test
  void refusesAVariableOfTheShell() {
    project.compose(service("nocobase/nocobase:${TAG}")).env("TAG=1.8\n").shell("TAG", "1.9");
    assertThat(project.refused("app").reason()).isEqualTo(Reason.IN_SHELL_ENVIRONMENT);
    assertThat(project.refused("app").name()).isEqualTo("TAG");
  }

  @Test
  void writesTheImageLiterallyWhereTheVariableIsOutOfReach() {
    project.compose(service("\"nocobase/nocobase:${TAG}\"")).shell("TAG", "1.9");
    EditPlan plan = project.read().plan(Map.of("app", Sandbox.TARGET), EditPlan.Manner.LITERALLY);
    assertThat(project.edited("docker-compose.yml", (EditPlan.Planned) plan))
        .isEqualTo(service("\"nocobase/nocobase:2.2.15-full\""));
  }

  @Test
  void removesADigestThatNoLongerFits() {
    String text = service("nocobase/nocobase:1.9@sha256:" + "a".repeat(64));
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(service("nocobase/nocobase:2.2.15-full"));
  }

  @Test
  void replacesADigestByAnother() {
    project.compose(service("nocobase/nocobase:1.9@sha256:" + "a".repeat(64)));
    ImageReference target =
        ImageReference.parse("nocobase/nocobase:2.2.15@sha256:" + "b".repeat(64));
    EditPlan plan = project.read().plan(Map.of("app", target), EditPlan.Manner.WHERE_IT_IS_WRITTEN);
    assertThat(project.edited("docker-compose.yml", (EditPlan.Planned) plan))
        .isEqualTo(service(target.toString()));
  }

  @Test
  void keepsByteOrderMarkLineEndsAndAMissingNewlineAtTheEnd() {
    String text = "\uFEFFservices:\r\n  app:\r\n    image: nocobase/nocobase:1.9\n\r  # ä 🚀";
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.replace("1.9", "2.2.15-full"));
  }

  @Test
  void refusesOtherEncodings() {
    project.file("docker-compose.yml", service("a/b:1").getBytes(StandardCharsets.UTF_16));
    assertThat(project.refused("app").reason()).isEqualTo(Reason.ENCODING);
    project.file("docker-compose.yml", "# \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(project.refused("app").reason()).isEqualTo(Reason.ENCODING);
  }

  @Test
  void refusesToMoveAnotherServiceAlong() {
    project.compose(
        """
        x-image: &image nocobase/nocobase:1.9
        services:
          app: {image: *image}
          worker: {image: *image}
        """);
    assertThat(project.refused("app").reason()).isEqualTo(Reason.SHARED_WITH_OTHER_SERVICE);
    assertThat(project.refused("app").others()).containsExactly("worker");
    assertThat(project.planned("app", "worker").edits()).hasSize(1);
  }
}
