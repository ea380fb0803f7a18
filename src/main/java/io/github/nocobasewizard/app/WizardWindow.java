package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.engine.process.DockerDesktop;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.VirtualThreads;
import io.github.nocobasewizard.ui.flow.Wizard;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The wizard's one window.
public final class WizardWindow extends Application {
  private final VirtualThreads background = new VirtualThreads();

  @Override
  public void start(Stage stage) {
    Folders folders = Folders.ofThisSystem();
    Settings settings = Settings.load(folders.data().resolve("settings.properties"));
    Texts texts =
        Texts.forLocale(
            settings.get("language").map(Locale::forLanguageTag).orElse(Locale.getDefault()));
    Theme theme = new Theme(texts.locale());
    settings.get("theme").map(Theme.Choice::valueOf).ifPresent(theme.choice()::set);
    Machine machine = Machine.here();
    Services real =
        Composition.services(
            Composition.thisComputer(
                machine,
                Optional.empty(),
                DockerEngine.STALL_LIMIT,
                folders.data(),
                () -> settings.get("backupFolder").map(Path::of).orElse(folders.backups()),
                StartWatch.Limits.STANDARD));
    Wizard wizard =
        new Wizard(
            texts,
            background,
            real,
            WizardWindow::practice,
            settings,
            new NativeDesktop(stage, getHostServices(), new DockerDesktop(machine)),
            theme,
            Main.version());
    Scene scene = new Scene(wizard.root(), Shell.WIDTH, Shell.HEIGHT);
    theme.dress(scene);
    stage.setTitle(texts.get("app.title"));
    stage.setMinWidth(Shell.MIN_WIDTH);
    stage.setMinHeight(Shell.MIN_HEIGHT);
    stage.setScene(scene);
    stage.setOnCloseRequest(event -> {
      if (!wizard.mayClose()) {
        event.consume();
      }
    });
    stage.show();
    wizard.begin();
  }

  /// A fresh sample in a temporary folder.
  private static Services practice() {
    try {
      Path folder = Files.createTempDirectory("nocobase-practice");
      PracticeWorld world = PracticeWorld.open(folder.resolve("sample"), PracticeTime.realistic());
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
    background.close();
    Platform.exit();
  }
}
