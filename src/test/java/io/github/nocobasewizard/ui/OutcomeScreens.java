package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.ui.Screens.Opened;
import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.done.DoneController;
import io.github.nocobasewizard.ui.done.DoneModel;
import io.github.nocobasewizard.ui.done.DoneSamples;
import io.github.nocobasewizard.ui.failed.FailedController;
import io.github.nocobasewizard.ui.failed.FailedModel;
import io.github.nocobasewizard.ui.failed.FailedSamples;
import io.github.nocobasewizard.ui.failed.FailedWords;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.unfinished.UnfinishedController;
import io.github.nocobasewizard.ui.unfinished.UnfinishedModel;
import io.github.nocobasewizard.ui.unfinished.UnfinishedSamples;
import io.github.nocobasewizard.ui.unfinished.UnfinishedWords;
import io.github.nocobasewizard.upgrade.UpgradeOutcome.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The pages on which a run ends, in every state worth a picture.
final class OutcomeScreens {
  private OutcomeScreens() {}

  static List<Screen> all() {
    var screens = new ArrayList<Screen>();
    Screens.add(screens, "done-plain", t -> done(t, DoneSamples.plain(t)));
    Screens.add(screens, "done-warned", t -> done(t, DoneSamples.warned(t)));
    Screens.add(screens, "done-unproven", t -> done(t, DoneSamples.unproven(t)));
    add(screens, "failed-start", State.FAILED, FailedSamples::failed);
    screens.add(
        new Screen(
            "failed-details",
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(failed(texts, FailedSamples.failed(texts), State.FAILED));
              return new Opened(
                  shell, () -> ((LogDrawer) shell.root().lookup(".log-drawer")).setExpanded(true));
            }));
    add(screens, "failed-ontheway", State.FAILED, FailedSamples::onTheWay);
    add(screens, "failed-putback", State.FAILED, FailedSamples::putBack);
    add(screens, "failed-unsure", State.FAILED, FailedSamples::unsure);
    add(screens, "failed-untouched", State.FAILED, FailedSamples::untouched);
    add(screens, "failed-cancelled", State.INTERRUPTED, _ -> FailedSamples.cancelled());
    add(screens, "failed-goingback", State.BUSY, FailedSamples::goingBack);
    add(screens, "failed-starting", State.BUSY, FailedSamples::starting);
    add(screens, "failed-wentback", State.INTERRUPTED, FailedSamples::wentBack);
    add(screens, "failed-backfailed", State.FAILED, FailedSamples::backFailed);
    add(screens, "unfinished-upgrade", UnfinishedSamples::upgrade);
    add(screens, "unfinished-goback", UnfinishedSamples::goBack);
    screens.add(
        new Screen(
            "unfinished-happened",
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(unfinished(texts, UnfinishedSamples.upgrade(texts)));
              return new Opened(shell, () -> ((Link) shell.root().lookup("#showHappened")).fire());
            }));
    return screens;
  }

  private static void add(
      List<Screen> screens, String name, State state, Function<Texts, FailedModel> model) {
    Screens.add(screens, name, t -> failed(t, model.apply(t), state));
  }

  private static Page failed(Texts texts, FailedModel model, State state) {
    var words = new FailedWords(texts);
    String detail =
        switch (model.view.get()) {
          case FAILED -> words.step(FailedSamples.FAILURE);
          case UNTOUCHED -> words.stepUntouched();
          case GOING_BACK -> words.stepGoingBack("2.2.0");
          case WENT_BACK -> words.stepWentBack("2.2.0");
          case BACK_FAILED -> words.step(new Broken(new Problem("run.IO", "", "")));
        };
    var steps = steps(texts, 3, state, detail);
    steps.get(3).progress.bind(model.progress);
    return new FailedController(texts, model, steps);
  }

  private static void add(
      List<Screen> screens, String name, Function<Texts, UnfinishedModel> model) {
    Screens.add(screens, name, t -> unfinished(t, model.apply(t)));
  }

  private static Page unfinished(Texts texts, UnfinishedModel model) {
    String detail = new UnfinishedWords(texts).step(UnfinishedSamples.STOPPED);
    return new UnfinishedController(texts, model, steps(texts, 3, State.INTERRUPTED, detail));
  }

  private static Page done(Texts texts, DoneModel model) {
    return new DoneController(texts, model, steps(texts, 4, State.DONE, ""));
  }

  private static List<StepModel> steps(Texts texts, int at, State state, String detail) {
    return Screens.steps(texts, at, state, detail);
  }
}
