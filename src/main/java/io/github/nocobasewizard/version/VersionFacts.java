package io.github.nocobasewizard.version;

import io.github.nocobasewizard.version.Database.Kind;
import io.github.nocobasewizard.version.Database.ServerVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What is known of particular versions, as data: a new NocoBase may need a new line here and
/// nothing else.
///
/// @param lastWithSqlite the newest version with a driver for SQLite
/// @param minimumServers the oldest database server that NocoBase starts on
/// @param stops versions that must not be jumped over, oldest first
/// @param changes what to know when crossing a version, oldest first
public record VersionFacts(
    NocoBaseVersion lastWithSqlite,
    Map<Kind, ServerVersion> minimumServers,
    List<Stop> stops,
    List<KnownChange> changes) {
  public VersionFacts {
    minimumServers = Map.copyOf(minimumServers);
    stops = List.copyOf(stops);
    changes = List.copyOf(changes);
  }

  /// What was known when this program was built.
  public static VersionFacts builtIn() {
    return new VersionFacts(
        // CHANGELOG of nocobase/nocobase, #6708: 1.6.22 dropped the driver; seen in #8966.
        NocoBaseVersion.parse("1.6.21"),
        // packages/core/database/src/dialects/*: checked at every start.
        Map.of(
            Kind.POSTGRES, server("10"),
            Kind.MYSQL, server("8.0.17"),
            Kind.MARIADB, server("10.9")),
        List.of(
            // #5622: 0.21 to 1.3 fails in a migration; the maintainers' advice is 1.0 first.
            new Stop(NocoBaseVersion.parse("1.0.0-alpha"), NocoBaseVersion.parse("1.1.0-alpha"))),
        List.of(KnownChange.values()));
  }

  private static ServerVersion server(String number) {
    return ServerVersion.find(number).orElseThrow();
  }

  /// What is new in a version, in the project's own words (English).
  public static URI releaseNotes(NocoBaseVersion version) {
    return URI.create("https://github.com/nocobase/nocobase/releases/tag/v" + version);
  }

  /// The stops to make on the way, in order.
  public List<Stop> stopsBetween(NocoBaseVersion from, NocoBaseVersion to) {
    return stops.stream().filter(stop -> stop.liesBetween(from, to)).toList();
  }

  /// The changes that the way crosses.
  public List<KnownChange> changesBetween(NocoBaseVersion from, NocoBaseVersion to) {
    return changes.stream()
        .filter(change -> from.isOlderThan(change.since()) && !to.isOlderThan(change.since()))
        .toList();
  }

  /// A line of versions of which one has to be installed before going on.
  ///
  /// @param from its first version
  /// @param until the first version after it
  public record Stop(NocoBaseVersion from, NocoBaseVersion until) {
    public boolean liesBetween(NocoBaseVersion start, NocoBaseVersion target) {
      return start.isOlderThan(from) && !target.isOlderThan(until);
    }

    public boolean contains(NocoBaseVersion version) {
      return !version.isOlderThan(from) && version.isOlderThan(until);
    }
  }

  /// Changes that an upgrade cannot carry over by itself. Sources: CHANGELOG.md and the docs of
  /// nocobase/nocobase.
  public enum KnownChange {
    /// Token policy: people are signed out once and sign in again.
    SIGN_IN_AGAIN("1.6.0-alpha"),
    /// New pages (version 2) beside the old ones, not yet with all features; "field default value"
    /// is deprecated; switching a workflow's CC or approval to version 2 cannot be undone.
    PAGES_VERSION_2("2.0.0-alpha"),
    /// The backup manager became open source; its old licence may ask to be renewed (#9560).
    BACKUP_MANAGER_FREE("2.0.56"),
    /// `yarn nocobase` is `nb` now; own scripts in `storage/scripts` may need a look. The old form
    /// stays valid (docs: ai/upgrade-from-2-0-to-2-1).
    COMMANDS_RENAMED("2.1.0-alpha"),
    /// Files are at `/files/…` now: a reverse proxy in front must pass that path on, all copies of
    /// the app must be upgraded together, and older versions do not understand the new addresses.
    FILES_BEHIND_PROXY("2.2.0-alpha"),
    /// `plugin-backup-restore` is deprecated for `plugin-backups`.
    BACKUP_PLUGIN_REPLACED("2.2.0-alpha");

    private final NocoBaseVersion since;

    KnownChange(String since) {
      this.since = NocoBaseVersion.parse(since);
    }

    public NocoBaseVersion since() {
      return since;
    }
  }
}
