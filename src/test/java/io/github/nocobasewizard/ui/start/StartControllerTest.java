package io.github.nocobasewizard.ui.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.ui.UiTest;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.start.StartModel.Found;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

/// The first page as it comes to know an installation.
class StartControllerTest extends UiTest {
  private boolean says(String words) {
    return robot
        .lookup(node -> node instanceof Labeled label && words.equals(label.getText()))
        .queryAll()
        .stream()
        .anyMatch(node -> node.getParent().isVisible());
  }

  @Test
  void anInstallationIsNotCalledStoppedBeforeItWasLookedAt() {
    var model = StartSamples.looking();
    show(() -> {
      var shell = new Shell(TEXTS, _ -> {}, () -> {});
      shell.show(new StartController(TEXTS, model));
      return shell.root();
    });
    assertThat(says("Choose another…")).isTrue();
    assertThat(says("Not running")).isFalse();

    Platform.runLater(() -> model.found.set(new Found("my-project", "/srv/shop", false, "2.2.0")));
    settle();
    assertThat(says("Not running")).isTrue();
  }
}
