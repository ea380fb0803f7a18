package io.github.nocobasewizard.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nocobasewizard.engine.process.Machine.Os;
import io.github.nocobasewizard.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With scripts in the place of the system's programs.
@DisabledOnOs(OS.WINDOWS)
class SystemNoticesTest {
  private static final String TITLE = "NocoBase Upgrade Wizard";

  /// What a careless script would take for marks, commands or options of its own.
  private static final String NASTY = "-e it's \"<b>\" & $(reboot) `x` 商店";

  @TempDir Path home;
  private Path bin;
  private Path calls;

  @BeforeEach
  void makeFolders() throws IOException {
    bin = Files.createDirectory(home.resolve("bin"));
    calls = home.resolve("calls");
  }

  /// Notes one argument a line, then what it finds in its environment.
  private void program(String name, String does) throws IOException {
    Path file = bin.resolve(name);
    // Moved, so that a call is there whole or not at all.
    Files.writeString(
        file,
        """
        #!/bin/sh
        printf '%%s\\n' "$@" "$NOTICE_TITLE" "$NOTICE_TEXT" > '%1$s.new'; mv '%1$s.new' '%1$s'
        %2$s
        """
            .formatted(calls, does));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private SystemNotices notices(Os os) {
    return new SystemNotices(new Machine(os, Map.of("PATH", bin.toString()), home));
  }

  private List<String> call() throws IOException {
    Eventually.await("the call of the program", () -> Files.exists(calls));
    return Files.readAllLines(calls);
  }

  @Test
  void linuxGetsTheTextAsItIsMeant() throws Exception {
    program("notify-send", "");

    notices(Os.LINUX).show(TITLE, NASTY);

    assertThat(call())
        .startsWith(
            "--app-name=" + TITLE, "--", TITLE, "-e it's \"&lt;b&gt;\" &amp; $(reboot) `x` 商店");
  }

  @Test
  void macOsGetsTheTextBesideTheScriptNotInIt() throws Exception {
    program("osascript", "");

    notices(Os.MACOS).show(TITLE, NASTY);

    assertThat(call())
        .startsWith(
            "-e",
            "on run argv",
            "-e",
            "display notification (item 2 of argv) with title (item 1 of argv)",
            "-e",
            "end run",
            TITLE,
            NASTY);
  }

  @Test
  void windowsGetsTheTextBesideTheScriptNotInIt() throws Exception {
    program("powershell.exe", "");

    notices(Os.WINDOWS).show(TITLE, NASTY);

    List<String> call = call();
    assertThat(call).endsWith(TITLE, NASTY).startsWith("-NoProfile", "-NonInteractive", "-Command");
    // A double quote or a new line inside an argument is not safe on a Windows command line.
    assertThat(call.get(3)).contains("CreateToastNotifier").doesNotContain("\"", NASTY);
    assertThat(call).hasSize(6);
  }

  @Test
  void aSystemThatShowsNothingIsNoObstacle() throws Exception {
    program("notify-send", "echo 'Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1");

    assertThatCode(() -> notices(Os.LINUX).show(TITLE, "Done")).doesNotThrowAnyException();

    assertThat(call()).contains("Done");
  }

  @Test
  void aSystemWithoutTheProgramIsNoObstacle() {
    Machine machine = new Machine(Os.LINUX, Map.of(), home);

    SystemNotices notices = new SystemNotices(machine, new Programs(machine, path -> false));

    assertThatCode(() -> notices.show(TITLE, "Done")).doesNotThrowAnyException();
  }

  @Test
  void aProgramThatCannotBeStartedIsNoObstacle() throws Exception {
    Path broken = Files.writeString(bin.resolve("osascript"), "#!/no/such/shell\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatCode(() -> notices(Os.MACOS).show(TITLE, "Done")).doesNotThrowAnyException();
  }
}
