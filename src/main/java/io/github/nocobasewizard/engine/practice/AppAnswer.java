package io.github.nocobasewizard.engine.practice;

/// What an outside client gets to see of the app at one moment.
sealed interface AppAnswer {
  /// Nobody listens.
  record Nobody() implements AppAnswer {}

  /// The web server answers, the app behind it does not.
  record WebServer() implements AppAnswer {}

  /// @param code `APP_COMMANDING` or the like
  record AtWork(String code, String message) implements AppAnswer {}

  record Failed(String code, String message) implements AppAnswer {}

  record Ready() implements AppAnswer {}
}
