package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// MariaDB and MySQL by the client programs of the server's own container, whichever names they
/// have there: MariaDB 11 images have `mariadb-dump` only, MySQL images `mysqldump` only.
final class MySqlClient implements DatabaseClient {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");

  /// An argument may have 128 KiB on Linux.
  private static final int LONGEST_QUERY = 100_000;

  /// No table is as small as that.
  private static final long NO_CHECKSUMS = -1;

  private static final String LARGE_ROWS = "--max-allowed-packet=1G";
  private static final String LARGEST_PACKET = "1073741824";
  private static final int LAST_LINE = 200;

  /// The file was tested before: what is damaged must not be found out half-way.
  private static final String UNPACKED_INTO = "gzip -dc \"$0\" | \"$@\"";

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
        List.of(
            "--protocol=tcp",
            "-h",
            database.host(),
            "-P",
            Integer.toString(database.port()),
            "-u",
            database.user(),
            "--default-character-set=utf8mb4"));
    arguments.addAll(List.of(rest));
    return arguments;
  }

  /// Rows of texts; NULL is the text `NULL`.
  private List<List<String>> rows(String sql, Cancellation cancellation) throws EngineException {
    return client
        .output(cancellation, login(program(), "--batch", "--skip-column-names", "-e", sql))
        .lines()
        .map(line -> Stream.of(line.split("\t", -1)).map(MySqlClient::unescaped).toList())
        .toList();
  }

  /// What `--batch` writes for characters that would look like the end of a value.
  private static String unescaped(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    return ESCAPED
        .matcher(value)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                switch (match.group(1)) {
                  case "n" -> "\n";
                  case "t" -> "\t";
                  case "0" -> "\0";
                  default -> match.group(1);
                }));
  }

  private List<List<String>> rows(String sql) throws EngineException {
    return rows(sql, Cancellation.none());
  }

  private String value(String sql) throws EngineException {
    List<List<String>> rows = rows(sql);
    return rows.isEmpty() ? "" : rows.getFirst().getFirst();
  }

  private Set<String> firsts(String sql) throws EngineException {
    Set<String> firsts = new HashSet<>();
    rows(sql).forEach(row -> firsts.add(row.getFirst()));
    return firsts;
  }

  @Override
  public String serverVersion() throws EngineException {
    return value("SELECT VERSION()");
  }

  /// MySQL's and MariaDB's programs do not always understand each other, and an older client or
  /// server may not know what a newer one writes.
  @Override
  public boolean fitsServer() throws EngineException {
    String server = serverVersion();
    boolean mariaDbServer = server.contains("MariaDB");
    // "mariadb from 11.8.6-MariaDB, client 15.2 for debian-linux-gnu"; "mysql  Ver 9.7.4 for Linux"
    String words =
        client
            .output(Cancellation.none(), List.of(program(), "--version"))
            .replaceFirst("^.*?(?:from|Distrib|Ver) ", "");
    int[] own = majorAndMinor(words);
    int[] its = majorAndMinor(server);
    return mariaDbNames() == mariaDbServer && own[0] == its[0] && own[1] >= its[1];
  }

  private static int[] majorAndMinor(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    return numbers.lookingAt()
        ? new int[] {Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))}
        : new int[] {0, 0};
  }

  @Override
  public TableCounts count(Cancellation cancellation) throws EngineException {
    return inventory(NO_CHECKSUMS, cancellation).counts();
  }

  @Override
  public List<Collection> collections(Cancellation cancellation) throws EngineException {
    List<List<String>> tables =
        rows(
            "SELECT t.table_name,"
                + " COALESCE(MAX(CASE WHEN c.column_name IN ('createdAt', 'created_at')"
                + " THEN c.column_name END), ''),"
                + " COALESCE(MAX(CASE WHEN c.column_name IN ('updatedAt', 'updated_at')"
                + " THEN c.column_name END), '')"
                + " FROM information_schema.tables t LEFT JOIN information_schema.columns c"
                + " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
                + " AND c.data_type IN ('datetime', 'timestamp')"
                + " WHERE t.table_type = 'BASE TABLE' AND t.table_schema = "
                + literal(database.name())
                + " GROUP BY t.table_name",
            cancellation);
    String list = database.tablePrefix() + "collections";
    List<List<String>> titles =
        tables.stream().anyMatch(table -> table.getFirst().equals(list))
            ? rows("SELECT name, COALESCE(title, '') FROM " + qualified(list), cancellation)
            : List.of();
    return TableCounts.collections(tables, titles, database.tablePrefix());
  }

  @Override
  public Collection.Written written(
      Collection collection, Instant since, ZoneOffset clock, Cancellation cancellation)
      throws EngineException {
    String moment = literal(MOMENT.format(since.atOffset(clock)));
    List<String> row =
        rows(
                "SELECT COUNT(*), "
                    + newer(collection.createdAt(), moment)
                    + ", "
                    + newer(collection.updatedAt(), moment)
                    + " FROM "
                    + qualified(collection.table()),
                cancellation)
            .getFirst();
    long created = Long.parseLong(row.get(1));
    return new Collection.Written(
        Long.parseLong(row.get(0)), created, Math.max(created, Long.parseLong(row.get(2))));
  }

  private static String newer(@Nullable String column, String moment) {
    return column == null ? "0" : "COALESCE(SUM(" + quoted(column) + " > " + moment + "), 0)";
  }

  @Override
  public Inventory inventory(long checksumsUpTo, Cancellation cancellation) throws EngineException {
    Map<String, String> looks = new LinkedHashMap<>();
    Map<String, String> sequences = new HashMap<>();
    Map<String, List<String>> columns = checksumsUpTo < 0 ? Map.of() : columns(cancellation);
    for (List<String> table :
        rows(
            // MySQL would tell numbers of a day ago.
            (mariaDbNames() ? "" : "SET SESSION information_schema_stats_expiry = 0; ")
                + "SELECT table_name, COALESCE(data_length, 0), COALESCE(auto_increment, '') FROM"
                + " information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema = "
                + literal(database.name()),
            cancellation)) {
      String name = table.getFirst();
      List<String> read = Long.parseLong(table.get(1)) <= checksumsUpTo ? columns.get(name) : null;
      looks.put(name, look(name, read));
      if (!table.get(2).isEmpty()) {
        sequences.put(name, table.get(2));
      }
    }
    Map<String, Long> counts = new HashMap<>();
    Map<String, String> checksums = new HashMap<>();
    for (String query : joined(looks.values())) {
      for (List<String> row : rows("SET time_zone = '+00:00'; " + query, cancellation)) {
        counts.put(row.get(0), Long.parseLong(row.get(1)));
        if (!row.get(2).isEmpty()) {
          checksums.put(row.get(0), row.get(2));
        }
      }
    }
    return Inventory.of(
        TableCounts.of(counts, collections(counts.keySet()), database.tablePrefix()),
        checksums,
        sequences);
  }

  /// For each table its columns, each preceded by whether it is null: joined to one text they tell
  /// `NULL` from nothing.
  private Map<String, List<String>> columns(Cancellation cancellation) throws EngineException {
    Map<String, List<String>> columns = new HashMap<>();
    for (List<String> row :
        rows(
            "SELECT table_name, column_name, is_nullable, data_type FROM"
                + " information_schema.columns WHERE"
                + " table_schema = "
                + literal(database.name())
                + " ORDER BY table_name, ordinal_position",
            cancellation)) {
      List<String> read = columns.computeIfAbsent(row.get(0), name -> new ArrayList<>());
      String column = quoted(row.get(1));
      if (row.get(2).equals("YES")) {
        read.add("ISNULL(" + column + ")");
      }
      // Dumps know no negative zero, which is equal to zero.
      boolean inexact = row.get(3).equals("double") || row.get(3).equals("float");
      read.add(inexact ? column + " + 0" : column);
    }
    return columns;
  }

  /// @param read what makes up the text of a row; null to count only
  private String look(String table, @Nullable List<String> read) {
    String checksum =
        read == null
            ? "''"
            : "COALESCE(SUM(CRC32(CONCAT_WS(0x1f, " + String.join(", ", read) + "))), 0)";
    return "SELECT " + literal(table) + ", COUNT(*), " + checksum + " FROM " + qualified(table);
  }

  /// As few queries as fit into an argument of a command.
  private static List<String> joined(Iterable<String> looks) {
    List<String> queries = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String look : looks) {
      if (query.length() + look.length() > LONGEST_QUERY) {
        queries.add(query.toString());
        query.setLength(0);
      }
      query.append(query.isEmpty() ? "" : " UNION ALL ").append(look);
    }
    if (!query.isEmpty()) {
      queries.add(query.toString());
    }
    return queries;
  }

  /// InnoDB numbers every change that it writes down. Nothing is certain with tables of other
  /// engines, nor with versions that do not tell the number. MariaDB keeps views and the like
  /// elsewhere, so the commands that make or drop anything are counted too.
  @Override
  public Optional<String> position() throws EngineException {
    String others =
        value(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND"
                + " engine <> 'InnoDB' AND table_schema = "
                + literal(database.name()));
    List<List<String>> status =
        rows(
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_redo_log_current_lsn',"
                + " 'Innodb_lsn_current') OR Variable_name LIKE 'Com\\_create\\_%'"
                + " OR Variable_name LIKE 'Com\\_drop\\_%' OR Variable_name LIKE"
                + " 'Com\\_alter\\_%'");
    boolean known = status.stream().anyMatch(row -> row.getFirst().startsWith("Innodb"));
    return known && others.equals("0")
        ? Optional.of(
            status.stream().map(row -> String.join("=", row)).collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  /// A login that owns its database may empty and fill it.
  @Override
  public Optional<String> missingRight() {
    return Optional.empty();
  }

  /// Dumps name users only as definers, who need not be there.
  @Override
  public List<String> roles() {
    return List.of();
  }

  @Override
  public void createRoles(List<String> names) {
    // See roles().
  }

  private Set<String> tables() throws EngineException {
    return firsts(
        "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            + " AND table_schema = "
            + literal(database.name()));
  }

  private Set<String> collections(Set<String> tables) throws EngineException {
    String table = database.tablePrefix() + "collections";
    return tables.contains(table) ? firsts("SELECT name FROM " + qualified(table)) : Set.of();
  }

  @Override
  public long size() throws EngineException {
    String sum =
        value(
            "SELECT COALESCE(SUM(data_length + index_length), 0) FROM information_schema.tables"
                + " WHERE table_schema = "
                + literal(database.name()));
    return Long.parseLong(sum);
  }

  @Override
  public OptionalLong freeSpace() {
    return client.freeSpace();
  }

  @Override
  public OptionalLong freeSpaceOfServer() {
    try {
      return client.freeSpace(value("SELECT @@datadir"));
    } catch (EngineException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<String> applicationVersion() throws EngineException {
    return valuesOf("applicationVersion", "application_version", "value").stream().findFirst();
  }

  @Override
  public Set<String> pluginVersions() throws EngineException {
    return valuesOf("applicationPlugins", "application_plugins", "version");
  }

  @Override
  public Set<String> subApplications() throws EngineException {
    return valuesOf("applications", "applications", "name");
  }

  @Override
  public Set<String> present(Set<String> databases) throws EngineException {
    Set<String> present = new HashSet<>();
    if (!databases.isEmpty()) {
      present.addAll(firsts("SELECT schema_name FROM information_schema.schemata"));
      present.retainAll(databases);
    }
    return present;
  }

  @Override
  public Set<String> dataSources() throws EngineException {
    Set<String> keys = new HashSet<>(valuesOf("dataSources", "data_sources", "key"));
    keys.remove(OWN_DATA_SOURCE);
    return keys;
  }

  private Set<String> valuesOf(String table, String underscoredTable, String column)
      throws EngineException {
    String wanted = database.tablePrefix() + (database.underscored() ? underscoredTable : table);
    // A server with lower_case_table_names=1 has the name in lower case.
    Optional<String> name = tables().stream().filter(wanted::equalsIgnoreCase).findFirst();
    return name.isEmpty()
        ? Set.of()
        : firsts("SELECT DISTINCT " + quoted(column) + " FROM " + qualified(name.get()));
  }

  @Override
  public String dumpFileName() {
    return "database.sql.gz";
  }

  /// Flags: those of NocoBase's own backup manager (plugin-backups, adapters/database.ts).
  @Override
  public void dump(OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    List<String> flags =
        new ArrayList<>(
            List.of(
                LARGE_ROWS,
                "--hex-blob",
                "--single-transaction",
                "--skip-lock-tables",
                // Tables whose rows are numbered by a sequence could not be filled while locked.
                "--skip-add-locks",
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
    try (OutputStream packed = new FastGzip(out)) {
      client.run(
          packed,
          cancellation,
          login(mariaDbNames() ? "mariadb-dump" : "mysqldump", flags.toArray(String[]::new)));
    }
  }

  /// Packed here, because the client cannot; gzip, because every image can unpack it. The lowest
  /// level keeps up with the client; higher ones would be what one waits for.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /// Reading it to its end compares gzip's own checksum. The client writes `-- Dump completed` as its
  /// last line, and only then.
  @Override
  public void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException {
    byte[] buffer = new byte[1 << 16];
    String end = "";
    try (InputStream in = new GZIPInputStream(Files.newInputStream(dump), buffer.length)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        cancellation.check();
        end += new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        end = end.substring(Math.max(0, end.length() - LAST_LINE));
      }
    }
    if (!end.contains("-- Dump completed")) {
      throw new EngineException(
          EngineException.Reason.COMMAND_FAILED,
          dump.getFileName().toString(),
          "the dump has no end");
    }
  }

  /// The database is emptied and filled again: MySQL cannot rename one. Done again after an
  /// interruption it begins anew.
  @Override
  public void restore(Path dump, Runnable replacing, Cancellation cancellation)
      throws EngineException, IOException {
    client.withFile(
        dump,
        cancellation,
        file -> {
          List<String> arguments = new ArrayList<>(List.of("sh", "-c", UNPACKED_INTO, file));
          arguments.addAll(login(program(), LARGE_ROWS, database.name()));
          client.output(cancellation, List.of("gzip", "-t", file));
          String packet = allowLargeRows(LARGEST_PACKET);
          try {
            replacing.run();
            recreate();
            client.run(ContainerEngine.nowhere(), cancellation, arguments);
          } finally {
            allowLargeRows(packet);
          }
        });
  }

  @Override
  public void load(Path dump, boolean statements, Cancellation cancellation)
      throws EngineException, IOException {
    restore(dump, cancellation);
  }

  /// A row is longer in a dump than it was when it was written. For every login that may say so.
  ///
  /// @return what was allowed before
  private String allowLargeRows(String bytes) throws EngineException {
    try {
      String before = value("SELECT @@GLOBAL.max_allowed_packet");
      rows("SET GLOBAL max_allowed_packet = " + bytes);
      return before;
    } catch (EngineException e) {
      System.getLogger(MySqlClient.class.getName())
          .log(System.Logger.Level.INFO, "max_allowed_packet stays as it is", e);
      return bytes;
    }
  }

  private void recreate() throws EngineException {
    List<List<String>> like =
        rows(
            "SELECT default_character_set_name, default_collation_name FROM"
                + " information_schema.schemata WHERE schema_name = "
                + literal(database.name()));
    String options =
        like.isEmpty()
            ? ""
            : " CHARACTER SET " + like.getFirst().get(0) + " COLLATE " + like.getFirst().get(1);
    rows(
        "DROP DATABASE IF EXISTS "
            + quoted(database.name())
            + "; CREATE DATABASE "
            + quoted(database.name())
            + options);
  }

  @Override
  public void removeLeftovers() {
    client.removeFiles();
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
