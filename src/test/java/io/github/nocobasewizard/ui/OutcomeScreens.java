package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.done.DoneController;
import io.github.nocobasewizard.ui.done.DoneModel;
import io.github.nocobasewizard.ui.done.DoneSamples;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;

/// The pages on which a run ends, in every state worth a picture.
final class OutcomeScreens {
  private OutcomeScreens() {}

  static List<Screen> all() {
    var screens = new ArrayList<Screen>();
    Screens.add(screens, "done-plain", t -> done(t, DoneSamples.plain(t)));
    Screens.add(screens, "done-warned", t -> done(t, DoneSamples.warned(t)));
    Screens.add(screens, "done-unproven", t -> done(t, DoneSamples.unproven(t)));
    return screens;
  }

  private static Page done(Texts texts, DoneModel model) {
    return new DoneController(texts, model, steps(texts, 4, State.DONE, ""));
  }

  private static List<StepModel> steps(Texts texts, int at, State state, String detail) {
    return Screens.steps(texts, at, state, detail);
  }
}
