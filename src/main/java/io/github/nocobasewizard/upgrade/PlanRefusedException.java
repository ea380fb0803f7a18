package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.edit.Refused;
import io.github.nocobasewizard.run.Problem;

/// The files of an installation cannot be changed as an upgrade needs it.
public final class PlanRefusedException extends Exception implements Problem.Known {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  PlanRefusedException(Installation installation, Refused refused) {
    super(refused.toString());
    this.problem = problem(installation, refused);
  }

  public static Problem problem(Installation installation, Refused refused) {
    return new Problem(
        "edit." + refused.reason(),
        refused.name() != null ? refused.name() : installation.folder().toString(),
        refused.toString());
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
