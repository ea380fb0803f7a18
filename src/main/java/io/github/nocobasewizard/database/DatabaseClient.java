package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A database server in a container, spoken to through the client programs in that container: they
/// always fit the server.
///
/// The password goes by environment only. All calls block. They throw [EngineException] with
/// `COMMAND_FAILED` and the client's own words when the client fails.
public sealed interface DatabaseClient permits PostgresClient, MySqlClient {

  /// @param container the database's container, running
  /// @return empty for a kind of database that this program cannot dump
  static Optional<DatabaseClient> of(ContainerEngine engine, String container, Database database) {
    return switch (database.kind()) {
      case POSTGRES -> Optional.of(new PostgresClient(engine, container, database));
      case MARIADB, MYSQL -> Optional.of(new MySqlClient(engine, container, database));
      case SQLITE, KINGBASE, UNKNOWN -> Optional.empty();
    };
  }

  /// e.g. `16.4` or `11.8.2-MariaDB`.
  String serverVersion() throws EngineException;

  /// Exact numbers; on a large database this takes a while.
  TableCounts count(Cancellation cancellation) throws EngineException;

  /// Bytes on the server's disk; a dump is usually smaller.
  long size() throws EngineException;

  /// What the app wrote at the end of its last upgrade (`applicationVersion`), if anything.
  Optional<String> applicationVersion() throws EngineException;

  /// The versions that the app noted for its plugins, each once.
  java.util.Set<String> pluginVersions() throws EngineException;

  /// The name a dump of this kind has, e.g. `database.dump`.
  String dumpFileName();

  /// Writes one consistent dump of the database.
  ///
  /// @throws EngineException if the client fails: what was written is worthless then
  /// @throws IOException if `out` cannot be written
  void dump(OutputStream out, Cancellation cancellation) throws EngineException, IOException;

  /// Fails unless this file can be read to its end as a dump.
  void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException;

  /// Makes the database be what the dump says, whatever it is now; nobody may be connected. Can be
  /// done again after it was interrupted at any point.
  void restore(Path dump, Cancellation cancellation) throws EngineException, IOException;

  /// Waits until the server answers.
  ///
  /// @throws EngineException `TIMEOUT` with the server's last words
  void awaitReady(java.time.Duration atMost, Cancellation cancellation) throws EngineException;
}
