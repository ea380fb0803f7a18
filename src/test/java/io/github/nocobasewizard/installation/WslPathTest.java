package io.github.nocobasewizard.installation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WslPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\wsl.localhost\\Ubuntu\\home\\me\\shop",
        "\\\\wsl$\\Debian\\srv",
        "\\\\WSL.LOCALHOST\\Ubuntu\\",
        "\\\\?\\UNC\\wsl.localhost\\Ubuntu\\home",
        "//wsl$/Ubuntu/home"
      })
  void linuxsOwnFilesAreRecognised(String path) {
    assertThat(WslPath.isInLinux(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C:\\wsl$\\shop", "\\\\server\\wsl$\\shop", "/home/me", "\\\\wslbox\\share\\x"})
  void otherFoldersAreNot(String path) {
    assertThat(WslPath.isInLinux(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/mnt/c/Users/me/shop, C:\\Users\\me\\shop", "/mnt/d, D:\\", "/mnt/e/, E:\\"})
  void aDriveHasItsNameOfWindows(String linux, String windows) {
    assertThat(WslPath.onWindows(linux)).contains(windows);
  }

  @Test
  void whatIsOnNoDriveHasNone() {
    assertThat(WslPath.onWindows("/home/me")).isEmpty();
    assertThat(WslPath.onWindows("/mnt/data/shop")).isEmpty();
  }
}
