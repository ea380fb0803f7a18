package io.github.nocobasewizard.readiness;

import java.util.List;
import java.util.Optional;

/// What one check has found, as values; the window has the words.
///
/// @param variant which of the check's answers it is, e.g. `ok`, `notRunning`
/// @param arguments for the words
/// @param details the other side's own words, without secrets; may be empty
public record Finding(
    Check check,
    Severity severity,
    String variant,
    List<Object> arguments,
    String details,
    Optional<Fix> fix) {

  public Finding {
    arguments = List.copyOf(arguments);
  }

  /// Whether only time is missing: the app was started and is not there yet.
  public boolean passesByItself() {
    return check == Check.APP && (variant.equals("starting") || variant.equals("noAnswer"));
  }

  /// In the order in which they are shown.
  public enum Check {
    ENGINE,
    COMPOSE,
    APP,
    DATABASE,
    STORAGE,
    DATABASE_VOLUME,
    OTHER_DATA,
    FOLDER,
    FILES,
    SPACE,
    VERSION,
    REGISTRY,
    OTHER_RUN
  }

  public enum Severity {
    /// In order.
    PASSED,
    /// Worth knowing; the upgrade is possible.
    REMARK,
    /// The upgrade is not possible like this.
    STOP,
    /// Cannot be checked before something else is in order.
    WAITING
  }

  /// What can be done about it with one button.
  public enum Fix {
    START_DOCKER,
    GET_DOCKER,
    START_NOCOBASE,
    START_DATABASE,
    CHOOSE_BACKUP_FOLDER,
    FINISH_OTHER_RUN,
    SHOW_HELP
  }

  static Finding passed(Check check, Object... arguments) {
    return new Finding(check, Severity.PASSED, "ok", List.of(arguments), "", Optional.empty());
  }

  static Finding remark(Check check, String variant, Object... arguments) {
    return new Finding(check, Severity.REMARK, variant, List.of(arguments), "", Optional.empty());
  }

  static Finding stop(Check check, String variant, Object... arguments) {
    return new Finding(check, Severity.STOP, variant, List.of(arguments), "", Optional.empty());
  }

  static Finding waiting(Check check) {
    return new Finding(check, Severity.WAITING, "waiting", List.of(), "", Optional.empty());
  }

  Finding with(Fix newFix) {
    return new Finding(check, severity, variant, arguments, details, Optional.of(newFix));
  }

  Finding because(String words) {
    return new Finding(check, severity, variant, arguments, words, fix);
  }
}
