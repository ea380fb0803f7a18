package io.github.nocobasewizard.app;

import io.github.nocobasewizard.engine.WebClient;
import io.github.nocobasewizard.engine.docker.DockerEngine;
import io.github.nocobasewizard.engine.http.ChosenProxies;
import io.github.nocobasewizard.engine.http.DockerHubRegistry;
import io.github.nocobasewizard.engine.http.JdkWebClient;
import io.github.nocobasewizard.engine.practice.PracticeTime;
import io.github.nocobasewizard.engine.practice.PracticeWorld;
import io.github.nocobasewizard.engine.process.DockerDesktop;
import io.github.nocobasewizard.engine.process.Machine;
import io.github.nocobasewizard.engine.process.SystemNotices;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.VirtualThreads;
import io.github.nocobasewizard.ui.flow.Wizard;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
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

  private final VirtualThreads background = new VirtualThreads();
  private Optional<SingleInstance> instance = Optional.empty();

  /// The last choice may not be written yet when the window closes.
  private Runnable saveSettings = () -> {};

  @Override
  public void start(Stage stage) {
    Optional<Path> selfTest = SelfTest.wanted(getParameters().getRaw());
    Folders folders = selfTest.map(Folders::within).orElseGet(Folders::ofThisSystem);
    Settings settings =
        Settings.load(folders.data().resolve("settings.properties"), background::run);
    saveSettings = settings::save;
    Texts texts =
        Texts.forLocale(
            settings.get("language").map(Locale::forLanguageTag).orElse(Locale.getDefault()));
    Theme theme = new Theme(texts.locale());
    settings.get("theme").map(Theme.Choice::valueOf).ifPresent(theme.choice()::set);
    Machine machine = Machine.here();
    PracticeTime pace =
        selfTest.isPresent() ? PracticeTime.atSpeed(SELF_TEST_SPEED) : PracticeTime.realistic();
    ProxySelector proxies = new ChosenProxies(settings::proxy);
    WebClient web = new JdkWebClient(proxies);
    Wizard wizard =
        new Wizard(
            texts,
            background,
            thisComputer(machine, folders, settings, proxies),
            () -> practice(pace),
            settings,
            new NativeDesktop(
                stage, getHostServices(), new DockerDesktop(machine), new SystemNotices(machine)),
            theme,
            Main.version(),
            new NewerWizard(web, Main.releases(), Main.version()),
            new Reach(web, DockerHubRegistry.NOCOBASE));
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
              folders.data(), System.getenv(), () -> Platform.runLater(() -> bringToFront(stage)));
    }
    wizard.begin();
    selfTest.ifPresent(pictures -> {
      SelfTest test = new SelfTest(scene, texts, pictures);
      background.call(test::run).onSuccess(System::exit).start();
    });
  }

  private static void bringToFront(Stage stage) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
  }

  private static Services thisComputer(
      Machine machine, Folders folders, Settings settings, ProxySelector proxies) {
    return Composition.services(
        Composition.thisComputer(
                machine,
                Optional.empty(),
                DockerEngine.STALL_LIMIT,
                folders.data(),
                () -> settings.get("backupFolder").map(Path::of).orElse(folders.backups()),
                StartWatch.Limits.STANDARD,
                proxies)
            .keeping(settings::keptBackups));
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
    background.close();
    saveSettings.run();
    Platform.exit();
  }
}
