package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ProgramEnding;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.InstallationFinder;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.support.NewerWizard;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.support.SupportReport;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.shell.Navigator;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.theme.Theme;
import java.io.File;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The way through the window: which page comes next, for the real computer or for practice.
public final class Wizard {
  private static final Duration DOCKER_START = Duration.ofMinutes(3);

  /// Older ones tell nothing of what is wrong now.
  static final int REPORTED_RUNS = 3;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final KeyCombination PASTE =
      new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

  /// The setting that no newer wizard is looked for; absent where it is.
  static final String NO_NEWER_WIZARD = "noNewerWizard";

  private static final System.Logger LOG = System.getLogger(Wizard.class.getName());

  private final Texts texts;
  private final Background background;
  private final Services real;
  private final Supplier<Services> practice;
  private final Preferences preferences;
  private final Desktop desktop;
  private final Theme theme;
  private final String version;
  private final NewerWizard newerWizard;
  private final Reach reach;
  private final ObjectProperty<NewerWizard.@Nullable Release> newRelease =
      new SimpleObjectProperty<>();
  private final Shell shell;
  private Services services;
  private @Nullable StartFlow start;
  private @Nullable UpgradeFlow upgrade;
  private @Nullable RestoreFlow restore;
  private @Nullable GoBackTask goingBack;

  /// @param practice makes a fresh practice world
  public Wizard(
      Texts texts,
      Background background,
      Services real,
      Supplier<Services> practice,
      Preferences preferences,
      Desktop desktop,
      Theme theme,
      String version,
      NewerWizard newerWizard,
      Reach reach) {
    this.texts = texts;
    this.background = background;
    this.real = real;
    this.practice = practice;
    this.preferences = preferences;
    this.desktop = desktop;
    this.theme = theme;
    this.version = version;
    this.newerWizard = newerWizard;
    this.reach = reach;
    this.services = real;
    this.shell = new Shell(texts, this::goTo, this::endPractice);
    shell.root().addEventHandler(KeyEvent.KEY_PRESSED, this::pasted);
  }

