package io.github.nocobasewizard.installation;

/// A password or key. Its text form hides it, so that it cannot slip into a log or report.
public record Secret(String value) {
  @Override
  public String toString() {
    return "•••";
  }
}
