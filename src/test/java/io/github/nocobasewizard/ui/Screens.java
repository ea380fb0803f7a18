package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.backup.BackupController;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.backup.BackupSamples;
import io.github.nocobasewizard.ui.installation.InstallationController;
import io.github.nocobasewizard.ui.installation.InstallationSamples;
import io.github.nocobasewizard.ui.kit.ConfirmDialog;
import io.github.nocobasewizard.ui.kit.KitGallery;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Place;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.shell.ShellSamples;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.start.StartController;
import io.github.nocobasewizard.ui.start.StartSamples;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Every page in every state worth a picture, filled with sample data.
///
/// A new page adds its states in `all()`, and its samples in a class beside its tests.
final class Screens {
  /// @param name `<page>-<state>`, the beginning of the picture's name
  /// @param show opens the page in a shell
  record Screen(String name, Function<Texts, Opened> show) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// A shell that shows a page.
  ///
  /// @param then what happens once it has been laid out, such as opening a dialog
  record Opened(Shell shell, Runnable then) {}

  private Screens() {}

  static List<Screen> all() {
    var screens = new ArrayList<Screen>(PageScreens.all());
    add(screens, "start-unusable", t -> new StartController(t, StartSamples.unusable()));
    add(screens, "start-found", t -> new StartController(t, StartSamples.found()));
    add(screens, "start-looking", t -> new StartController(t, StartSamples.looking()));
    add(screens, "start-searching", t -> new StartController(t, StartSamples.searching()));
    add(screens, "start-empty", t -> new StartController(t, StartSamples.empty()));
    add(
        screens,
        "start-docker-forbidden",
        t -> new StartController(t, StartSamples.dockerForbidden()));
    add(screens, "start-docker-off", t -> new StartController(t, StartSamples.dockerOff()));
    add(screens, "start-newest", t -> new StartController(t, StartSamples.newest()));
    add(screens, "start-offline", t -> new StartController(t, StartSamples.offline()));
    add(screens, "installation-ready", t -> installation(t, InstallationSamples.ready(t)));
    add(screens, "installation-problems", t -> installation(t, InstallationSamples.problems(t)));
    add(screens, "installation-checking", t -> installation(t, InstallationSamples.checking(t)));
    add(screens, "installation-several", t -> installation(t, InstallationSamples.several(t)));
    add(screens, "backup-choice", t -> backup(t, BackupSamples.choice(t), State.HERE, ""));
    add(screens, "backup-own", t -> backup(t, BackupSamples.own(t), State.HERE, ""));
    add(screens, "backup-running", t -> backup(t, BackupSamples.running(t), State.HERE, ""));
    add(
        screens,
        "backup-done",
        t -> backup(t, BackupSamples.done(t), State.HERE, BackupSamples.tested(t)));
    add(screens, "backup-failed", t -> backup(t, BackupSamples.failed(t), State.FAILED, ""));
    addShell(
        screens,
        "shell-practice",
        t -> {
          var shell = showing(new StartController(t, StartSamples.found()), t);
          shell.setPractice(true);
          return shell;
        });
    addShell(
        screens,
        "shell-drop",
        t -> ShellSamples.hovered(showing(new StartController(t, StartSamples.empty()), t)));
    addShell(
        screens,
        "shell-steps",
        t -> {
          var steps = steps(t, 2, State.HERE, "");
          steps.get(1).state.set(State.BUSY);
          steps.get(1).progress.set(0.72);
          steps.get(3).state.set(State.INTERRUPTED);
          steps.get(3).detail.set("14:09");
          steps.get(4).state.set(State.FAILED);
          return ShellSamples.showing(t, KitGallery.review(t), new Side.Run(steps, true));
        });
    screens.add(
        new Screen(
            "shell-dialog",
            t -> {
              var shell = showing(new StartController(t, StartSamples.found()), t);
              var dialog =
                  new ConfirmDialog(
                          t,
                          "Go back to today, 14:08?",
                          "my-project returns to version 2.2.0-full. 37 changed records and 4 added"
                              + " files are taken out of it; they stay in a new restore point of"
                              + " the present state.",
                          "Go back to 2.2.0")
                      .dangerous()
                      .withTypedName("my-project");
              return new Opened(shell, () -> shell.ask(dialog, () -> {}));
            }));
    screens.add(
        new Screen(
            "shell-notice",
            t -> {
              var shell = showing(new StartController(t, StartSamples.found()), t);
              var dialog =
                  new ConfirmDialog(
                          t,
                          t.get("flow.close.transfer.title"),
                          t.get("flow.close.transfer.text"),
                          t.get("flow.close.deed"))
                      .notice();
              return new Opened(shell, () -> shell.ask(dialog, () -> {}));
            }));
    addShell(
        screens,
        "kit-states",
        t -> ShellSamples.showing(t, KitGallery.states(), new Side.Places(Place.SETTINGS)));
    addShell(
        screens,
        "kit-working",
        t ->
            ShellSamples.showing(
                t, KitGallery.working(t), new Side.Run(steps(t, 3, State.HERE, "4 / 5"), false)));
    addShell(
        screens,
        "kit-review",
        t ->
            ShellSamples.showing(
                t, KitGallery.review(t), new Side.Run(steps(t, 4, State.DONE, ""), false)));
    screens.addAll(OutcomeScreens.all());
    screens.addAll(PlaceScreens.all());
    return screens;
  }

  static Shell showing(Page page, Texts texts) {
    var shell = new Shell(texts, _ -> {}, () -> {});
    shell.show(page);
    return shell;
  }

  private static void addShell(List<Screen> screens, String name, Function<Texts, Shell> shell) {
    screens.add(new Screen(name, texts -> new Opened(shell.apply(texts), () -> {})));
  }

  static void add(List<Screen> screens, String name, Function<Texts, Page> page) {
    addShell(screens, name, texts -> showing(page.apply(texts), texts));
  }

  private static Page installation(
      Texts texts, io.github.nocobasewizard.ui.installation.InstallationModel model) {
    return new InstallationController(texts, model, steps(texts, 0, State.HERE, ""));
  }

  private static Page backup(Texts texts, BackupModel model, State state, String detail) {
    return new BackupController(texts, model, steps(texts, 1, state, detail));
  }

  /// The steps of a run that has come to step `at`, what was decided before filled in.
  static List<StepModel> steps(Texts texts, int at, State state, String detail) {
    var decided =
        List.of(
            texts.locale().getLanguage().equals("zh")
                ? "my-project，2.2.0-full"
                : "my-project, 2.2.0-full",
            BackupSamples.tested(texts),
            "2.2.15-full",
            "7 min 12 s",
            "");
    var steps = Side.upgradeSteps(texts);
    for (int i = 0; i < at; i++) {
      steps.get(i).state.set(State.DONE);
      steps.get(i).detail.set(decided.get(i));
    }
    steps.get(at).state.set(state);
    steps.get(at).detail.set(detail);
    return steps;
  }
}
