package io.github.nocobasewizard.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.ContainerEngine.Container;
import io.github.nocobasewizard.readiness.Finding.Check;
import io.github.nocobasewizard.readiness.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the setup lies matters: what is started with the files of another folder loses sight of its
/// uploads.
class FolderFindingTest {
  @TempDir Path root;

  @Test
  void theFolderThatItRunsFromIsNoNews() throws Exception {
    Path shop = folder("shop");
    assertThat(findings(shop, shop.toString())).isEmpty();
    Path link = Files.createSymbolicLink(root.resolve("link"), shop);
    assertThat(findings(shop, link.toString())).isEmpty();
  }

  @Test
  void aCopyOfTheFolderIsNotUpgradedInsteadOfIt() throws Exception {
    Path shop = folder("shop");
    Path copy = folder("backup/shop");

    assertThat(findings(copy, shop.toString()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.STOP);
          assertThat(Look.words(finding))
              .contains("It runs from " + shop)
              .contains("Choose the folder that it runs from");
        });
  }

  @Test
  void aFolderThatWasMovedIsTheRightOne() throws Exception {
    assertThat(findings(folder("shop"), root.resolve("before/shop").toString())).isEmpty();
  }

  @Test
  void aFolderThatIsSyncedIsToldByItsProgram() throws Exception {
    Path shop = folder("OneDrive - Contoso/shop");

    assertThat(findings(shop, shop.toString()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.REMARK);
          assertThat(Look.words(finding)).contains("kept in OneDrive").contains("pause OneDrive");
        });
  }

  @Test
  void anImagePinnedByItsChecksumIsNotTakenForAVersionThatMoves() throws Exception {
    Path shop = folder("shop");
    String digest = "@sha256:" + "a".repeat(64);
    Files.writeString(
        shop.resolve("docker-compose.yml"),
        "services:\n  app:\n    image: nocobase/nocobase" + digest + "\n");

    assertThat(all(shop, shop.toString(), digest))
        .filteredOn(finding -> finding.check() == Check.VERSION)
        .singleElement()
        .satisfies(finding -> assertThat(Look.words(finding)).contains("checksum of one build"));
  }

  private Path folder(String name) throws Exception {
    Path folder = Files.createDirectories(root.resolve(name)).toRealPath();
    Files.writeString(
        folder.resolve("docker-compose.yml"),
        "services:\n  app:\n    image: nocobase/nocobase:2.2.0-full\n");
    return folder;
  }

  private static List<Finding> findings(Path folder, String startedFrom) throws Exception {
    return all(folder, startedFrom, ":2.2.0-full").stream()
        .filter(finding -> finding.check() == Check.FOLDER)
        .toList();
  }

  private static List<Finding> all(Path folder, String startedFrom, String version)
      throws Exception {
    String image = "nocobase/nocobase" + version;
    return Look.at(
        folder,
        "\"app\":{\"image\":\"" + image + "\",\"environment\":{\"DB_DIALECT\":\"sqlite\"}}",
        List.of(app(startedFrom, image)));
  }

  private static Container app(String startedFrom, String image) {
    return new Container(
        "1",
        "shop-app-1",
        image,
        "sha256:1",
        Map.of(
            Container.PROJECT,
            "shop",
            Container.SERVICE,
            "app",
            Container.WORKING_DIR,
            startedFrom),
        new ContainerEngine.State("exited", OptionalInt.empty(), 0, false, Instant.EPOCH),
        Instant.EPOCH,
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
