package io.github.nocobasewizard.health;

import java.util.regex.Pattern;

/// A known cause of a failed start, by what the app's log says; the likeliest causes first. Group 1
/// is the name that the sentence on screen needs.
///
/// Sources: strings of NocoBase 2.2.0 (`packages/core`), and its issues as numbered.
public enum Symptom {
  /// #3192
  OUT_OF_MEMORY("JavaScript heap out of memory"),
  /// #5622, #1199
  MIGRATION_FAILED("Migration (\\S+) \\(up\\) failed"),
  /// packages/core/database/src/dialects
  DATABASE_TOO_OLD("please ensure the version is (\\S+), current version"),
  /// #8966
  SQLITE_GONE("DB_DIALECT is required|Please install sqlite3 package manually"),
  /// #4863
  LOWER_CASE_TABLES("lower_case_table_names=1, please add DB_UNDERSCORED"),
  /// cli-v1/src/util.js
  TIME_ZONES_DIFFER("process\\.env\\.DB_TIMEZONE=.* and process\\.env\\.TZ=.* are different"),
  /// #6843, #1185, #5567
  DATABASE_UNREACHABLE(
      "Unable to connect to the database|connect ECONNREFUSED|connect ETIMEDOUT|getaddrinfo"
          + " (?:ENOTFOUND|EAI_AGAIN)|password authentication failed|Access denied for user"),
  /// #9627, #8143
  UNKNOWN_FIELD("unsupported field type (\\S+)"),
  /// typekcz/nocobase-plugins#2
  PLUGIN_MISFIT("[Pp]lugin dependencies check failed|plugin \\[?([^\\] ]+)\\]? load error"),
  /// #3130, seen on a broken image
  MODULE_MISSING("Cannot find module '([^']+)'|MODULE_NOT_FOUND"),
  /// #5525, #1690
  PLUGIN_MISSING("Cannot find plugin '([^']+)'|(\\S+) plugin does not exist"),
  PORT_IN_USE("[Pp]ort (\\d+) already in use|EADDRINUSE"),
  DISK_FULL("ENOSPC|No space left on device"),
  /// pkg.js
  LICENCE("Invalid license key|License key not match current environment");

  private final Pattern pattern;

  Symptom(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  Pattern pattern() {
    return pattern;
  }
}
