package io.github.nocobasewizard.database;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ContainerEngine;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.EngineException.Reason;
import io.github.nocobasewizard.installation.Database;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A database in a file, asked by the driver in the image of the app that uses it: there is no server.
///
/// The container has the app's mounts. SQLite itself sees to it that a copy is consistent, whether
/// the app runs or not, and takes in what a stopped app has left beside the file.
final class SqliteClient implements DatabaseClient {
  private static final String SCRIPT = script();
  private static final String IN_MEMORY = ":memory:";
  private static final String SUFFIX = ".sqlite";

  /// SQLite's own tables are left out.
  private static final String TABLES =
      " m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

  private static final String SIZE =
      "page_count * page_size AS size FROM pragma_page_count, pragma_page_size";

  /// File format: <https://www.sqlite.org/fileformat2.html>, section 1.3.
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;

  /// The new file lies beside the old one, complete, before that is touched. What a stopped app may
  /// have left of unfinished writes belongs to the old one.
  private static final String INCOMING = ".wizard-incoming";

  private static final String UNPACK =
      """
      set -e
      mkdir -p "$(dirname "$2")"
      if ! gzip -dc "$1" >"$2"; then rm -f "$2"; exit 1; fi
      sync "$2"
      """;

  private static final String REPLACE =
      """
      set -e
      if [ -e "$2" ]; then chown --reference="$2" "$1"; chmod --reference="$2" "$1"; fi
      rm -f "$2-wal" "$2-shm" "$2-journal"
      mv -f "$1" "$2"
      sync "$(dirname "$2")"
      """;

  private final Database database;
  private final String file;
  private final ContainerClient client;

  SqliteClient(ContainerEngine engine, String container, Database database) {
    this.database = database;
    this.file = database.fileInContainer();
    this.client = new ContainerClient(engine, container);
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(SqliteClient.class.getResourceAsStream("sqlite.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program is incomplete", e);
    }
  }

  private List<List<String>> rows(List<String> statements, Cancellation cancellation)
      throws EngineException {
    return ask(file, statements, cancellation);
  }

  private List<List<String>> rows(String statement) throws EngineException {
    return rows(List.of(statement), Cancellation.none());
  }

  /// Several statements at once: each time a program is started.
  private List<List<String>> ask(String asked, List<String> statements, Cancellation cancellation)
      throws EngineException {
    List<String> command = new ArrayList<>(List.of("node", "-e", SCRIPT, asked));
    command.addAll(statements);
    return Arrays.stream(client.output(cancellation, command).split("\0"))
        .filter(row -> !row.isEmpty())
        .map(row -> List.of(row.split("\u001f", -1)))
        .toList();
  }

  @Override
  public String serverVersion() throws EngineException {
    return ask(IN_MEMORY, List.of("SELECT sqlite_version()"), Cancellation.none())
        .getFirst()
        .getFirst();
  }

  @Override
  public boolean fitsServer() {
    return true;
  }

  @Override
  public TableCounts count(Cancellation cancellation) throws EngineException {
    return inventory(-1, cancellation).counts();
  }

  @Override
  public List<Collection> collections(Cancellation cancellation) throws EngineException {
    List<List<String>> tables =
        rows(
            List.of(
                "SELECT m.name,"
                    + " COALESCE(MAX(CASE WHEN c.name IN ('createdAt', 'created_at')"
                    + " THEN c.name END), ''),"
                    + " COALESCE(MAX(CASE WHEN c.name IN ('updatedAt', 'updated_at')"
                    + " THEN c.name END), '')"
                    + " FROM sqlite_master m, pragma_table_info(m.name) c WHERE"
                    + TABLES
                    + " GROUP BY m.name"),
            cancellation);
    String list = database.tablePrefix() + "collections";
    List<List<String>> titles =
        tables.stream().anyMatch(table -> table.getFirst().equals(list))
            ? rows("SELECT name, COALESCE(title, '') AS title FROM " + quoted(list))
            : List.of();
    return TableCounts.collections(tables, titles, database.tablePrefix());
  }

