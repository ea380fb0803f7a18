package io.github.nocobasewizard.run;

/// Nothing was begun: somebody else is at work on the installation, or it cannot be kept from others.
public final class LockedException extends Exception implements Problem.Known {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  LockedException(Problem problem) {
    super(problem.code() + " " + problem.thing());
    this.problem = problem;
  }

  @Override
  public Problem problem() {
    return problem;
  }
}
