package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PastedPathTest {
  private static final Path FOLDER = Path.of("/srv/my shop").toAbsolutePath();

  @Test
  void aPathIsTakenAsItIs() {
    assertThat(InstallationFinder.pathIn("  " + FOLDER + "\n")).contains(FOLDER);
  }

  @Test
  void quotesAroundItAreDropped() {
    assertThat(InstallationFinder.pathIn("\"" + FOLDER + "\"")).contains(FOLDER);
  }

  @Test
  void anAddressOfTheBrowserIsUnderstood() {
    assertThat(InstallationFinder.pathIn(FOLDER.toUri().toString()).map(Path::normalize))
        .contains(FOLDER);
  }

  @Test
  void theHomeFolderIsFilledIn() {
    assertThat(InstallationFinder.pathIn("~/nocobase"))
        .contains(Path.of(System.getProperty("user.home"), "nocobase"));
  }

  @Test
  void aTextThatIsNoPathIsNotTaken() {
    assertThat(InstallationFinder.pathIn("first line\nsecond line")).isEmpty();
    assertThat(InstallationFinder.pathIn("   ")).isEmpty();
    assertThat(InstallationFinder.pathIn("file://elsewhere?no")).isEmpty();
  }
}
