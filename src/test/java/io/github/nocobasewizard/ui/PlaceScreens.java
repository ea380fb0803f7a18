package io.github.nocobasewizard.ui;

import io.github.nocobasewizard.ui.Screens.Opened;
import io.github.nocobasewizard.ui.Screens.Screen;
import io.github.nocobasewizard.ui.help.HelpController;
import io.github.nocobasewizard.ui.help.HelpModel.Question;
import io.github.nocobasewizard.ui.help.HelpSamples;
import io.github.nocobasewizard.ui.history.HistoryController;
import io.github.nocobasewizard.ui.history.HistorySamples;
import io.github.nocobasewizard.ui.kit.Link;
import io.github.nocobasewizard.ui.restore.RestoreController;
import io.github.nocobasewizard.ui.restore.RestoreModel;
import io.github.nocobasewizard.ui.restore.RestoreSamples;
import io.github.nocobasewizard.ui.settings.SettingsController;
import io.github.nocobasewizard.ui.settings.SettingsSamples;
import io.github.nocobasewizard.ui.shell.Shell;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;

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
    add(screens, "restore", RestoreSamples::some, false);
    add(screens, "restore-confirm", RestoreSamples::some, true);
    add(screens, "restore-kept", RestoreSamples::kept, false);
    add(screens, "restore-kept-confirm", RestoreSamples::kept, true);
    add(screens, "restore-not-tested", RestoreSamples::notTested, false);
    add(screens, "restore-counting", RestoreSamples::counting, false);
    add(screens, "restore-unknown", RestoreSamples::notFoundOut, false);
    add(screens, "restore-unchanged", RestoreSamples::nothingLost, false);
    add(screens, "restore-working", RestoreSamples::working, false);
    add(screens, "restore-empty", RestoreSamples::noPoints, false);
    add(screens, "restore-lost", RestoreSamples::kept, "Show", "显示");
    add(screens, "restore-named", RestoreSamples::named, false);
    add(screens, "restore-none", _ -> new RestoreModel(), false);
    add(screens, "restore-loading", RestoreSamples::loading, false);
    Screens.add(screens, "settings", t -> new SettingsController(t, SettingsSamples.usual()));
    Screens.add(
        screens, "settings-changed", t -> new SettingsController(t, SettingsSamples.changed(t)));
    Screens.add(
        screens, "settings-fresh", t -> new SettingsController(t, SettingsSamples.fresh(t)));
    Screens.add(
        screens, "settings-looking", t -> new SettingsController(t, SettingsSamples.looking()));
    screens.add(new Screen("settings-network", PlaceScreens::network));
    screens.add(new Screen("settings-licences", PlaceScreens::licences));
    Screens.add(screens, "help", t -> new HelpController(t, HelpSamples.plain()));
    for (Question question : Question.values()) {
      String name = "help-" + question.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Screens.add(screens, name, t -> new HelpController(t, HelpSamples.answering(t, question)));
    }
    return screens;
  }

  /// @param link the words of the link that was pressed, in both languages
  private static void add(
      List<Screen> screens,
      String name,
      Function<Texts, RestoreModel> model,
      String link,
      String chinese) {
    screens.add(
        new Screen(
            name,
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(new RestoreController(texts, model.apply(texts), shell));
              return new Opened(
                  shell,
                  () ->
                      shell.root().lookupAll(".link").stream()
                          .map(Link.class::cast)
                          .filter(each -> List.of(link, chinese).contains(each.getText()))
                          .forEach(Link::fire));
            }));
  }

  /// @param pressed whether the main button was pressed
  private static void add(
      List<Screen> screens, String name, Function<Texts, RestoreModel> model, boolean pressed) {
    screens.add(
        new Screen(
            name,
            texts -> {
              var shell = new Shell(texts, _ -> {}, () -> {});
              shell.show(new RestoreController(texts, model.apply(texts), shell));
              return new Opened(
                  shell,
                  () -> {
                    if (pressed) {
                      ((Button) shell.root().lookup(".action-bar .button:default")).fire();
                    }
                  });
            }));
  }

  /// The end of the page, where a small window does not show it.
  private static Opened network(Texts texts) {
    Shell shell =
        Screens.showing(new SettingsController(texts, SettingsSamples.changed(texts)), texts);
    return new Opened(shell, () -> ((ScrollPane) shell.root().lookup(".scroll-pane")).setVvalue(1));
  }

  private static Opened licences(Texts texts) {
    Shell shell = Screens.showing(new SettingsController(texts, SettingsSamples.usual()), texts);
    return new Opened(
        shell,
        () ->
            shell.root().lookupAll(".link").stream()
                .map(Link.class::cast)
                .filter(link -> texts.get("settings.licences").equals(link.getText()))
                .forEach(Link::fire));
  }
}
