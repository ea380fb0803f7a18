package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.ProxyAddress;
import io.github.nocobasewizard.engine.ProxyChoice;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.settings.SettingsModel;
import io.github.nocobasewizard.ui.settings.SettingsModel.Proxy;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.util.Optional;

/// The proxy on the Settings page: taken as soon as it can be used, and tried when that is wished.
final class ProxySetting {
  private final Preferences preferences;
  private final Reach reach;
  private final Texts texts;
  private final Background background;
  private final SettingsModel model;

  ProxySetting(
      Preferences preferences,
      Reach reach,
      Texts texts,
      Background background,
      SettingsModel model) {
    this.preferences = preferences;
    this.reach = reach;
    this.texts = texts;
    this.background = background;
    this.model = model;
  }

  void begin() {
    switch (preferences.proxy()) {
      case ProxyChoice.AsSystem _ -> model.proxy.set(Proxy.SYSTEM);
      case ProxyChoice.None _ -> model.proxy.set(Proxy.NONE);
      case ProxyChoice.This(ProxyAddress address) -> {
        model.proxy.set(Proxy.THIS);
        model.proxyAddress.set(address.toString());
      }
    }
    model.chooseProxy = this::choose;
    model.enterProxy = this::enter;
    model.testProxy = this::test;
  }

  private void choose(Proxy chosen) {
    model.proxy.set(chosen);
    model.proxyWrong.set(false);
    model.tested.set(null);
    switch (chosen) {
      case SYSTEM -> take(new ProxyChoice.AsSystem());
      case NONE -> take(new ProxyChoice.None());
      case THIS ->
          ProxyAddress.parse(model.proxyAddress.get())
              .ifPresent(address -> take(new ProxyChoice.This(address)));
    }
  }

  /// What is no address is not taken: all stays as it was.
  private void enter(String written) {
    Optional<ProxyAddress> address = ProxyAddress.parse(written);
    model.proxyAddress.set(written);
    model.proxyWrong.set(address.isEmpty());
    model.tested.set(null);
    address.ifPresent(it -> take(new ProxyChoice.This(it)));
  }

  private void take(ProxyChoice choice) {
    preferences.set("proxy", choice.saved());
  }

  private void test() {
    ProxyChoice choice = preferences.proxy();
    model.tested.set(null);
    model.testing.set(true);
    background
        .call(reach::test)
        .onSuccess(result -> {
          // What was found out about another choice is of no use.
          if (choice.equals(preferences.proxy())) {
            model.tested.set(told(result, choice));
          }
        })
        .finallyDo(() -> model.testing.set(false))
        .start();
  }

  private Tested told(Reach.Result result, ProxyChoice choice) {
    return switch (result) {
      case Reach.Result.Reached(Duration took) ->
          new Tested(true, texts.get("flow.proxy.reached", reach.host(), upTo(took)));
      case Reach.Result.SignInWanted _ -> failed("flow.proxy.signIn");
      case Reach.Result.OtherAnswer(int status) ->
          failed("flow.proxy.otherAnswer", reach.host(), Integer.toString(status));
      case Reach.Result.UnknownName _ ->
          choice instanceof ProxyChoice.This(ProxyAddress it)
              ? failed("flow.proxy.unknownName", it.host())
              : failed("flow.proxy.noAnswer", reach.host());
      case Reach.Result.NoAnswerCame _ ->
          choice instanceof ProxyChoice.This(ProxyAddress it)
              ? failed("flow.proxy.noAnswer.through", reach.host(), it)
              : failed("flow.proxy.noAnswer", reach.host());
    };
  }

  private Tested failed(String key, Object... things) {
    return new Tested(false, texts.get(key, things));
  }

  /// In whole seconds, rounded up.
  private String upTo(Duration took) {
    return texts.roughly(Duration.ofSeconds(Math.ceilDiv(took.toMillis(), 1000)));
  }
}
