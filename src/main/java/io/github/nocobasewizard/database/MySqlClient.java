package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// MariaDB and MySQL by the client programs of the server's own container, whichever names they
/// have there: MariaDB 11 images have `mariadb-dump` only, MySQL images `mysqldump` only.
final class MySqlClient implements DatabaseClient {
  private final ContainerClient client;
  private final Database database;
  private @Nullable Boolean mariaDbNames;

  MySqlClient(ContainerEngine engine, String container, Database database) {
    this.client = new ContainerClient(engine, container, "MYSQL_PWD", database.password().value());
    this.database = database;
  }

  private boolean mariaDbNames() throws EngineException {
    Boolean known = mariaDbNames;
    if (known == null) {
      known = client.has("mariadb-dump");
      mariaDbNames = known;
    }
    return known;
  }

  private String program() throws EngineException {
    return mariaDbNames() ? "mariadb" : "mysql";
  }

  private List<String> login(String program, String... rest) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program);
    arguments.addAll(
        List.of("--protocol=tcp", "-h", "127.0.0.1", "-P", "3306", "-u", database.user()));
    arguments.addAll(List.of(rest));
    return arguments;
  }

  private String query(String sql, Cancellation cancellation) throws EngineException {
    return client.output(
        cancellation, login(program(), "--batch", "--skip-column-names", "--raw", "-e", sql));
  }

  private String query(String sql) throws EngineException {
    return query(sql, Cancellation.none());
  }

  @Override
  public String serverVersion() throws EngineException {
    return query("SELECT VERSION()").strip();
  }

  @Override
  public TableCounts count(Cancellation cancellation) throws EngineException {
    Set<String> tables = tables();
    Map<String, Long> counts = new HashMap<>();
    if (!tables.isEmpty()) {
      String union =
          tables.stream()
              .map(table -> "SELECT " + literal(table) + ", COUNT(*) FROM " + qualified(table))
              .collect(Collectors.joining(" UNION ALL "));
      for (String line : query(union, cancellation).split("\n")) {
        int tab = line.lastIndexOf('\t');
        counts.put(line.substring(0, tab), Long.parseLong(line.substring(tab + 1).strip()));
      }
    }
    return TableCounts.of(counts, collections(tables), database.tablePrefix());
  }

  private Set<String> tables() throws EngineException {
    return lines(
        query(
            "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
                + " AND table_schema = "
                + literal(database.name())));
  }

  private Set<String> collections(Set<String> tables) throws EngineException {
    String table = database.tablePrefix() + "collections";
    return tables.contains(table) ? lines(query("SELECT name FROM " + qualified(table))) : Set.of();
  }

  private static Set<String> lines(String text) {
    Set<String> lines = new HashSet<>();
    text.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
    return lines;
  }

  @Override
  public long size() throws EngineException {
    String sum =
        query(
                "SELECT COALESCE(SUM(data_length + index_length), 0) FROM"
                    + " information_schema.tables WHERE table_schema = "
                    + literal(database.name()))
            .strip();
    return Long.parseLong(sum);
  }

  @Override
  public Optional<String> applicationVersion() throws EngineException {
    return valuesOf("applicationVersion", "application_version", "value").stream().findFirst();
  }

  @Override
  public Set<String> pluginVersions() throws EngineException {
    return valuesOf("applicationPlugins", "application_plugins", "version");
  }

  private Set<String> valuesOf(String table, String underscoredTable, String column)
      throws EngineException {
    String wanted = database.tablePrefix() + (database.underscored() ? underscoredTable : table);
    // A server with lower_case_table_names=1 has the name in lower case.
    Optional<String> name = tables().stream().filter(wanted::equalsIgnoreCase).findFirst();
    return name.isEmpty()
        ? Set.of()
        : lines(query("SELECT DISTINCT " + quoted(column) + " FROM " + qualified(name.get())));
  }

  @Override
  public String dumpFileName() {
    return "database.sql";
  }

  /// Flags: those of NocoBase's own backup manager (plugin-backups, adapters/database.ts).
  @Override
  public void dump(OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--hex-blob",
                "--single-transaction",
                "--skip-lock-tables",
                "--routines",
                "--triggers",
                "--events",
                // Needs a right that only administrators have, and says nothing about records.
                "--no-tablespaces"));
    if (!mariaDbNames()) {
      flags.add("--set-gtid-purged=OFF");
      flags.add("--column-statistics=0");
    }
    flags.add(database.name());
    client.run(
        out,
        cancellation,
        login(mariaDbNames() ? "mariadb-dump" : "mysqldump", flags.toArray(String[]::new)));
  }

  /// The client writes `-- Dump completed` as its last line, and only then.
  @Override
  public void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException {
    try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), 200)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      if (!new String(end, StandardCharsets.UTF_8).contains("-- Dump completed")) {
        throw new EngineException(
            EngineException.Reason.COMMAND_FAILED,
            dump.getFileName().toString(),
            "the dump has no end");
      }
    }
  }

  /// The database is emptied and filled again: MySQL cannot rename one. Done again after an
  /// interruption it begins anew.
  @Override
  public void restore(Path dump, Cancellation cancellation) throws EngineException, IOException {
    client.withFile(
        dump,
        cancellation,
        file -> {
          recreate();
          List<String> arguments =
              new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\"", file));
          arguments.addAll(login(program(), "--default-character-set=utf8mb4", database.name()));
          client.run(ContainerEngine.nowhere(), cancellation, arguments);
        });
  }

  private void recreate() throws EngineException {
    String[] like =
        query(
                "SELECT default_character_set_name, default_collation_name FROM"
                    + " information_schema.schemata WHERE schema_name = "
                    + literal(database.name()))
            .strip()
            .split("\t");
    String options = like.length == 2 ? " CHARACTER SET " + like[0] + " COLLATE " + like[1] : "";
    query(
        "DROP DATABASE IF EXISTS "
            + quoted(database.name())
            + "; CREATE DATABASE "
            + quoted(database.name())
            + options);
  }

  @Override
  public void awaitReady(Duration atMost, Cancellation cancellation) throws EngineException {
    client.await(atMost, cancellation, login(program(), "-e", "SELECT 1"));
  }

  private String qualified(String table) {
    return quoted(database.name()) + "." + quoted(table);
  }

  private static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
