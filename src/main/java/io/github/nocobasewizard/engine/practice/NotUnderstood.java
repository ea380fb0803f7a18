package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.EngineException;
import java.util.List;

/// A command that the sample does not know. Rather an error than a success that is none.
final class NotUnderstood {
  private NotUnderstood() {}

  static EngineException command(List<String> arguments) {
    return new EngineException(
        EngineException.Reason.COMMAND_FAILED,
        arguments.isEmpty() ? "" : arguments.getFirst(),
        "The sample does not know this command: " + String.join(" ", arguments));
  }
}
