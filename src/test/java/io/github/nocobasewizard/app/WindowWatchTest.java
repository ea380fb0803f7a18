package io.github.nocobasewizard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class WindowWatchTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsWrittenOrReadByTheWindowIsNoted() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path file = folder.resolve("settings.properties");
    var watch = new WindowWatch();
    Files.writeString(file, "by another thread");
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Files.writeString(file, "by the window"));
    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Files.readString(file));
    assertThat(watch.end())
        .anyMatch(wait -> wait.startsWith("jdk.FileWrite " + file))
        .anyMatch(wait -> wait.startsWith("jdk.FileRead " + file))
        .allMatch(wait -> wait.contains("WindowWatchTest"));
  }
}
