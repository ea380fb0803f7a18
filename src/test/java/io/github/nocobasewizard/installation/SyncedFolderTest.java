package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncedFolderTest {
  @ParameterizedTest
  @CsvSource({
    "C:\\Users\\me\\OneDrive\\shop, OneDrive",
    "C:\\Users\\me\\OneDrive - Contoso Ltd\\shop, OneDrive",
    "/Users/me/Library/CloudStorage/OneDrive-Contoso/shop, OneDrive",
    "C:\\Users\\me\\iCloudDrive\\shop, iCloud Drive",
    "/Users/me/Library/Mobile Documents/com~apple~CloudDocs/shop, iCloud Drive",
    "D:\\Dropbox (Contoso)\\shop, Dropbox",
    "/Users/me/Library/CloudStorage/GoogleDrive-me@example.com/My Drive/shop, Google Drive"
  })
  void theProgramIsNamed(String folder, String product) {
    assertThat(SyncedFolder.product(folder)).contains(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\Users\\me\\shop", "/srv/onedrive-client", "/home/me/Library/shop"})
  void otherFoldersHaveNone(String folder) {
    assertThat(SyncedFolder.product(folder)).isEmpty();
  }

  @Test
  void aSetupFileThatIsOnlyInTheCloudIsToldFromNone(@TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve(".docker-compose.yml.icloud"));
    var finder = new InstallationFinder(null, null);

    InstallationException why =
        catchThrowableOfType(InstallationException.class, () -> finder.load(folder));

    assertThat(why.reason()).isEqualTo(InstallationException.Reason.NOT_DOWNLOADED);
    assertThat(why.thing()).endsWith("docker-compose.yml");
  }
}
