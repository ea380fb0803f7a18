package io.github.nocobasewizard.engine.practice;

/// What happens when a version is started on the data of an older one.
public enum Behaviour {
  /// All goes well, in about 20 seconds.
  STARTS,
  /// All goes well, after minutes in which the app tells how far it is.
  STARTS_SLOWLY,
  /// The web server answers, the app says `MODULE_NOT_FOUND` for ever.
  NEVER_HEALTHY,
  /// The app ends again and again before it speaks.
  CRASH_LOOPS,
  /// A migration fails half-way: the database is neither the old nor the new one.
  MIGRATION_FAILS,
  /// The app answers well, and reports the version before.
  REPORTS_OLD_VERSION,
  /// The app answers well, but records are missing.
  LOSES_RECORDS
}
