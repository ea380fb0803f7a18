package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.backup.BackupController;
import io.github.nocobasewizard.ui.backup.BackupModel;
import io.github.nocobasewizard.ui.backup.BackupSamples;
import io.github.nocobasewizard.ui.installation.InstallationController;
import io.github.nocobasewizard.ui.installation.InstallationSamples;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
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
  record Opened(Shell shell) {}

  private Screens() {}

  static List<Screen> all() {
    var screens = new ArrayList<Screen>();
    add(screens, "start-found", t -> new StartController(t, StartSamples.found()));
    add(screens, "start-searching", t -> new StartController(t, StartSamples.searching()));
    add(screens, "start-empty", t -> new StartController(t, StartSamples.empty()));
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
    return screens;
  }

  private static void add(List<Screen> screens, String name, Function<Texts, Page> page) {
    screens.add(
        new Screen(
            name,
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(page.apply(texts));
              return new Opened(shell);
            }));
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
