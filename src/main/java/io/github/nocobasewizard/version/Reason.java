package io.github.nocobasewizard.version;

import java.util.Set;

/// Why a version may not be installed.
public sealed interface Reason {
  /// It is what runs now.
  record IsInUse() implements Reason {}

  /// NocoBase cannot go back; only a restore can.
  ///
  /// @param highest the highest version that the data has seen
  record Older(NocoBaseVersion highest) implements Reason {}

  /// Older too, but the person asked for a more finished channel than the one in use: from an alpha
  /// 2.3 there is no way to a stable 2.2, only waiting for the stable 2.3.
  record ChannelDowngrade(NocoBaseVersion highest, Channel inUse) implements Reason {}

  /// Nobody knows what the data has seen, so it could be a way back.
  record CurrentVersionUnknown() implements Reason {}

  /// There is no image of it for this computer.
  record OtherArchitecture(String needed, Set<String> available) implements Reason {
    public OtherArchitecture {
      available = Set.copyOf(available);
    }
  }

  /// Another version has to be installed, and started, first, and the registry has none that would
  /// do.
  record NeedsStop(VersionFacts.Stop stop) implements Reason {}

  /// It does not start on this database server.
  record DatabaseTooOld(
      Database.Kind kind, Database.ServerVersion server, Database.ServerVersion needed)
      implements Reason {}

  /// It has no driver for SQLite any more.
  record SqliteUnsupported(NocoBaseVersion lastWithSqlite) implements Reason {}
}
