package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.history.HistoryController;
import io.github.nocobasewizard.ui.history.HistorySamples;
import java.util.ArrayList;
import java.util.List;

/// The places beside the upgrade, in every state worth a picture.
final class PlaceScreens {
  private PlaceScreens() {}

  static List<Screen> all() {
    var screens = new ArrayList<Screen>();
    Screens.add(screens, "history", t -> new HistoryController(t, HistorySamples.some(t)));
    Screens.add(screens, "history-all", t -> new HistoryController(t, HistorySamples.every(t)));
    Screens.add(screens, "history-none", t -> new HistoryController(t, HistorySamples.none()));
    Screens.add(
        screens, "history-no-match", t -> new HistoryController(t, HistorySamples.noMatch(t)));
    Screens.add(
        screens, "history-loading", t -> new HistoryController(t, HistorySamples.loading()));
    return screens;
  }
}
