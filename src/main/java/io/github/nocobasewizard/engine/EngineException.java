package io.github.nocobasewizard.engine;

import org.jspecify.annotations.Nullable;

/// Something outside this program did not do what was asked. Carries the reason as a value, the
/// thing it happened to, and the other side's own words for the details drawer.
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why it failed, in terms that lead to a next action.
  public enum Reason {
    /// No Docker Engine answers at any of the usual places.
    ENGINE_UNREACHABLE,
    /// Docker is installed but this user may not talk to it.
    ENGINE_FORBIDDEN,
    /// The engine answered, then the connection broke.
    ENGINE_LOST,
    /// The `docker` command or its `compose` plugin is missing.
    COMPOSE_MISSING,
    /// `docker compose` ended with an error.
    COMPOSE_FAILED,
    /// The container does not exist (any more).
    CONTAINER_NOT_FOUND,
    /// The registry knows no such version.
    IMAGE_NOT_FOUND,
    /// The registry wants credentials, or refuses those it got.
    REGISTRY_DENIED,
    /// The registry's limit on downloads is reached (HTTP 429).
    REGISTRY_LIMIT,
    /// The registry answers with a server error.
    REGISTRY_ERROR,
    /// The registry cannot be reached: no network, no name, no answer in time.
    REGISTRY_UNREACHABLE,
    /// The mirror that is chosen has no copy of this, or gives it to nobody.
    MIRROR_LACKS,
    /// What the mirror has is not what Docker Hub has under this name.
    MIRROR_DIFFERS,
    /// The mirror's own limit on downloads is reached.
    MIRROR_LIMIT,
    /// The download broke off.
    DOWNLOAD_BROKEN,
    /// A disk is full.
    NO_SPACE,
    /// A command inside a container ended with an error.
    COMMAND_FAILED,
    /// Nothing happened within the time allowed.
    TIMEOUT,
    /// Anything else; the message has the other side's words.
    OTHER
  }

  private final Reason reason;
  private final String thing;

  /// @param thing what it happened to: an address, an image, a service; shown to the user
  /// @param message the other side's own words; shown under Details only
  public EngineException(Reason reason, String thing, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.thing = thing;
  }

  public EngineException(Reason reason, String thing, String message) {
    this(reason, thing, message, null);
  }

  public Reason reason() {
    return reason;
  }

  public String thing() {
    return thing;
  }

  /// The other side's own words.
  public String details() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// Whether nothing is wrong but that the engine does not answer now.
  public boolean engineIsAway() {
    return switch (reason) {
      case ENGINE_UNREACHABLE, ENGINE_LOST -> true;
      default -> false;
    };
  }
}
