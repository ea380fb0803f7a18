package io.github.nocobasewizard.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.installation.edit.EditPlan;
import io.github.nocobasewizard.installation.edit.Reason;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.testing.FakeCompose;
import io.github.nocobasewizard.testing.FakeContainers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradePlannerTest {
  private static final ImageReference TARGET =
      ImageReference.parse("nocobase/nocobase:2.2.15-full");
  private static final String APP = "\"app\":{\"image\":\"nocobase/nocobase:2.2.0-full\"}";

  @TempDir Path folder;

  @Test
  void aServiceOfAnInactiveProfileMovesAlong() throws Exception {
    String written =
        edited(
            """
            services:
              app:
                image: nocobase/nocobase:2.2.0-full
              worker:
                image: nocobase/nocobase:2.2.0-full
                profiles: [night]
              db:
                image: postgres:16
            """);

    assertThat(written)
        .isEqualTo(
            """
            services:
              app:
                image: nocobase/nocobase:2.2.15-full
              worker:
                image: nocobase/nocobase:2.2.15-full
                profiles: [night]
              db:
                image: postgres:16
            """);
  }

  @Test
  void soDoesOneThatSharesItsImageWithTheApp() throws Exception {
    String written =
        edited(
            """
            x-image: &image nocobase/nocobase:2.2.0-full
            services:
              app:
                image: *image
              worker:
                image: *image
                profiles: [night]
            """);

    assertThat(written).startsWith("x-image: &image nocobase/nocobase:2.2.15-full\n");
  }

  @Test
  void oneThatCannotMoveAlongHoldsNobodyUp() throws Exception {
    String written =
        edited(
            """
            services:
              app:
                image: nocobase/nocobase:2.2.0-full
              worker:
                image: nocobase/nocobase:2.2.0-full
                build: .
                profiles: [night]
            """);

    assertThat(written).containsOnlyOnce("2.2.15").contains("2.2.0-full\n    build: .");
  }

  @Test
  void anotherActiveServiceWithTheSameCharactersIsNotMovedInSilence() throws Exception {
    EditPlan plan =
        plan(
            """
            x-image: &image nocobase/nocobase:2.2.0-full
            services:
              app:
                image: *image
              worker:
                image: *image
            """,
            APP + ",\"worker\":{\"image\":\"somebody/else\"}");

    assertThat(plan)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.SHARED_WITH_OTHER_SERVICE);
              assertThat(refused.others()).containsExactly("worker");
            });
  }

  private String edited(String compose) throws Exception {
    EditPlan.Planned planned = (EditPlan.Planned) plan(compose, APP);
    assertThat(planned.edits()).hasSize(1);
    return new String(planned.edits().getFirst().after(), StandardCharsets.UTF_8);
  }

  private EditPlan plan(String compose, String active) throws Exception {
    Files.writeString(folder.resolve("docker-compose.yml"), compose);
    InstallationFinder finder =
        new InstallationFinder(
            FakeContainers.engine(List.of()), new FakeCompose().services(active));
    return new UpgradePlanner().changes(finder.load(folder), TARGET);
  }
}
