package io.github.nocobasewizard.restore;

import io.github.nocobasewizard.installation.edit.WriteResult;
import io.github.nocobasewizard.run.Problem;
import java.io.IOException;
import java.nio.file.Path;

/// A file of the project could not be written; why, is told as when an upgrade writes it.
final class NotPutBackException extends IOException implements Problem.Known {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  NotPutBackException(Path file, WriteResult.Reason reason, String details) {
    super(reason + " " + file);
    this.problem = new Problem("write." + reason, file.toString(), details);
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
