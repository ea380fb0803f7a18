package io.github.nocobasewizard.run;

/// A step of a run could not be done. How the run ends is for the run to decide.
public final class StepException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public StepException(Problem problem, Throwable cause) {
    super(problem.code() + " " + problem.thing(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
