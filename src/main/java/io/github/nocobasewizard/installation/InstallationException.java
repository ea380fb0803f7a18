package io.github.nocobasewizard.installation;

import org.jspecify.annotations.Nullable;

/// A folder or file that is no NocoBase this program can work with, and why.
public final class InstallationException extends Exception {
  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// The path does not exist.
    NOT_THERE,
    /// The folder has no Compose file.
    NO_COMPOSE_FILE,
    /// The Compose file has only its name on this computer; the rest is in a cloud.
    NOT_DOWNLOADED,
    /// Compose does not accept the files; the details have its words.
    INVALID_FILES,
    /// The project has no service with the NocoBase image.
    NO_NOCOBASE,
    /// NocoBase runs as a stack of Docker Swarm, which no Compose file on this computer decides.
    SWARM,
    /// NocoBase runs, but its setup folder is not on this computer: Docker is another computer's, or
    /// the folder was moved.
    ELSEWHERE,
    /// NocoBase runs on this computer, but was started from the Linux within Windows (WSL).
    IN_WSL,
    /// NocoBase runs in a container that was started without Compose.
    WITHOUT_COMPOSE,
    /// The `docker compose` command is missing.
    COMPOSE_MISSING,
    /// Anything else; the details say what.
    OTHER
  }

  private final Reason reason;
  private final String thing;

  /// @param thing the folder, file, stack or container
  public InstallationException(
      Reason reason, String thing, String details, @Nullable Throwable cause) {
    super(details, cause);
    this.reason = reason;
    this.thing = thing;
  }

  public Reason reason() {
    return reason;
  }

  public String thing() {
    return thing;
  }

  public String details() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
