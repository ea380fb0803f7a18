package io.github.nocobasewizard.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.readiness.Finding.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An image of the admin's own, built from a Dockerfile: the wizard says which line decides.
class BuiltInstallationTest {
  private static final String ENVIRONMENT =
      "\"environment\":{\"APP_KEY\":\"k\",\"DB_DIALECT\":\"postgres\"}";

  @TempDir Path folder;

  @Test
  void theLineOfTheDockerfileIsNamed() throws Exception {
    Files.writeString(
        folder.resolve("own.Dockerfile"), "# ours\nFROM nocobase/nocobase:2.2.0-full\n");
    Files.writeString(
        folder.resolve("docker-compose.yml"),
        "services:\n  app:\n    build: {context: ., dockerfile: own.Dockerfile}\n");

    Finding finding = files(built(""));

    assertThat(finding.severity()).isEqualTo(Finding.Severity.STOP);
    assertThat(words(finding))
        .contains("built on your own")
        .contains("own.Dockerfile, line 2 (nocobase/nocobase:2.2.0-full)")
        .contains("Ask the person who set it up");
  }

  @Test
  void soItIsWhereTheImageHasANameAsWell() throws Exception {
    Files.writeString(folder.resolve("own.Dockerfile"), "FROM nocobase/nocobase:2.2.0-full\n");
    Files.writeString(
        folder.resolve("docker-compose.yml"),
        "services:\n  app:\n    image: ours/nocobase:1\n"
            + "    build: {context: ., dockerfile: own.Dockerfile}\n");

    assertThat(words(files(built("\"image\":\"ours/nocobase:1\","))))
        .contains("own.Dockerfile, line 1 (nocobase/nocobase:2.2.0-full)");
  }

  @Test
  void withoutSuchALineItIsSaidAllTheSame() throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), "services:\n  app:\n    build: .\n");

    assertThat(words(files(built(""))))
        .contains("built on your own")
        .contains("Ask the person who set it up");
  }

  private String built(String image) {
    String context = folder.toString().replace("\\", "\\\\");
    return "\"app\":{"
        + image
        + "\"build\":{\"context\":\""
        + context
        + "\",\"dockerfile\":\"own.Dockerfile\"},"
        + ENVIRONMENT
        + "}";
  }

  private static String words(Finding finding) {
    return Look.words(finding);
  }

  private Finding files(String services) throws Exception {
    return Look.at(folder, services, List.of()).stream()
        .filter(finding -> finding.check() == Check.FILES)
        .findFirst()
        .orElseThrow();
  }
}