  /// A folder that was copied in the file manager, or its path copied as text, is taken where one
  /// can be dropped.
  private void pasted(KeyEvent event) {
    Page page = shell.page();
    if (!PASTE.match(event) || page == null || !page.takesDrops()) {
      return;
    }
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasFiles()) {
      page.dropped(clipboard.getFiles().stream().map(File::toPath).toList());
    } else if (clipboard.hasString()) {
      InstallationFinder.pathIn(clipboard.getString())
          .ifPresent(path -> page.dropped(List.of(path)));
    }
    event.consume();
  }

  /// The root of the window's scene.
  public Parent root() {
    return shell.root();
  }

  /// Shows the first page and begins to look around.
  public void begin() {
    showStart();
    if (newerWizard.canAsk() && preferences.get(NO_NEWER_WIZARD).isEmpty()) {
      background
          .call(newerWizard::ask)
          .onSuccess(release -> newRelease.set(release.orElse(null)))
          .start();
    }
  }

  /// Whether the window may be closed now; while data is being changed it stays, and says why.
  public boolean mayClose() {
    if ((upgrade != null && upgrade.busy()) || (goingBack != null && goingBack.running())) {
      sayWhyItStays("flow.close.title", "flow.close.text");
      return false;
    }
    if (restore != null && restore.busy()) {
      sayWhyItStays("flow.close.transfer.title", "flow.close.transfer.text");
      return false;
    }
    return true;
  }

  private void sayWhyItStays(String title, String text) {
    shell.ask(
        new ConfirmDialog(texts, texts.get(title), texts.get(text), texts.get("flow.close.deed"))
            .notice(),
        () -> {});
  }

  /// Tells how long work has ended, or that it waits for a decision, if nobody looks at the window.
  ///
  /// @param sentence what the window says
  void announce(Installation installation, String sentence) {
    if (!desktop.windowInFront()) {
      background.run(() ->
          desktop.announce(
              texts.get("app.title"), texts.get("flow.announce", installation.name(), sentence)));
    }
  }

  /// Shows outside the window how far work is.
  ///
  /// @param whole how much is done, 0 to 1
  /// @return to be run when the work has ended
  Runnable showProgress(ObservableValue<? extends Number> whole) {
    Subscription watching = whole.subscribe(now -> desktop.showProgress(now.doubleValue()));
    return () -> {
      watching.unsubscribe();
      desktop.endProgress();
    };
  }

  Preferences preferences() {
    return preferences;
  }

  Desktop desktop() {
    return desktop;
  }

  Navigator navigator() {
    return shell;
  }

  /// Whether this program can be told of newer ones.
  boolean canAskForNewer() {
    return newerWizard.canAsk();
  }

  /// Null as long as no newer one is known.
  ReadOnlyObjectProperty<NewerWizard.@Nullable Release> newRelease() {
    return newRelease;
  }

  Reach reach() {
    return reach;
  }

  /// This program's own version.
  String version() {
    return version;
  }

  Theme theme() {
    return theme;
  }

  private void goTo(Place place) {
    switch (place) {
      case START -> showStart();
      case RESTORE -> showRestore();
      case HISTORY -> new PlacesFlow(this, texts, background, services).showHistory();
      case SETTINGS -> new PlacesFlow(this, texts, background, services).showSettings();
      case HELP -> showHelp();
    }
  }

  void showStart() {
    leaveUpgrade();
    StartFlow flow = new StartFlow(this, texts, background, services);
    start = flow;
    shell.show(flow.page);
    flow.search();
  }

  private void leaveUpgrade() {
    if (upgrade != null) {
      upgrade.leave();
      upgrade = null;
    }
  }

  void showRestore() {
    leaveUpgrade();
    restorePage().show();
  }

  /// The Restore page with this restore point chosen.
  void showRestore(RestorePoint point) {
    leaveUpgrade();
    RestoreFlow flow = restorePage();
    flow.prefer(point);
    flow.show();
  }

  /// Work that goes on there is found there again.
  private RestoreFlow restorePage() {
    RestoreFlow before = restore;
    if (before != null && before.busy() && before.isOf(services)) {
      return before;
    }
    RestoreFlow flow = new RestoreFlow(this, texts, background, services);
    restore = flow;
    return flow;
  }

  /// Goes back to a restore point chosen on the Restore page.
  void goBack(Installation installation, RestorePoint point) {
    GoBackTask task = GoBackTask.chosen(this, texts, background, services, shell::show);
    goingBack = task;
    task.start(installation, point, installation.image().tagOrLatest());
  }

  void showHelp() {
    new PlacesFlow(this, texts, background, services).showHelp();
  }

  /// Opens the app in the browser; the sample has none, and somebody else may live at its address.
  void openNocoBase(Installation installation) {
    if (services.practice()) {
      endPractice();
    } else {
      installation.main().address().ifPresent(desktop::open);
    }
  }

  // ---- reports

  /// Saves a text where the user says.
  void save(String name, String text) {
    desktop
        .chooseFileToSave(name)
        .ifPresent(file ->
            background
                .call(() -> Files.writeString(file, text))
                .onFailure(failure -> notSaved(file, failure))
                .start());
  }

  /// Saves a report about an installation and its latest runs where the user says, and shows it
  /// there.
  ///
  /// @param shown what the window has said
  void saveReport(Installation installation, List<String> shown) {
    saveReport(() -> {
      List<RunStore.Record> runs =
          services.runs().list().stream()
              .filter(run -> run.beginning().installation().equals(installation.key()))
              .limit(REPORTED_RUNS)
              .toList();
      return new SupportReport.Subject(Optional.of(installation), runs, shown);
    });
  }

  /// The same about whatever is put together in the background.
  void saveReport(Callable<SupportReport.Subject> subject) {
    desktop
        .chooseFileToSave(texts.get("flow.report.support"))
        .ifPresent(file ->
            background
                .call(() -> {
                  try (OutputStream out = Files.newOutputStream(file)) {
                    new SupportReport(
                            services.engine(), version, preferences.mirror(), services.clock())
                        .write(out, subject.call());
                  }
                  return file.toAbsolutePath().getParent();
                })
                .onSuccess(desktop::open)
                .onFailure(failure -> notSaved(file, failure))
                .start());
  }

  private void notSaved(Path file, Throwable failure) {
    LOG.log(Level.WARNING, "not saved: " + file, failure);
    shell.ask(
        new ConfirmDialog(
            texts,
            texts.get("flow.notSaved.title"),
            texts.get("flow.notSaved.text", file, String.valueOf(failure.getMessage())),
            texts.get("flow.notSaved.deed")),
        () -> {});
  }

  // ---- practice

  /// The sample and what is found in it.
  private record Sample(Services services, List<Installation> installations) {}

  void practise() {
    background
        .call(() -> {
          Services made = practice.get();
          return new Sample(made, made.finder().find(List.of()).installations());
        })
        .onSuccess(sample -> {
          services = sample.services();
          shell.setPractice(true);
          upgrade(sample.installations());
        })
        .start();
  }

  private void endPractice() {
    services = real;
    shell.setPractice(false);
    showStart();
  }

  // ---- the five steps

  void upgrade(List<Installation> installations) {
    leaveUpgrade();
    upgrade = new UpgradeFlow(this, texts, background, services, installations);
    upgrade.begin();
  }

  void chooseFolder(List<Installation> known) {
    desktop
        .chooseFolder(preferences.folders().stream().findFirst())
        .ifPresent(folder -> load(known, List.of(folder)));
  }

  /// Opens the way with an installation that was dropped or chosen.
  void load(List<Installation> known, List<Path> paths) {
    leaveUpgrade();
    upgrade = new UpgradeFlow(this, texts, background, services, known);
    upgrade.begin();
    upgrade.load(paths.getFirst());
  }

  /// Waits until the engine answers.
  boolean awaitDocker() {
    Instant end = Instant.now().plus(DOCKER_START);
    while (Instant.now().isBefore(end)) {
      try {
        services.engine().info();
        return true;
      } catch (EngineException e) {
        ProgramEnding.orPause(POLL);
      }
    }
    return false;
  }
}
