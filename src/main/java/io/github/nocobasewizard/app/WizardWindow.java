package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.engine.process.DockerDesktop;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.SystemNotices;
import io.github.nocobasewizard.engine.process.SystemTaskbar;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.flow.Wizard;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// The wizard's one window.
public final class WizardWindow extends Application {
  private static final double SELF_TEST_SPEED = 30;

  /// Pixels; drawn by the packaging recipe from its icon.svg.
  private static final int[] ICONS = {16, 32, 48, 64, 128, 256};

  /// JavaFX makes the window's object; what it needs waits here.
  private static final CompletableFuture<Preparation> PREPARATION = new CompletableFuture<>();

  private final Preparation prepared = PREPARATION.join();
  private Optional<SingleInstance> instance = Optional.empty();

  /// Starts JavaFX and opens the window; returns when it is closed.
  static void open(String[] arguments) {
    PREPARATION.completeAsync(() -> Preparation.of(List.of(arguments)));
    launch(WizardWindow.class, arguments);
  }

  @Override
  public void start(Stage stage) {
    Optional<Path> selfTest = prepared.selfTest();
    Texts texts = prepared.texts();
    Theme theme = new Theme(texts.locale());
    prepared.settings().get("theme").map(Theme.Choice::valueOf).ifPresent(theme.choice()::set);
    Wizard wizard = wizard(stage, theme);
    Scene scene = new Scene(wizard.root(), Shell.WIDTH, Shell.HEIGHT);
    theme.dress(scene);
    stage.setTitle(texts.get("app.title"));
    stage.setMinWidth(Shell.MIN_WIDTH);
    stage.setMinHeight(Shell.MIN_HEIGHT);
    stage.setScene(scene);
    for (int size : ICONS) {
      stage.getIcons().add(new Image(getClass().getResource("icon-" + size + ".png").toString()));
    }
    stage.setOnCloseRequest(event -> {
      if (!wizard.mayClose()) {
        event.consume();
      }
    });
    selfTest.ifPresent(_ -> SelfTest.tellWhenDrawn(scene));
    stage.show();
    if (selfTest.isEmpty()) {
      instance =
          SingleInstance.first(
              prepared.folders().data(),
              System.getenv(),
              () -> Platform.runLater(() -> bringToFront(stage)));
    }
    wizard.begin();
    selfTest.ifPresent(pictures -> {
      SelfTest test = new SelfTest(scene, texts, pictures);
      prepared.background().call(test::run).onSuccess(System::exit).start();
    });
  }

  private Wizard wizard(Stage stage, Theme theme) {
    Machine machine = prepared.machine();
    PracticeTime pace =
        prepared.selfTest().isPresent()
            ? PracticeTime.atSpeed(SELF_TEST_SPEED)
            : PracticeTime.realistic();
    return new Wizard(
        prepared.texts(),
        prepared.background(),
        prepared.services(),
        () -> practice(pace),
        prepared.settings(),
        new NativeDesktop(
            stage,
            getHostServices(),
            new DockerDesktop(machine),
            new SystemNotices(machine),
            SystemTaskbar.of(machine, prepared.texts().get("app.title"))),
        theme,
        Main.version(),
        new NewerWizard(prepared.web(), Main.releases(), Main.version()),
        prepared.reach());
  }

  private static void bringToFront(Stage stage) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
  }

  /// A fresh sample in a temporary folder.
  private static Services practice(PracticeTime pace) {
    try {
      Path folder = Files.createTempDirectory("nocobase-practice");
      PracticeWorld world = PracticeWorld.open(folder.resolve("sample"), pace);
      return Composition.services(
          new Composition.Outside(
              world.engine(),
              world.compose(),
              world.web(),
              world.registry(),
              folder.resolve("data"),
              () -> folder.resolve("backups"),
              StartWatch.Limits.STANDARD,
              Clock.systemDefaultZone(),
              true));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for the sample", e);
    }
  }

  @Override
  public void stop() {
    instance.ifPresent(SingleInstance::close);
    prepared.background().close();
    // The last choice may not be written yet.
    prepared.settings().save();
    Platform.exit();
  }
}
