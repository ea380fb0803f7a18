package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.support.Reach;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.settings.SettingsModel.Downloads;
import io.github.nocobasewizard.ui.settings.SettingsModel.Tested;
import io.github.nocobasewizard.ui.settings.SettingsModel.WithAddress;
import io.github.nocobasewizard.ui.text.Texts;
import java.util.Optional;

/// The mirror on the Settings page.
final class MirrorSetting extends TestedSetting<Downloads> {
  private final Preferences preferences;
  private final Reach reach;

  MirrorSetting(
      Preferences preferences,
      Reach reach,
      Texts texts,
      Background background,
      WithAddress<Downloads> model) {
    super("mirror", preferences, texts, background, model);
    this.preferences = preferences;
    this.reach = reach;
  }

  void begin() {
    Optional<Mirror> mirror = preferences.mirror();
    if (mirror.isEmpty()) {
      begin(Downloads.DOCKER_HUB, "");
    } else if (mirror.get().equals(Mirror.NOCOBASE)) {
      begin(Downloads.NOCOBASE, "");
    } else {
      begin(Downloads.THIS, mirror.get().toString());
    }
  }

  @Override
  Optional<String> saved(Downloads choice, String address) {
    return switch (choice) {
      case DOCKER_HUB -> Optional.of("");
      case NOCOBASE -> Optional.of(Mirror.NOCOBASE.toString());
      case THIS -> Mirror.parse(address).map(Mirror::toString);
    };
  }

  @Override
  Tested test() {
    Mirror mirror = preferences.mirror().orElseThrow();
    return switch (reach.test(mirror)) {
      case HAS_NOCOBASE -> good("flow.mirror.good", mirror.registry());
      case LACKS_IT -> failed("flow.mirror.lacks", mirror.registry());
      case NO_ANSWER -> failed("flow.mirror.noAnswer", mirror.registry());
      case ERROR -> failed("flow.mirror.error", mirror.registry());
    };
  }
}
