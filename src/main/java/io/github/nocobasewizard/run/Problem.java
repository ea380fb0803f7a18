package io.github.nocobasewizard.run;

import io.github.nocobasewizard.engine.EngineException;

/// Why something could not be done, as a value: the window has a title, a cause and a next action
/// for each code.
///
/// @param code e.g. `engine.REGISTRY_LIMIT`, `backup.DISK_FULL`, `edit.FILE_CHANGED`
/// @param thing the address, image, file or table it is about
/// @param details the other side's own words, without secrets; for the Details drawer
public record Problem(String code, String thing, String details) {
  /// An exception that knows which problem it is.
  public interface Known {
    Problem problem();
  }

  public static Problem of(EngineException e) {
    return new Problem("engine." + e.reason(), e.thing(), e.details());
  }

  /// Of anything that a step of a run throws.
  public static Problem of(Exception e) {
    return switch (e) {
      case EngineException engine -> of(engine);
      case Known known -> known.problem();
      case RuntimeException mistake -> new Problem("run.UNEXPECTED", "", mistake.toString());
      default -> new Problem("run.IO", "", String.valueOf(e.getMessage()));
    };
  }
}
