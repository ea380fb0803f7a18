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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// PostgreSQL by `psql`, `pg_dump` and `pg_restore` of the server's own container.
final class PostgresClient implements DatabaseClient {
  /// Exists on every server; a database cannot be replaced over a connection to itself.
  private static final String MAINTENANCE = "postgres";

  private static final Pattern FOREIGN_ROLE = Pattern.compile("role \".*\" does not exist");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /// Clients before can pack by gzip only.
  private static final int FIRST_WITH_ZSTD = 16;

  /// Servers before have no 64-bit hash function.
  private static final int FIRST_WITH_HASHES = 11;

  /// No table is as small as that.
  private static final long NO_CHECKSUMS = -1;

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
    arguments.addAll(
        List.of(
            "-h",
            database.host(),
            "-p",
            Integer.toString(database.port()),
            "-U",
            database.user(),
            "-w"));
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

  /// Rows of texts, whatever characters are in them.
  private List<List<String>> rows(int columns, String sql, Cancellation cancellation)
      throws EngineException {
    String output =
        client.output(
            cancellation,
            login(
                "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-z",
                "-0",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                database.name(),
                "-c",
                sql));
    String[] values = output.split("\0", -1);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i + columns < values.length; i += columns) {
      rows.add(List.of(values).subList(i, i + columns));
    }
    return rows;
  }

  @Override
  public String serverVersion() throws EngineException {
    // "17.11 (Debian 17.11-0+deb13u1)"
    return query("SHOW server_version").strip().split(" ")[0];
  }

  /// A dump made by a newer client does not always go back into an older server, and an older client
  /// refuses a newer server.
  @Override
  public boolean fitsServer() throws EngineException {
    return clientMajor() == major(serverVersion());
  }

  private int clientMajor() throws EngineException {
    // "pg_dump (PostgreSQL) 17.11 (Debian 17.11-0+deb13u1)"
    return major(client.output(Cancellation.none(), List.of("pg_dump", "--version")));
  }

  private static int major(String words) {
    Matcher number = NUMBER.matcher(words);
    return number.find() ? Integer.parseInt(number.group()) : 0;
  }

  @Override
  public TableCounts count(Cancellation cancellation) throws EngineException {
    return count(new HashMap<>(), NO_CHECKSUMS, cancellation);
  }

  @Override
  public List<Collection> collections(Cancellation cancellation) throws EngineException {
    List<List<String>> tables =
        rows(
            3,
            """
            SELECT t.table_name,
              coalesce(max(c.column_name::text)
                FILTER (WHERE c.column_name IN ('createdAt', 'created_at')), ''),
              coalesce(max(c.column_name::text)
                FILTER (WHERE c.column_name IN ('updatedAt', 'updated_at')), '')
            FROM information_schema.tables t
            LEFT JOIN information_schema.columns c
              ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                AND c.data_type LIKE 'timestamp%%'
            WHERE t.table_type = 'BASE TABLE' AND t.table_schema = %s
            GROUP BY t.table_name
            """
                .formatted(literal(schema())),
            cancellation);
    String list = database.tablePrefix() + "collections";
    List<List<String>> titles =
        tables.stream().anyMatch(table -> table.getFirst().equals(list))
            ? rows(
                2,
                "SELECT name, coalesce(title, '') FROM " + quoted(schema()) + "." + quoted(list),
                cancellation)
            : List.of();
    return TableCounts.collections(tables, titles, database.tablePrefix());
  }

  @Override
  public Collection.Written written(
      Collection collection, Instant since, ZoneOffset clock, Cancellation cancellation)
      throws EngineException {
    String moment = literal(since.toString()) + "::timestamptz";
    List<String> row =
        rows(
                3,
                // Columns without a zone are compared in the session's.
                "SET TIME ZONE 'UTC'; SELECT count(*), "
                    + newer(collection.createdAt(), moment)
                    + ", "
                    + newer(collection.updatedAt(), moment)
                    + " FROM "
                    + quoted(schema())
                    + "."
                    + quoted(collection.table()),
                cancellation)
            .getFirst();
    long created = Long.parseLong(row.get(1));
    return new Collection.Written(
        Long.parseLong(row.get(0)), created, Math.max(created, Long.parseLong(row.get(2))));
  }

  private static String newer(@Nullable String column, String moment) {
    return column == null ? "0" : "count(*) FILTER (WHERE " + quoted(column) + " > " + moment + ")";
  }

  @Override
  public Inventory inventory(long checksumsUpTo, Cancellation cancellation) throws EngineException {
    Map<String, String> checksums = new HashMap<>();
    boolean hashes = major(serverVersion()) >= FIRST_WITH_HASHES;
    TableCounts counts = count(checksums, hashes ? checksumsUpTo : NO_CHECKSUMS, cancellation);
    Map<String, String> sequences = new HashMap<>();
    for (List<String> row :
        rows(
            3,
            "SELECT schemaname, sequencename, coalesce(last_value::text, '') FROM pg_sequences",
            cancellation)) {
      sequences.put(name(row.get(0), row.get(1)), row.get(2));
    }
    return Inventory.of(counts, checksums, sequences);
  }

  /// One statement, so that all tables are seen at one moment. A row's text does not depend on where
  /// the row lies; the settings that it does depend on are made the same everywhere.
  private TableCounts count(
      Map<String, String> checksums, long checksumsUpTo, Cancellation cancellation)
      throws EngineException {
    Map<String, Long> counts = new HashMap<>();
    for (List<String> row :
        rows(
            4,
            """
            SET statement_timeout = 0; SET TimeZone = 'UTC'; SET DateStyle = 'ISO';
            SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1;
            SET lc_monetary = 'C';
            SELECT nspname, relname, (xpath('/row/n/text()', seen))[1]::text,
              coalesce((xpath('/row/sum/text()', seen))[1]::text, '')
            FROM (SELECT nspname, relname, query_to_xml(format(
                CASE WHEN pg_table_size(c.oid) <= %d
                THEN 'SELECT count(*) AS n, coalesce(sum(hashtextextended(_row_::text, 0)), 0) AS sum FROM %%I.%%I _row_'
                ELSE 'SELECT count(*) AS n FROM %%I.%%I' END,
                nspname, relname), false, true, '') AS seen
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')) AS tables
            """
                .formatted(checksumsUpTo),
            cancellation)) {
      String table = name(row.get(0), row.get(1));
      counts.put(table, Long.parseLong(row.get(2)));
      if (!row.get(3).isEmpty()) {
        checksums.put(table, row.get(3));
      }
    }
    return TableCounts.of(counts, collections(counts.keySet()), database.tablePrefix());
  }

  /// As the app names it; with its schema if that is not the app's.
  private String name(String inSchema, String relation) {
    return inSchema.equals(schema()) ? relation : inSchema + "." + relation;
  }

  /// Transaction numbers are given to whoever writes anything, in this or any other database of the
  /// server. While one that has a number is still at work, nothing is certain.
  @Override
  public Optional<String> position() throws EngineException {
    String position =
        query(
                "SELECT oid || ' ' || pg_postmaster_start_time() || ' ' || txid_current_snapshot()"
                    + " FROM pg_database WHERE datname = current_database()")
            .strip();
    String[] snapshot = position.substring(position.lastIndexOf(' ') + 1).split(":");
    boolean nobodyWrites = snapshot.length == 2 && snapshot[0].equals(snapshot[1]);
    return nobodyWrites ? Optional.of(position) : Optional.empty();
  }

  @Override
  public Optional<String> missingRight() throws EngineException {
    String may =
        query("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user").strip();
    return may.equals("t") ? Optional.empty() : Optional.of("CREATEDB");
  }

  @Override
  public List<String> roles() throws EngineException {
    return rows(
            1, "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'", Cancellation.none())
        .stream()
        .map(List::getFirst)
        .toList();
  }

  @Override
  public void createRoles(List<String> names) throws EngineException {
    List<String> present = roles();
    for (String name : names) {
      if (!present.contains(name)) {
        maintain("CREATE ROLE " + quoted(name));
      }
    }
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
  public OptionalLong freeSpace() {
    return client.freeSpace();
  }

  /// Only administrators are told where that is.
  @Override
  public OptionalLong freeSpaceOfServer() {
    try {
      return client.freeSpace(query("SHOW data_directory").strip());
    } catch (EngineException e) {
      return OptionalLong.empty();
    }
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

  @Override
  public Set<String> subApplications() throws EngineException {
    return lines(valuesOf("applications", "applications", "name"));
  }

  @Override
  public Set<String> present(Set<String> databases) throws EngineException {
    Set<String> present = new HashSet<>();
    if (!databases.isEmpty()) {
      rows(1, "SELECT datname FROM pg_database", Cancellation.none())
          .forEach(row -> present.add(row.getFirst()));
      present.retainAll(databases);
    }
    return present;
  }

  @Override
  public Set<String> dataSources() throws EngineException {
    Set<String> keys = lines(valuesOf("dataSources", "data_sources", "key"));
    keys.remove(OWN_DATA_SOURCE);
    return keys;
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
    if (clientMajor() < FIRST_WITH_ZSTD) {
      dump("--compress=1", out, cancellation);
      return;
    }
    try {
      dump("--compress=zstd:1", out, cancellation);
    } catch (EngineException e) {
      // Said before anything is written.
      if (!e.details().contains("does not support compression")) {
        throw e;
      }
      dump("--compress=1", out, cancellation);
    }
  }

  private void dump(String compression, OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    client.run(
        out,
        cancellation,
        login(
            "pg_dump",
            "--format=custom",
            "--blobs",
            "--quote-all-identifiers",
            compression,
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
  public void restore(Path dump, Runnable replacing, Cancellation cancellation)
      throws EngineException, IOException {
    String incoming = incoming();
    String outgoing = database.name() + "_wizard_outgoing";
    boolean complete = false;
    try {
      fill(incoming, dump, cancellation);
      cancellation.check();
      complete = true;
    } finally {
      if (!complete) {
        dropQuietly(incoming);
      }
    }
    replacing.run();
    drop(outgoing);
    swap(incoming, outgoing);
    drop(outgoing);
  }

  private String incoming() {
    return database.name() + "_wizard_incoming";
  }

  private void fill(String incoming, Path dump, Cancellation cancellation)
      throws EngineException, IOException {
    client.withFile(
        dump,
        cancellation,
        file -> {
          drop(incoming);
          maintain(createLike(incoming));
          client.run(
              ContainerEngine.nowhere(),
              cancellation,
              login(
                  "pg_restore", "--no-owner", "--exit-on-error", "--jobs=2", "-d", incoming, file));
        });
  }

  @Override
  public void load(Path dump, boolean statements, Cancellation cancellation)
      throws EngineException, IOException {
    client.withFile(
        dump,
        cancellation,
        file -> {
          if (statements) {
            requireNoErrors(
                client.complaints(
                    cancellation, login("psql", "-X", "-q", "-d", database.name(), "-f", file)));
          } else {
            client.run(
                ContainerEngine.nowhere(),
                cancellation,
                login(
                    "pg_restore",
                    "--no-owner",
                    "--no-acl",
                    "--exit-on-error",
                    "-d",
                    database.name(),
                    file));
          }
        });
  }

  /// Plain dumps name the roles of the server that they come from. Those of newer clients begin with a
  /// command that older ones do not know.
  private static void requireNoErrors(String complaints) throws EngineException {
    String errors =
        complaints
            .lines()
            .filter(line -> line.contains("ERROR:") || line.contains("FATAL:"))
            .filter(line -> !FOREIGN_ROLE.matcher(line).find())
            .collect(Collectors.joining("\n"));
    if (!errors.isEmpty()) {
      throw new EngineException(EngineException.Reason.COMMAND_FAILED, "psql", errors);
    }
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

  /// Half a database takes room, which may be the very thing that is missing.
  private void dropQuietly(String name) {
    try {
      drop(name);
    } catch (EngineException e) {
      // The next try removes it.
      System.getLogger(PostgresClient.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + name, e);
    }
  }

  private void maintain(String sql) throws EngineException {
    query(MAINTENANCE, sql, Cancellation.none());
  }

  @Override
  public void removeLeftovers() {
    client.removeFiles();
    dropQuietly(incoming());
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
