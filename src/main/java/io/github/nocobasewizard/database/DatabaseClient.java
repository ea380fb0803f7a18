package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A database server, spoken to through the client programs in a container: the server's own, where
/// they always fit, or a helper's. SQLite has no server: what is said of one holds for its file.
///
/// The password goes by environment only. All calls block. They throw [EngineException] with
/// `COMMAND_FAILED` and the client's own words when the client fails.
public sealed interface DatabaseClient permits PostgresClient, MySqlClient, SqliteClient {

  /// What the app calls its own database among its data sources.
  String OWN_DATA_SOURCE = "main";

  /// @param container with the client programs, running
  /// @param database its host and port are as seen from there
  /// @return empty for a kind of database that this program cannot dump
  static Optional<DatabaseClient> of(ContainerEngine engine, String container, Database database) {
    return switch (database.kind()) {
      case POSTGRES -> Optional.of(new PostgresClient(engine, container, database));
      case MARIADB, MYSQL -> Optional.of(new MySqlClient(engine, container, database));
      case SQLITE -> Optional.of(new SqliteClient(engine, container, database));
      case KINGBASE, UNKNOWN -> Optional.empty();
    };
  }

  /// e.g. `16.4` or `11.8.2-MariaDB`.
  String serverVersion() throws EngineException;

  /// Whether the client programs can dump this server and put the dump back.
  boolean fitsServer() throws EngineException;

  /// Exact numbers; on a large database this takes a while.
  TableCounts count(Cancellation cancellation) throws EngineException;

  /// The tables with the users' own records (see [TableCounts]), as people know them.
  List<Collection> collections(Cancellation cancellation) throws EngineException;

  /// What is in a collection now, and what of it is newer than a moment.
  ///
  /// @param clock of columns that note times without their zone
  Collection.Written written(
      Collection collection, Instant since, ZoneOffset clock, Cancellation cancellation)
      throws EngineException;

  /// @param checksumsUpTo bytes of a table up to which its content is read for a checksum
  Inventory inventory(long checksumsUpTo, Cancellation cancellation) throws EngineException;

  /// Where the server stands in its own count of changes: if it stands at the same place later,
  /// nothing at all was written in between (the reverse need not be so).
  ///
  /// @return empty if that cannot be told for certain, e.g. while somebody is writing
  Optional<String> position() throws EngineException;

  /// Bytes on the server's disk; a dump is usually smaller.
  long size() throws EngineException;

  /// Bytes that can still be written on the engine's own disk, which has to take a dump and a second
  /// database while one is tested or put back; empty if that cannot be told.
  OptionalLong freeSpace();

  /// Bytes that can still be written where the server keeps its databases, which has to take a second
  /// one while one is put back; empty if that cannot be told, as with a server elsewhere.
  OptionalLong freeSpaceOfServer();

  /// What the app wrote at the end of its last upgrade (`applicationVersion`), if anything.
  Optional<String> applicationVersion() throws EngineException;

  /// The versions that the app noted for its plugins, each once.
  Set<String> pluginVersions() throws EngineException;

  /// Names of the apps that this app starts beside itself (`applications`). Each has a database of
  /// this name, unless it was given another one.
  Set<String> subApplications() throws EngineException;

  /// Which of these databases are on this server.
  Set<String> present(Set<String> databases) throws EngineException;

  /// Names of databases elsewhere that the app shows data of (`dataSources`).
  Set<String> dataSources() throws EngineException;

  /// Why this login could not put a dump back, in the server's terms; empty if it can.
  Optional<String> missingRight() throws EngineException;

  /// Names of the server's roles, which objects in a dump may refer to. None where dumps do not need
  /// them.
  List<String> roles() throws EngineException;

  /// Makes roles that are not there yet, without login, so that a dump can refer to them.
  void createRoles(List<String> names) throws EngineException;

  /// The name a dump of this kind has, e.g. `database.dump`.
  String dumpFileName();

  /// Writes one consistent dump of the database, packed.
  ///
  /// @throws EngineException if the client fails: what was written is worthless then
  /// @throws IOException if `out` cannot be written
  void dump(OutputStream out, Cancellation cancellation) throws EngineException, IOException;

  /// Fails unless this file can be read to its end as a dump.
  void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException;

  /// Makes the database be what the dump says, whatever it is now; nobody may be connected. Can be
  /// done again after it was interrupted at any point.
  ///
  /// @param replacing run right before the present database is touched: if this fails without having
  ///     run it, the database is as it was
  void restore(Path dump, Runnable replacing, Cancellation cancellation)
      throws EngineException, IOException;

  /// The same where it does not matter what is there now.
  default void restore(Path dump, Cancellation cancellation) throws EngineException, IOException {
    restore(dump, () -> {}, cancellation);
  }

  /// Fills the database, which is empty, from a dump that somebody else made; whom things belonged to
  /// and who was allowed what does not matter.
  ///
  /// @param dump PostgreSQL: a file or folder for `pg_restore`, or statements; MySQL: statements,
  ///     packed by gzip
  /// @param statements whether it consists of statements
  void load(Path dump, boolean statements, Cancellation cancellation)
      throws EngineException, IOException;

  /// Removes what a restore that was cut off has left: copies of dumps in the container with the client
  /// programs, and half a database beside the present one.
  void removeLeftovers();

  /// Waits until the server answers.
  ///
  /// @throws EngineException `TIMEOUT` with the server's last words
  void awaitReady(Duration atMost, Cancellation cancellation) throws EngineException;
}
