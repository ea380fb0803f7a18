package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.kit.Motion;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A window for tests that use the mouse and the keyboard.
public abstract class UiTest {
  protected static final Texts TEXTS =
      Texts.forLocale(
          Locale.UK, Clock.fixed(Instant.parse("2026-11-23T14:10:00Z"), ZoneOffset.UTC));

  protected final FxRobot robot = new FxRobot();
  protected Stage stage;

  @BeforeEach
  final void openStage() throws Exception {
    System.setProperty(Motion.STILL, "true");
    stage = FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  final void closeStage() throws Exception {
    FxToolkit.cleanupStages();
  }

  /// Shows `root` in the wizard's look, 1000×720.
  protected final void show(Callable<? extends Parent> root) {
    ui(() -> {
      var scene = new Scene(root.call(), 1000, 720);
      new Theme(Locale.UK).dress(scene);
      stage.setScene(scene);
      stage.show();
      stage.toFront();
      stage.requestFocus();
      return null;
    });
    settle();
  }

  protected final void press(KeyCode... keys) {
    robot.push(keys);
    settle();
  }

  protected final void settle() {
    WaitForAsyncUtils.waitForFxEvents();
  }

  protected static <T> T ui(Callable<T> work) {
    return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work));
  }

  protected static void ui(Runnable work) {
    ui(() -> {
      work.run();
      return null;
    });
  }
}
