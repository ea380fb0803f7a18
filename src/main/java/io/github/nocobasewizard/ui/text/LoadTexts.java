package io.github.nocobasewizard.ui.text;

import io.github.nocobasewizard.installation.InstallationException;

/// Words for why something that looked like an installation is none that the wizard can work with.
public final class LoadTexts {
  private final Texts texts;

  public LoadTexts(Texts texts) {
    this.texts = texts;
  }

  public String title(InstallationException why) {
    return switch (why.reason()) {
      case NOT_THERE -> texts.get("flow.load.NOT_THERE.title");
      case NO_COMPOSE_FILE -> texts.get("flow.load.NO_COMPOSE_FILE.title");
      case NOT_DOWNLOADED -> texts.get("flow.load.NOT_DOWNLOADED.title");
      case INVALID_FILES -> texts.get("flow.load.INVALID_FILES.title");
      case NO_NOCOBASE -> texts.get("flow.load.NO_NOCOBASE.title");
      case SWARM -> texts.get("flow.load.SWARM.title");
      case ELSEWHERE -> texts.get("flow.load.ELSEWHERE.title");
      case IN_WSL -> texts.get("flow.load.IN_WSL.title");
      case WITHOUT_COMPOSE -> texts.get("flow.load.WITHOUT_COMPOSE.title");
      case COMPOSE_MISSING -> texts.get("flow.load.COMPOSE_MISSING.title");
      case OTHER -> texts.get("flow.load.OTHER.title");
    };
  }

  /// The cause, and what to do.
  public String explanation(InstallationException why) {
    String thing = why.thing();
    String details = firstLine(why.details());
    return switch (why.reason()) {
      case NOT_THERE -> texts.get("flow.load.NOT_THERE.text", thing);
      case NO_COMPOSE_FILE -> texts.get("flow.load.NO_COMPOSE_FILE.text", thing);
      case NOT_DOWNLOADED -> texts.get("flow.load.NOT_DOWNLOADED.text", thing);
      case INVALID_FILES -> texts.get("flow.load.INVALID_FILES.text", thing, details);
      case NO_NOCOBASE -> texts.get("flow.load.NO_NOCOBASE.text", thing);
      case SWARM -> texts.get("flow.load.SWARM.text", thing);
      case ELSEWHERE -> texts.get("flow.load.ELSEWHERE.text", thing);
      case IN_WSL -> texts.get("flow.load.IN_WSL.text", thing);
      case WITHOUT_COMPOSE -> texts.get("flow.load.WITHOUT_COMPOSE.text", thing);
      case COMPOSE_MISSING -> texts.get("flow.load.COMPOSE_MISSING.text");
      case OTHER -> texts.get("flow.load.OTHER.text", thing, details);
    };
  }

  private static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
