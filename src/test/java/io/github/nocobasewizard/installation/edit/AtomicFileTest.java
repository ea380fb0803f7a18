package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new and longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), OLD);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private void assertNothingLeftBehind(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void replacesTheBytesAndLeavesNothingBehind() throws IOException {
    Path file = file(".env");
    assertThat(AtomicFile.replace(file, NEW)).isEqualTo(new WriteResult.Written(file, true));
    assertThat(file).hasBinaryContent(NEW);
    assertNothingLeftBehind(".env");
  }

  @Test
  void keepsPermissions() throws IOException {
    assumeTrue(isPosix());
    Path file = file(".env");
    for (String permissions : List.of("rw-------", "rw-r--r--", "rwxrwxrwx", "-w-------")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      AtomicFile.replace(file, NEW);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(permissions);
    }
  }

  @Test
  void keepsTheOwner() throws IOException {
    assumeTrue(isPosix() && System.getProperty("user.name").equals("root"));
    Path file = file(".env");
    Files.setAttribute(file, "unix:uid", 1234);
    Files.setAttribute(file, "unix:gid", 2345);
    AtomicFile.replace(file, NEW);
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1234);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(2345);
  }

  @Test
  void replacesWhatASymbolicLinkPointsTo() throws IOException {
    assumeTrue(isPosix());
    Path real = Files.createDirectory(folder.resolve("real"));
    Path file = Files.write(real.resolve("compose.yml"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("real/compose.yml"));
    AtomicFile.replace(link, NEW);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasBinaryContent(NEW);
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void saysThatAFileIsReadOnlyAndLeavesItAlone() throws IOException {
    Path file = file("docker-compose.yml");
    assertThat(file.toFile().setReadOnly()).isTrue();
    assertThat(AtomicFile.replace(file, NEW))
        .isEqualTo(new WriteResult.NotWritten(file, WriteResult.Reason.READ_ONLY, ""));
    assertThat(file).hasBinaryContent(OLD);
    assertThat(file.toFile().setWritable(true)).isTrue();
    assertNothingLeftBehind("docker-compose.yml");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThat(AtomicFile.replace(folder.resolve("gone/.env"), NEW))
        .isInstanceOfSatisfying(
            WriteResult.NotWritten.class,
            failure -> assertThat(failure.reason()).isEqualTo(WriteResult.Reason.MISSING));
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertThat(AtomicFile.replace(folder, NEW))
        .isInstanceOfSatisfying(
            WriteResult.NotWritten.class,
            failure -> assertThat(failure.reason()).isEqualTo(WriteResult.Reason.NOT_A_FILE));
  }

  @Test
  void noticesThatSomebodyChangedTheFileMeanwhile() throws IOException {
    Path file = file("docker-compose.yml");
    assertThat(AtomicFile.replace(file, "other".getBytes(StandardCharsets.UTF_8), NEW))
        .isInstanceOfSatisfying(
            WriteResult.NotWritten.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(WriteResult.Reason.CHANGED_MEANWHILE));
    assertThat(file).hasBinaryContent(OLD);
    assertNothingLeftBehind("docker-compose.yml");
  }

  @Test
  void tellsAfterACrashWhetherAnEditWasMade() throws IOException {
    Path file = file("docker-compose.yml");
    FileEdit edit = FileEdit.of(file, OLD, List.of(new FileEdit.Splice(0, 3, NEW)));
    assertThat(edit.state()).isEqualTo(FileEdit.State.BEFORE);
    assertThat(edit.verifyUnchanged()).isTrue();
    assertThat(edit.write()).isInstanceOf(WriteResult.Written.class);
    assertThat(edit.state()).isEqualTo(FileEdit.State.AFTER);
    assertThat(edit.write()).isInstanceOf(WriteResult.NotWritten.class);
    assertThat(edit.reversed().write()).isInstanceOf(WriteResult.Written.class);
    assertThat(file).hasBinaryContent(OLD);
    Files.write(file, new byte[0]);
    assertThat(edit.state()).isEqualTo(FileEdit.State.OTHER);
    Files.delete(file);
    assertThat(edit.state()).isEqualTo(FileEdit.State.UNREADABLE);
  }
}
