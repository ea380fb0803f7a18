package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.settings.SettingsModel.WithAddress;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.Optional;

/// A choice on the Settings page that may need an address: taken as soon as it can be used, and tried
/// when that is wished.
///
/// @param <C> what there is to choose from
abstract class TestedSetting<C extends Enum<C>> {
  final Texts texts;
  private final String key;
  private final Preferences preferences;
  private final Background background;
  private final WithAddress<C> model;

  /// @param key under which it is remembered
  TestedSetting(
      String key,
      Preferences preferences,
      Texts texts,
      Background background,
      WithAddress<C> model) {
    this.key = key;
    this.preferences = preferences;
    this.texts = texts;
    this.background = background;
    this.model = model;
  }

  /// As it is remembered; empty if the address cannot be used.
  abstract Optional<String> saved(C choice, String address);

  /// Tries what is remembered. Waits; not on the window's thread.
  abstract Tested test();

  /// Shows what was chosen last time.
  void begin(C choice, String address) {
    model.choice.set(choice);
    model.address.set(address);
    model.choose = this::choose;
    model.enter = this::enter;
    model.test = this::startTest;
  }

  private void choose(C chosen) {
    model.choice.set(chosen);
    model.wrong.set(false);
    model.tested.set(null);
    saved(chosen, model.address.get()).ifPresent(this::take);
  }

  /// What is no address is not taken: all stays as it was.
  private void enter(String written) {
    Optional<String> usable = saved(model.choice.get(), written);
    model.address.set(written);
    model.wrong.set(usable.isEmpty());
    model.tested.set(null);
    usable.ifPresent(this::take);
  }

  private void take(String choice) {
    preferences.set(key, choice);
  }

  private void startTest() {
    Optional<String> tried = preferences.get(key);
    model.tested.set(null);
    model.testing.set(true);
    background
        .call(this::test)
        .onSuccess(result -> {
          // What was found out about another choice is of no use.
          if (tried.equals(preferences.get(key))) {
            model.tested.set(result);
          }
        })
        .finallyDo(() -> model.testing.set(false))
        .start();
  }

  Tested good(String text, Object... things) {
    return new Tested(true, texts.get(text, things));
  }

  Tested failed(String text, Object... things) {
    return new Tested(false, texts.get(text, things));
  }
}
