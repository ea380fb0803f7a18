package io.github.nocobasewizard.installation.edit;

/// Carries a [Refused] out of the depth of reading; never leaves this package.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Refused refused;

  RefusedException(Refused refused) {
    super(refused.reason().name());
    this.refused = refused;
  }

  RefusedException(Refused refused, Throwable cause) {
    super(refused.reason().name(), cause);
    this.refused = refused;
  }

  Refused refused() {
    return refused;
  }
}
