package io.github.nocobasewizard.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import org.junit.jupiter.api.Test;

/// A label may be touched only once JavaFX runs; before, it would spoil every later test of this JVM.
class PathLabelTest extends UiTest {
  @Test
  void thePathIsCutInTheMiddleFirst() {
    assertThat(PathLabel.candidates("C:\\Users\\Anna\\backups\\my-project"))
        .startsWith(
            "C:\\…\\Anna\\backups\\my-project",
            "C:\\…\\backups\\my-project",
            "C:\\…\\my-project",
            "…\\my-project");
    assertThat(PathLabel.candidates("/home/anna/backups/my-project"))
        .startsWith("/home/…/backups/my-project", "/home/…/my-project", "…/my-project");
  }

  @Test
  void aNameTooLongIsCutInItsOwnMiddle() {
    assertThat(PathLabel.candidates("abcdef")).contains("ab…def").endsWith("…f");
  }

  @Test
  void aNameAloneAndNothingAtAllAreNoProblem() {
    assertThat(PathLabel.candidates("")).isNotEmpty();
    assertThat(PathLabel.candidates("a")).isNotEmpty();
    assertThat(PathLabel.candidates("/")).isNotEmpty();
  }
}
