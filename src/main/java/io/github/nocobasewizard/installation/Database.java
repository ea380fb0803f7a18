package io.github.nocobasewizard.installation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the app keeps its records, as its environment says.
///
/// Names and meanings of the variables: NocoBase documentation, "Environment variables".
///
/// @param host host name as the app sees it; SQLite: the same as `file`
/// @param schema PostgreSQL schema; null for the default one
/// @param tablePrefix put before every table name; may be empty
/// @param underscored whether table and column names are in snake case
/// @param service the project's service that runs the server; null if the server is elsewhere
/// @param appService the NocoBase service whose environment says so
/// @param file SQLite only: path of the file as the app sees it
public record Database(
    Kind kind,
    String host,
    int port,
    String name,
    String user,
    Secret password,
    @Nullable String schema,
    String tablePrefix,
    boolean underscored,
    @Nullable String service,
    String appService,
    @Nullable String file) {

  public enum Kind {
    POSTGRES,
    MARIADB,
    MYSQL,
    SQLITE,
    KINGBASE,
    UNKNOWN;

    static Kind of(String dialect) {
      return switch (dialect.toLowerCase(Locale.ROOT)) {
        case "postgres", "postgresql" -> POSTGRES;
        case "mariadb" -> MARIADB;
        case "mysql" -> MYSQL;
        case "sqlite" -> SQLITE;
        case "kingbase" -> KINGBASE;
        default -> UNKNOWN;
      };
    }

    /// PostgreSQL's client or the MySQL family's.
    public boolean speaksMySql() {
      return this == MARIADB || this == MYSQL;
    }

    /// Where such a server listens unless told otherwise.
    public int standardPort() {
      return speaksMySql() ? 3306 : 5432;
    }
  }

  /// Reads the app's effective environment.
  static Database of(Map<String, String> environment, @Nullable String service, String appService) {
    // NocoBase up to 1.6.21 took SQLite when no dialect was given.
    String dialect = environment.getOrDefault("DB_DIALECT", "sqlite");
    Kind kind = Kind.of(dialect);
    String file =
        kind == Kind.SQLITE
            ? environment.getOrDefault("DB_STORAGE", "storage/db/nocobase.sqlite")
            : null;
    return new Database(
        kind,
        file == null ? environment.getOrDefault("DB_HOST", "localhost") : file,
        port(environment.get("DB_PORT"), kind.standardPort()),
        environment.getOrDefault("DB_DATABASE", "nocobase"),
        environment.getOrDefault("DB_USER", ""),
        new Secret(environment.getOrDefault("DB_PASSWORD", "")),
        emptyToNull(environment.get("DB_SCHEMA")),
        environment.getOrDefault("DB_TABLE_PREFIX", ""),
        "true".equalsIgnoreCase(environment.get("DB_UNDERSCORED")),
        file == null ? service : null,
        appService,
        file);
  }

  private static int port(@Nullable String text, int standard) {
    try {
      return text == null || text.isBlank() ? standard : Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return standard;
    }
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /// Whether this program can copy it and put it back. That of SQLite must lie where copies of the
  /// storage leave it out, else they would hold a second one, copied while it was written to.
  public boolean canBeDumped() {
    return switch (kind) {
      case POSTGRES, MARIADB, MYSQL -> true;
      case SQLITE -> {
        String path = fileInContainer();
        yield path.startsWith(AppService.STORAGE + "/db/") && !path.contains("/../");
      }
      case KINGBASE, UNKNOWN -> false;
    };
  }

  /// Whether all that is needed to reach it is in the project.
  public boolean isInProject() {
    return service != null || kind == Kind.SQLITE;
  }

  /// SQLite only: the absolute path of its file in the app's container.
  public String fileInContainer() {
    String path = String.valueOf(file);
    return path.startsWith("/") ? path : AppService.HOME + "/" + path.replaceFirst("^(\\./)+", "");
  }

  /// Tells databases of one project apart.
  public String key() {
    return kind == Kind.SQLITE ? appService + ":" + file : host + ":" + port + "/" + name;
  }

  /// The same database, reached at another address.
  public Database at(String otherHost, int otherPort) {
    return new Database(
        kind,
        otherHost,
        otherPort,
        name,
        user,
        password,
        schema,
        tablePrefix,
        underscored,
        service,
        appService,
        file);
  }

  /// A sub-application's database, on the same server with the same login, or in a file beside this
  /// one: it has no table prefix.
  public Database named(String otherName) {
    String otherFile =
        file == null ? null : file.substring(0, file.lastIndexOf('/') + 1) + otherName + ".sqlite";
    return new Database(
        kind,
        otherFile == null ? host : otherFile,
        port,
        otherName,
        user,
        password,
        schema,
        "",
        underscored,
        service,
        appService,
        otherFile);
  }

  /// The same database reached with another login.
  public Database as(String otherUser, Secret otherPassword) {
    return new Database(
        kind,
        host,
        port,
        name,
        otherUser,
        otherPassword,
        schema,
        tablePrefix,
        underscored,
        service,
        appService,
        file);
  }
}
