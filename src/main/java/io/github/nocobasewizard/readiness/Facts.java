package io.github.nocobasewizard.readiness;

import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.version.Database;
import io.github.nocobasewizard.version.InUse;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;

/// What a look at a running installation has shown.
///
/// @param engineProduct e.g. `Docker Desktop 4.52`; empty if it does not answer
/// @param architecture the engine's, e.g. `amd64`; empty if it does not answer
/// @param running whether the app's container runs
/// @param runningTag the tag that the running container was made from, if there is a container
/// @param appVersion as the app itself reports it
/// @param recordedVersion what the database records as the app's version
/// @param pluginVersions what the database records for the app's plugins
/// @param otherPlugins names of plugins in the storage that do not come from NocoBase
/// @param serverVersion of the database server
/// @param databaseBytes of all databases; 0 if it is not known
/// @param storageBytes of all files that are copied; 0 if it is not known
/// @param tables in the database
/// @param records rows in the tables that hold the users' own records
public record Facts(
    Optional<String> engineProduct,
    Optional<String> architecture,
    boolean running,
    Optional<String> runningTag,
    Optional<String> runningDigest,
    Optional<String> appVersion,
    Optional<String> recordedVersion,
    Set<String> pluginVersions,
    SortedSet<String> otherPlugins,
    Optional<String> serverVersion,
    long databaseBytes,
    long storageBytes,
    int tables,
    long records) {

  /// Database and storage together, if known.
  public OptionalLong dataBytes() {
    long bytes = databaseBytes + storageBytes;
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /// The version in use: what the app says, else what the database records.
  public Optional<NocoBaseVersion> version() {
    return appVersion.or(() -> recordedVersion).flatMap(NocoBaseVersion::find);
  }

  /// The same in the terms of the version rules.
  public InUse inUse(Installation installation) {
    return new InUse(
        installation.image(),
        runningTag.flatMap(NocoBaseVersion::find),
        appVersion.flatMap(NocoBaseVersion::find),
        recordedVersion.flatMap(NocoBaseVersion::find),
        pluginVersions.stream()
            .map(NocoBaseVersion::find)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder()),
        database(installation),
        architecture,
        otherPlugins);
  }

  private Database database(Installation installation) {
    boolean unchecked =
        "on".equalsIgnoreCase(installation.environment().get("DB_SKIP_VERSION_CHECK"));
    return new Database(
        Database.Kind.ofDialect(installation.database().kind().name()),
        serverVersion.flatMap(Database.ServerVersion::find),
        unchecked);
  }
}
