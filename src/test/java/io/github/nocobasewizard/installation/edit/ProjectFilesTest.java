package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nocobasewizard.engine.ImageReference;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  void refusesAnEnvironmentFileInAnotherEncoding() {
    project.compose(service("nocobase/nocobase:${TAG}"));
    project.file(".env", "TAG=1.9\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(project.refused("app").reason()).isEqualTo(Reason.ENCODING);
  }

  @Test
  void findsTheCharactersBehindTabsAndEmoji() {
    String text = "# 🚀 ä\nservices:\n  app:\n    image:\t'nocobase/nocobase:1.9'\t# 🚀 1.9\n";
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.replace("base:1.9'", "base:2.2.15-full'"));
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

  @Test
  void namesTheServicesThatShareTheVersion() {
    project
        .compose(
            """
            services:
              app: {image: "nocobase/nocobase:${TAG}"}
              worker: {image: "nocobase/nocobase:${TAG}-full"}
              db: {image: "postgres:16"}
            """)
        .env("TAG=1.9\n");
    assertThat(project.locate("app"))
        .isInstanceOfSatisfying(
            ImageLocation.Found.class,
            found -> assertThat(found.sharedWith()).containsExactly("worker"));
  }

  @Test
  void movesServicesToFlavoursOfTheirOwn() {
    project
        .compose(
            """
            services:
              app: {image: "nocobase/nocobase:${TAG}-full"}
              worker: {image: "nocobase/nocobase:${TAG}"}
            """)
        .env("TAG=1.9\n");
    EditPlan plan =
        project
            .read()
            .plan(
                Map.of(
                    "app", ImageReference.parse("nocobase/nocobase:2.2.15-full"),
                    "worker", ImageReference.parse("nocobase/nocobase:2.2.15")),
                EditPlan.Manner.WHERE_IT_IS_WRITTEN);
    assertThat(project.edited(".env", (EditPlan.Planned) plan)).isEqualTo("TAG=2.2.15\n");
  }

  @Test
  void refusesWhatCannotBeRightForAllServices() {
    project
        .compose(
            """
            services:
              app: {image: "nocobase/nocobase:${TAG}-full"}
              worker: {image: "nocobase/nocobase:${TAG}"}
            """)
        .env("TAG=1.9\n");
    assertThat(project.refused("app", "worker").reason()).isEqualTo(Reason.SERVICES_DISAGREE);
  }

  @Test
  void findsVariablesInEitherCaseOnWindows() {
    project.compose(service("nocobase/nocobase:${Nb_Tag}")).env("NB_TAG=1.9\n").namesIgnoreCase();
    assertThat(project.edited(".env")).isEqualTo("NB_TAG=2.2.15-full\n");
  }

  @Test
  void readsFilesThatUseOneAnchorManyTimes() {
    StringBuilder text = new StringBuilder("x-c: &c {restart: always}\nservices:\n");
    for (int i = 0; i < 80; i++) {
      text.append("  s%d: {<<: *c, image: 'redis:7'}\n".formatted(i));
    }
    String app = "  app: {image: 'nocobase/nocobase:1.9'}\n";
    assertThat(project.compose(text + app).edited("docker-compose.yml"))
        .isEqualTo(text + app.replace("1.9", "2.2.15-full"));
  }

  @Test
  void namesEveryFileOfAProject() {
    project
        .compose(
            """
            include: [inc/compose.yml]
            services:
              app:
                extends: {file: base.yml, service: base}
                env_file: app.env
            """)
        .file("inc/compose.yml", "services: {db: {image: 'postgres:16'}}")
        .file("inc/.env", "A=1")
        .file("base.yml", service("nocobase/nocobase:1.9").replace("app", "base"))
        .file("app.env", "B=1")
        .env("C=1");
    assertThat(project.read().files())
        .containsExactlyInAnyOrder(
            project.path("docker-compose.yml"),
            project.path("inc/compose.yml"),
            project.path("inc/.env"),
            project.path("base.yml"),
            project.path("app.env"),
            project.path(".env"));
  }

  @Test
  void editsAFileOnceThatIsReachedByTwoWays() throws Exception {
    // Windows makes symbolic links for administrators only.
    assumeTrue(File.separatorChar == '/');
    project.file("real/compose.yml", service("nocobase/nocobase:1.9"));
    Files.createSymbolicLink(project.path("docker-compose.yml"), Path.of("real/compose.yml"));
    project.files("docker-compose.yml", "real/compose.yml");
    EditPlan.Planned plan = project.planned("app");
    assertThat(plan.edits()).hasSize(1);
    assertThat(plan.edits().getFirst().write()).isInstanceOf(WriteResult.Written.class);
    assertThat(project.path("real/compose.yml"))
        .hasContent(service("nocobase/nocobase:2.2.15-full"));
  }

  @Test
  void saysWhichServiceOrFileIsNotThere() {
    assertThat(project.refused("app").reason()).isEqualTo(Reason.NO_COMPOSE_FILE);
    assertThat(project.read().services()).isEmpty();
    project.compose(service("a/b:1"));
    assertThat(project.refused("nobody").reason()).isEqualTo(Reason.SERVICE_NOT_FOUND);
    project.files("gone.yml");
    assertThat(project.refused("app").reason()).isEqualTo(Reason.FILE_UNREADABLE);
    assertThat(project.refused("app").file()).isEqualTo(project.path("gone.yml"));
    project.files("oci://registry/project");
    assertThat(project.refused("app").reason()).isEqualTo(Reason.FILE_UNREADABLE);
  }

  @Test
  void saysWhichKeyIsThereTwice() {
    project.compose("services:\n  app:\n    image: a:1\n    image: b:1\n");
    Refused refused = project.refused("app");
    assertThat(refused.reason()).isEqualTo(Reason.DUPLICATE_KEY);
    assertThat(refused.line()).isEqualTo(4);
    assertThat(refused.name()).isEqualTo("image");
  }

  @Test
  void isNotDisturbedByAnotherServiceThatIsNotUnderstood() {
    String text =
        """
        services:
          odd: {image: !override "a:1"}
          far: {extends: {file: "https://example.org/compose.yml", service: x}}
          app: {image: "nocobase/nocobase:1.9"}
        """;
    assertThat(project.compose(text).edited("docker-compose.yml"))
        .isEqualTo(text.replace("nocobase:1.9", "nocobase:2.2.15-full"));
    assertThat(project.refused("far").reason()).isEqualTo(Reason.EXTENDS_NOT_UNDERSTOOD);
  }

  @Test
  void noticesThatAServiceMovesAlongWhichIsNotUnderstood() {
    project
        .compose(
            """
            services:
              odd: {image: !override "nocobase/nocobase:${TAG}"}
              app: {image: "nocobase/nocobase:${TAG}"}
            """)
        .env("TAG=1.9");
    assertThat(project.refused("app").others()).containsExactly("odd");
    project.compose(
        """
        services:
          odd: !override {extends: app}
          app: {image: "nocobase/nocobase:${TAG}"}
        """);
    assertThat(project.refused("app").others()).containsExactly("odd");
  }

  @Test
  void noticesThatADoublyDefinedServiceWouldNoLongerBeEqual() {
    project
        .compose(
            "include: [inc.yml]\nservices: {db: {image: 'a:${TAG}'}, app: {image: 'b:${TAG}'}}")
        .file("inc.yml", "services: {db: {image: 'a:1.9'}}")
        .env("TAG=1.9");
    assertThat(project.refused("app").others()).containsExactly("db");
  }
}
