package io.github.nocobasewizard.ui.kit;

import java.util.regex.Pattern;

/// How bad a line of a log is by its own word for it: `[error]`, `ERROR`, `level=error`, `TypeError:`.
enum LogLevel {
  PLAIN,
  WARNING,
  ERROR;

  /// The word stands near the begin; further on it is what the line tells about.
  private static final int NEAR = 200;

  private static final Pattern ERRORS =
      Pattern.compile(
          "\\b(ERROR|FATAL|PANIC|ERR!)|(?i:[\\[(](error|fatal)[])]|level\"?[=:]\\s*\"?(error|fatal))"
              + "|\\b\\w*Error:");

  private static final Pattern WARNINGS =
      Pattern.compile(
          "\\b(WARN|WARNING)\\b|(?i:[\\[(]warn(ing)?[])]|level\"?[=:]\\s*\"?warn)|\\b\\w*Warning:");

  static LogLevel of(String line) {
    String begin = line.substring(0, Math.min(NEAR, line.length()));
    return ERRORS.matcher(begin).find() ? ERROR : WARNINGS.matcher(begin).find() ? WARNING : PLAIN;
  }
}
