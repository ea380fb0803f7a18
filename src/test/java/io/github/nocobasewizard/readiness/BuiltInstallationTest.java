package io.github.nocobasewizard.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.readiness.Finding.Check;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.testing.FakeCompose;
import io.github.nocobasewizard.testing.FakeContainers;
import io.github.nocobasewizard.ui.text.FindingTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.upgrade.UpgradePlanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
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
    FindingTexts texts = new FindingTexts(Texts.forLocale(Locale.UK));
    return texts.title(finding) + "\n" + texts.detail(finding);
  }

  private Finding files(String services) throws Exception {
    FakeCompose compose = new FakeCompose().services(services);
    var engine = FakeContainers.engine(List.of());
    Installation installation = new InstallationFinder(engine, compose).load(folder);
    Readiness readiness =
        new Readiness(
            engine,
            compose,
            (request, limit) -> {
              throw new AssertionError("nothing runs");
            },
            new NoRegistry(),
            new RunStore(folder.resolve("runs"), Clock.systemUTC()),
            new UpgradePlanner(),
            () -> folder);
    return readiness.check(installation, _ -> {}, Cancellation.none()).findings().stream()
        .filter(finding -> finding.check() == Check.FILES)
        .findFirst()
        .orElseThrow();
  }

  private static final class NoRegistry implements Registry {
    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation) {}

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation) {
      return Optional.empty();
    }
  }
}
