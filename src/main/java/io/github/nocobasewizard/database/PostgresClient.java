package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// PostgreSQL by `psql`, `pg_dump` and `pg_restore` of the server's own container.
final class PostgresClient implements DatabaseClient {
  /// Exists on every server; a database cannot be replaced over a connection to itself.
  private static final String MAINTENANCE = "postgres";

  private final ContainerClient client;
  private final Database database;

  PostgresClient(ContainerEngine engine, String container, Database database) {
    this.client = new ContainerClient(engine, container, "PGPASSWORD", database.password().value());
    this.database = database;
  }

  private List<String> login(String program, String... rest) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program);
    // By TCP, so that the app's own password is what counts, not a local exception.
    arguments.addAll(List.of("-h", "127.0.0.1", "-p", "5432", "-U", database.user(), "-w"));
    arguments.addAll(List.of(rest));
    return arguments;
  }

  private String query(String inDatabase, String sql, Cancellation cancellation)
      throws EngineException {
    return client.output(
        cancellation,
        login(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", inDatabase, "-c", sql));
  }

  private String query(String sql) throws EngineException {
    return query(database.name(), sql, Cancellation.none());
  }

  @Override
  public String serverVersion() throws EngineException {
    // "17.11 (Debian 17.11-0+deb13u1)"
    return query("SHOW server_version").strip().split(" ")[0];
  }

  @Override
  public TableCounts count(Cancellation cancellation) throws EngineException {
    String rows =
        query(
            database.name(),
            """
            SELECT table_schema || '.' || table_name || E'\\t' || (xpath('/row/n/text()',
              query_to_xml(format('SELECT count(*) AS n FROM %I.%I', table_schema, table_name),
                false, true, '')))[1]::text
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE'
              AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """,
            cancellation);
    String schema = schema();
    Map<String, Long> counts = new HashMap<>();
    for (String line : rows.split("\n")) {
      int tab = line.lastIndexOf('\t');
      if (tab > 0) {
        String table = line.substring(0, tab);
        counts.put(
            table.startsWith(schema + ".") ? table.substring(schema.length() + 1) : table,
            Long.parseLong(line.substring(tab + 1).strip()));
      }
    }
    return TableCounts.of(counts, collections(counts.keySet()), database.tablePrefix());
  }

  private Set<String> collections(Set<String> tables) throws EngineException {
    String table = database.tablePrefix() + "collections";
    if (!tables.contains(table)) {
      return Set.of();
    }
    return lines(query("SELECT name FROM " + quoted(schema()) + "." + quoted(table)));
  }

  private String schema() {
    return database.schema() == null ? "public" : database.schema();
  }

  private static Set<String> lines(String text) {
    Set<String> lines = new HashSet<>();
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    return lines;
  }

  @Override
  public long size() throws EngineException {
    return Long.parseLong(query("SELECT pg_database_size(current_database())").strip());
  }

  @Override
  public Optional<String> applicationVersion() throws EngineException {
    return lines(valuesOf("applicationVersion", "application_version", "value")).stream()
        .findFirst();
  }

  @Override
  public Set<String> pluginVersions() throws EngineException {
    return lines(valuesOf("applicationPlugins", "application_plugins", "version"));
  }

  /// One column of one of the app's own tables; empty text if there is no such table.
  private String valuesOf(String table, String underscoredTable, String column)
      throws EngineException {
    String name = database.tablePrefix() + (database.underscored() ? underscoredTable : table);
    String qualified = quoted(schema()) + "." + quoted(name);
    String exists = query("SELECT to_regclass(" + literal(qualified) + ") IS NOT NULL").strip();
    return exists.equals("t")
        ? query("SELECT DISTINCT " + quoted(column) + " FROM " + qualified)
        : "";
  }

  @Override
  public String dumpFileName() {
    return "database.dump";
  }

  /// Flags: those of NocoBase's own backup manager (plugin-backups, adapters/database.ts). The
  /// custom format, because it can be listed and checked, and because plain dumps of new clients
  /// cannot be read by older ones.
  @Override
  public void dump(OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    client.run(
        out,
        cancellation,
        login(
            "pg_dump",
            "--format=custom",
            "--blobs",
            "--quote-all-identifiers",
            "-d",
            database.name()));
  }

  @Override
  public void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException {
    // Writing it out as SQL reads every block to the end.
    client.withFile(
        dump,
        cancellation,
        file ->
            client.run(
                ContainerEngine.nowhere(),
                cancellation,
                List.of("pg_restore", "--file=/dev/null", file)));
  }

  /// The dump is restored beside the present database, which is only replaced (both renamed in one
  /// transaction) when that has succeeded.
  @Override
  public void restore(Path dump, Cancellation cancellation) throws EngineException, IOException {
    String incoming = database.name() + "_wizard_incoming";
    String outgoing = database.name() + "_wizard_outgoing";
    client.withFile(
        dump,
        cancellation,
        file -> {
          drop(incoming);
          maintain(createLike(incoming));
          client.run(
              ContainerEngine.nowhere(),
              cancellation,
              login("pg_restore", "--no-owner", "--exit-on-error", "-d", incoming, file));
        });
    cancellation.check();
    drop(outgoing);
    swap(incoming, outgoing);
    drop(outgoing);
  }

  private void swap(String incoming, String outgoing) throws EngineException {
    String name = database.name();
    boolean exists =
        query(
                MAINTENANCE,
                "SELECT 1 FROM pg_database WHERE datname = " + literal(name),
                Cancellation.none())
            .strip()
            .equals("1");
    String away =
        exists ? "ALTER DATABASE " + quoted(name) + " RENAME TO " + quoted(outgoing) + "; " : "";
    maintain(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND datname IN ("
            + literal(name)
            + ", "
            + literal(incoming)
            + ")");
    maintain(
        "BEGIN; "
            + away
            + "ALTER DATABASE "
            + quoted(incoming)
            + " RENAME TO "
            + quoted(name)
            + "; COMMIT");
  }

  /// Encoding, collation and owner as the present database has them.
  private String createLike(String other) throws EngineException {
    String like =
        query(
                MAINTENANCE,
                "SELECT pg_encoding_to_char(encoding) || E'\\t' || datcollate || E'\\t' || datctype"
                    + " FROM pg_database WHERE datname = "
                    + literal(database.name()),
                Cancellation.none())
            .strip();
    String create =
        "CREATE DATABASE "
            + quoted(other)
            + " OWNER "
            + quoted(database.user())
            + " TEMPLATE template0";
    if (like.isEmpty()) {
      return create;
    }
    String[] parts = like.split("\t");
    return create
        + " ENCODING "
        + literal(parts[0])
        + " LC_COLLATE "
        + literal(parts[1])
        + " LC_CTYPE "
        + literal(parts[2]);
  }

  private void drop(String name) throws EngineException {
    maintain("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
  }

  private void maintain(String sql) throws EngineException {
    query(MAINTENANCE, sql, Cancellation.none());
  }

  @Override
  public void awaitReady(Duration atMost, Cancellation cancellation) throws EngineException {
    client.await(
        atMost, cancellation, login("psql", "-X", "-q", "-d", MAINTENANCE, "-c", "SELECT 1"));
  }

  private static String quoted(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
