package io.github.nocobasewizard.upgrade;

import io.github.nocobasewizard.run.Problem;

/// The world is no longer what the plan was made for.
final class PlanOutdatedException extends Exception implements Problem.Known {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  PlanOutdatedException(String code, String thing, String details) {
    super(code + " " + thing);
    this.problem = new Problem(code, thing, details);
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