  /// Times are noted with their zone.
  @Override
  public Collection.Written written(
      Collection collection, Instant since, ZoneOffset clock, Cancellation cancellation)
      throws EngineException {
    List<String> row =
        rows(
                List.of(
                    "SELECT COUNT(*), "
                        + newer(collection.createdAt(), since)
                        + " AS created, "
                        + newer(collection.updatedAt(), since)
                        + " AS touched FROM "
                        + quoted(collection.table())),
                cancellation)
            .getFirst();
    long created = Long.parseLong(row.get(1));
    return new Collection.Written(
        Long.parseLong(row.get(0)), created, Math.max(created, Long.parseLong(row.get(2))));
  }

  private static String newer(@Nullable String column, Instant since) {
    return column == null
        ? "0"
        : "COALESCE(SUM(julianday("
            + quoted(column)
            + ") > julianday("
            + literal(since.toString())
            + ")), 0)";
  }

  @Override
  public Inventory inventory(long checksumsUpTo, Cancellation cancellation) throws EngineException {
    Structure structure = structure(cancellation);
    boolean read = structure.size() <= checksumsUpTo;
    List<String> tables = List.copyOf(structure.columns().keySet());
    List<String> looks = new ArrayList<>();
    structure
        .columns()
        .forEach((table, columns) -> looks.add(read ? content(table, columns) : number(table)));
    String list = database.tablePrefix() + "collections";
    if (tables.contains(list)) {
      looks.add("SELECT 'collection', name FROM " + quoted(list));
    }
    if (structure.sequences()) {
      looks.add("SELECT 'sequence', name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence");
    }
    List<List<String>> found = rows(looks, cancellation);
    Map<String, Long> counts = new HashMap<>();
    Map<String, String> checksums = new HashMap<>();
    for (int n = 0; n < tables.size(); n++) {
      counts.put(tables.get(n), Long.parseLong(found.get(n).getFirst()));
      if (read) {
        checksums.put(tables.get(n), found.get(n).getLast());
      }
    }
    Set<String> collections = new HashSet<>();
    Map<String, String> sequences = new HashMap<>();
    for (List<String> row : found.subList(tables.size(), found.size())) {
      if (row.getFirst().equals("collection")) {
        collections.add(row.get(1));
      } else {
        sequences.put(row.get(1), row.get(2));
      }
    }
    return Inventory.of(
        TableCounts.of(counts, collections, database.tablePrefix()), checksums, sequences);
  }

  /// @param columns of each table
  /// @param size in bytes
  /// @param sequences whether there is a list of them, which is so only where a table has asked for it
  private record Structure(Map<String, List<String>> columns, long size, boolean sequences) {}

