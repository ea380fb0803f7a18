package io.github.nocobasewizard.ui.shell;

import io.github.nocobasewizard.ui.kit.Icon;

/// The places that the side panel offers outside a run.
public enum Place {
  START("place.start", Icon.START),
  RESTORE("place.restore", Icon.RESTORE),
  HISTORY("place.history", Icon.HISTORY),
  SETTINGS("place.settings", Icon.SETTINGS),
  HELP("place.help", Icon.HELP);

  private final String textKey;
  private final Icon icon;

  Place(String textKey, Icon icon) {
    this.textKey = textKey;
    this.icon = icon;
  }

  String textKey() {
    return textKey;
  }

  Icon icon() {
    return icon;
  }
}
