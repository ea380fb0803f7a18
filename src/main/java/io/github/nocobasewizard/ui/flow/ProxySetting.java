package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.ProxyAddress;
import io.github.nocobasewizard.engine.ProxyChoice;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.settings.SettingsModel.Proxy;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.settings.SettingsModel.WithAddress;
import io.github.nocobasewizard.ui.text.Texts;
import java.time.Duration;
import java.util.Optional;

/// The proxy on the Settings page.
final class ProxySetting extends TestedSetting<Proxy> {
  private final Preferences preferences;
  private final Reach reach;

  ProxySetting(
      Preferences preferences,
      Reach reach,
      Texts texts,
      Background background,
      WithAddress<Proxy> model) {
    super("proxy", preferences, texts, background, model);
    this.preferences = preferences;
    this.reach = reach;
  }

  void begin() {
    switch (preferences.proxy()) {
      case ProxyChoice.AsSystem _ -> begin(Proxy.SYSTEM, "");
      case ProxyChoice.None _ -> begin(Proxy.NONE, "");
      case ProxyChoice.This(ProxyAddress address) -> begin(Proxy.THIS, address.toString());
    }
  }

  @Override
  Optional<String> saved(Proxy choice, String address) {
    return switch (choice) {
      case SYSTEM -> Optional.of(new ProxyChoice.AsSystem().saved());
      case NONE -> Optional.of(new ProxyChoice.None().saved());
      case THIS -> ProxyAddress.parse(address).map(it -> new ProxyChoice.This(it).saved());
    };
  }

  @Override
  Tested test() {
    ProxyChoice choice = preferences.proxy();
    return switch (reach.test()) {
      case Reach.Result.Reached(Duration took) ->
          good("flow.proxy.reached", reach.host(), upTo(took));
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

  /// In whole seconds, rounded up.
  private String upTo(Duration took) {
    return texts.roughly(Duration.ofSeconds(Math.ceilDiv(took.toMillis(), 1000)));
  }
}