  private Structure structure(Cancellation cancellation) throws EngineException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    long size = 0;
    boolean sequences = false;
    for (List<String> row :
        rows(
            List.of(
                "SELECT 'column', m.name, c.name AS part"
                    + " FROM sqlite_master m, pragma_table_info(m.name) c WHERE"
                    + TABLES
                    + " ORDER BY m.name, c.cid",
                "SELECT 'size', " + SIZE,
                "SELECT 'sequences' FROM sqlite_master WHERE name = 'sqlite_sequence'"),
            cancellation)) {
      switch (row.getFirst()) {
        case "column" ->
            columns.computeIfAbsent(row.get(1), name -> new ArrayList<>()).add(row.get(2));
        case "size" -> size = Long.parseLong(row.get(1));
        default -> sequences = true;
      }
    }
    return new Structure(columns, size, sequences);
  }

  private static String number(String table) {
    return "SELECT COUNT(*) FROM " + quoted(table);
  }

  /// Each row as text that tells numbers, texts, bytes and nothing apart.
  private static String content(String table, List<String> columns) {
    return "#SELECT "
        + columns.stream()
            .map(column -> "quote(" + quoted(column) + ")")
            .collect(Collectors.joining(" || ',' || "))
        + " AS content FROM "
        + quoted(table);
  }

  /// A file's count of changes does not tell of those that are still beside it.
  @Override
  public Optional<String> position() {
    return Optional.empty();
  }

  @Override
  public long size() throws EngineException {
    return Long.parseLong(rows("SELECT " + SIZE).getFirst().getFirst());
  }

  @Override
  public OptionalLong freeSpace() {
    return client.freeSpace();
  }

  @Override
  public OptionalLong freeSpaceOfServer() {
    return client.freeSpace(folder());
  }

  private String folder() {
    return file.substring(0, file.lastIndexOf('/'));
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

  /// Each is a file beside that of the app which starts them (NocoBase, plugin-multi-app-manager).
  @Override
  public Set<String> present(Set<String> databases) throws EngineException {
    Set<String> present = new HashSet<>(databases);
    if (!databases.isEmpty()) {
      String files = client.output(Cancellation.none(), List.of("ls", "-1", folder()));
      Set<String> names = Set.copyOf(files.lines().toList());
      present.removeIf(name -> !names.contains(name + SUFFIX));
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
    String name = database.tablePrefix() + (database.underscored() ? underscoredTable : table);
    Set<String> values = new HashSet<>();
    try {
      rows("SELECT DISTINCT " + quoted(column) + " FROM " + quoted(name))
          .forEach(row -> values.add(row.getFirst()));
    } catch (EngineException e) {
      if (!e.details().contains("no such table")) {
        throw e;
      }
    }
    return values;
  }

  /// The app's own container writes the file; so can one that has its mounts.
  @Override
  public Optional<String> missingRight() {
    return Optional.empty();
  }

  @Override
  public List<String> roles() {
    return List.of();
  }

  @Override
  public void createRoles(List<String> names) {
    // See roles().
  }

  @Override
  public String dumpFileName() {
    return "database.sqlite.gz";
  }

  /// SQLite writes a second database with the same content, while others may go on writing.
  @Override
  public void dump(OutputStream out, Cancellation cancellation)
      throws EngineException, IOException {
    String copy = client.newFile();
    try {
      rows(List.of("VACUUM INTO " + literal(copy)), cancellation);
      client.run(out, cancellation, List.of("gzip", "-1", "-c", copy));
    } finally {
      client.removeFiles();
    }
  }

  /// Reading it to its end compares gzip's own checksum; the file's head says how long it must be.
  @Override
  public void checkDump(Path dump, Cancellation cancellation) throws EngineException, IOException {
    byte[] head = new byte[HEADER];
    long size = HEADER;
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(dump), 1 << 16))) {
      in.readFully(head);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        cancellation.check();
        size += read;
      }
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int pageSize = Short.toUnsignedInt(fields.getShort(PAGE_SIZE_AT));
    // 64 KiB does not fit into the field.
    long expected =
        Integer.toUnsignedLong(fields.getInt(PAGES_AT)) * (pageSize == 1 ? 1 << 16 : pageSize);
    if (!Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || size != expected) {
      throw new EngineException(
          Reason.COMMAND_FAILED,
          dump.getFileName().toString(),
          "not a whole SQLite database: " + size + " bytes of " + expected);
    }
  }

  /// Beside the present file, then in its place: until then a full disk or a damaged copy changes
  /// nothing.
  @Override
  public void restore(Path dump, Runnable replacing, Cancellation cancellation)
      throws EngineException, IOException {
    String incoming = file + INCOMING;
    client.withFile(
        dump,
        cancellation,
        packed -> {
          client.output(cancellation, List.of("sh", "-c", UNPACK, "sh", packed, incoming));
          requireSound(incoming, cancellation);
          replacing.run();
          client.output(Cancellation.none(), List.of("sh", "-c", REPLACE, "sh", incoming, file));
        });
  }

  private void requireSound(String copy, Cancellation cancellation) throws EngineException {
    List<List<String>> words = ask(copy, List.of("PRAGMA integrity_check"), cancellation);
    if (!words.equals(List.of(List.of("ok")))) {
      client.output(Cancellation.none(), List.of("rm", "-f", copy));
      throw new EngineException(Reason.COMMAND_FAILED, "integrity_check", words.toString());
    }
  }

  @Override
  public void load(Path dump, boolean statements, Cancellation cancellation)
      throws EngineException, IOException {
    restore(dump, cancellation);
  }

  @Override
  public void removeLeftovers() {
    client.removeFiles();
  }

  /// There is no server to wait for; without its driver the file could not be asked.
  @Override
  public void awaitReady(Duration atMost, Cancellation cancellation) throws EngineException {
    serverVersion();
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
