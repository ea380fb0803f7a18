package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.practice.DatabaseServer.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SQL that this program sends to PostgreSQL, recognised statement by statement.
final class Sql {
  private static final String NAME = "\"((?:[^\"]|\"\")+)\"";
  private static final String TEXT = "'((?:[^']|'')*)'";
  private static final long EMPTY_DATABASE = 8_400_000;
  private static final long BYTES_A_ROW = 1_900;

  /// How many rows are newer than a moment by one of their columns, or `0` without such a column.
  private static final String NEWER =
      "(?:0|count\\(\\*\\) FILTER \\(WHERE " + NAME + " > " + TEXT + "::timestamptz\\))";

  private static final Pattern RENAMES =
      Pattern.compile("BEGIN; ((?:ALTER DATABASE \\S+ RENAME TO \\S+; )+)COMMIT;?");
  private static final Pattern RENAME =
      Pattern.compile("ALTER DATABASE " + NAME + " RENAME TO " + NAME + ";");

  /// @param database that the client is connected to
  private record Session(DatabaseServer server, String database) {
    Tables tables() throws RefusedException {
      return server
          .find(database)
          .orElseThrow(() -> new RefusedException("FATAL:  the database is gone"));
    }
  }

  private interface Answer {
    String to(Matcher question, Session session) throws RefusedException;
  }

  private record Rule(Pattern pattern, Answer answer) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Predicate<DatabaseServer> inUse;

  /// @param inUse whether the app holds connections to a server
  Sql(Predicate<DatabaseServer> inUse) {
    this.inUse = inUse;
    rule("SELECT 1", (question, session) -> "1");
    rule("SHOW server_version", (q, s) -> DatabaseServer.VERSION + " (Debian 16.10-1.pgdg13+1)");
    rule("SHOW data_directory", (question, session) -> DatabaseServer.DATA_FOLDER);
    rule("SELECT pg_database_size\\(current_database\\(\\)\\)", (q, s) -> size(s));
    rule(
        "SET statement_timeout = 0; .* SELECT nspname, relname,.*query_to_xml\\(format\\( CASE WHEN"
            + " pg_table_size\\(c\\.oid\\) <= (-?\\d+) THEN 'SELECT count\\(\\*\\) AS n,.*FROM"
            + " pg_class c JOIN pg_namespace.*AS tables",
        Sql::counts);
    rule(
        "SELECT schemaname, sequencename, coalesce\\(last_value::text, ''\\) FROM pg_sequences",
        (q, s) -> sequences(s));
    rule(
        "SELECT oid \\|\\| ' ' \\|\\| pg_postmaster_start_time\\(\\) \\|\\| ' ' \\|\\|"
            + " txid_current_snapshot\\(\\) FROM pg_database WHERE datname ="
            + " current_database\\(\\)",
        (q, s) -> position(s));
    rule(
        "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user", (q, s) -> "t");
    rule(
        "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\\\_%'",
        (q, s) -> s.server().user() + "\0");
    rule(
        "SELECT t\\.table_name, .*'createdAt'.*'updatedAt'.* FROM information_schema\\.tables t"
            + " LEFT JOIN information_schema\\.columns c .* t\\.table_schema = 'public' GROUP BY"
            + " t\\.table_name",
        (q, s) -> tableTimes(s));
    rule(
        "SELECT name, coalesce\\(title, ''\\) FROM \"public\"\\.\"collections\"",
        (q, s) -> titles(s));
    rule(
        "SET TIME ZONE 'UTC'; SELECT count\\(\\*\\), "
            + NEWER
            + ", "
            + NEWER
            + " FROM \"public\"\\."
            + NAME,
        Sql::written);
    rule("SELECT to_regclass\\(" + TEXT + "\\) IS NOT NULL", Sql::isThere);
    rule("SELECT (DISTINCT )?(\\w+|\"\\w+\") FROM \"public\"\\." + NAME, Sql::values);
    rule("SELECT 1 FROM pg_database WHERE datname = " + TEXT, Sql::databaseIsThere);
    rule(
        "SELECT pg_encoding_to_char\\(encoding\\) \\|\\| E'\\\\t' \\|\\| datcollate \\|\\|"
            + " E'\\\\t' \\|\\| datctype FROM pg_database WHERE datname = "
            + TEXT,
        (q, s) -> databaseIsThere(q, s).isEmpty() ? "" : "UTF8\ten_US.utf8\ten_US.utf8");
    rule(
        "SELECT pg_terminate_backend\\(pid\\) FROM pg_stat_activity WHERE pid <>"
            + " pg_backend_pid\\(\\) AND datname IN \\("
            + TEXT
            + ", "
            + TEXT
            + "\\)",
        (q, s) -> "");
    rule("DROP DATABASE IF EXISTS " + NAME + " WITH \\(FORCE\\)", Sql::drop);
    rule("CREATE DATABASE " + NAME + " OWNER " + NAME + " TEMPLATE template0.*", Sql::create);
    rule(RENAMES.pattern(), this::rename);
  }

  private void rule(String pattern, Answer answer) {
    rules.add(new Rule(Pattern.compile(pattern), answer));
  }

  /// @return empty if this is no statement that is understood here
  /// @throws RefusedException with the server's words
  Optional<String> run(String sql, DatabaseServer server, String database) throws RefusedException {
    String oneLine = sql.strip().replaceAll("\\s+", " ");
    for (Rule rule : rules) {
      Matcher question = rule.pattern().matcher(oneLine);
      if (question.matches()) {
        String answer = rule.answer().to(question, new Session(server, database));
        boolean ended = answer.isEmpty() || answer.endsWith("\0");
        return Optional.of(ended ? answer : answer + "\n");
      }
    }
    return Optional.empty();
  }

  private static String size(Session session) throws RefusedException {
    return String.valueOf(EMPTY_DATABASE + BYTES_A_ROW * session.tables().allRows());
  }

  /// Rows of texts as `psql -z -0` prints them.
  private static String counts(Matcher question, Session session) throws RefusedException {
    boolean checksums = Long.parseLong(question.group(1)) >= 0;
    StringBuilder rows = new StringBuilder();
    session
        .tables()
        .byName()
        .forEach((name, table) ->
            rows.append("public\0")
                .append(name)
                .append('\0')
                .append(table.rows().size())
                .append('\0')
                .append(checksums ? String.valueOf(table.rows().hashCode()) : "")
                .append('\0'));
    return rows.toString();
  }

  /// Every table numbers its rows.
  private static String sequences(Session session) throws RefusedException {
    return session.tables().counts().entrySet().stream()
        .map(table ->
            "public\0"
                + table.getKey()
                + "_id_seq\0"
                + (table.getValue() == 0 ? "" : table.getValue())
                + "\0")
        .collect(Collectors.joining());
  }

  private static String position(Session session) {
    long changes = session.server().changes();
    return "16384 2026-01-05 08:00:00+00 " + changes + ":" + changes + ":";
  }

  private static String tableTimes(Session session) throws RefusedException {
    StringBuilder rows = new StringBuilder();
    session
        .tables()
        .byName()
        .forEach((name, table) ->
            rows.append(name)
                .append('\0')
                .append(table.columns().contains("createdAt") ? "createdAt" : "")
                .append('\0')
                .append(table.columns().contains("updatedAt") ? "updatedAt" : "")
                .append('\0'));
    return rows.toString();
  }

  private static String titles(Session session) throws RefusedException {
    Table collections = session.tables().find("collections").orElse(Table.of("name", "title"));
    List<String> names = collections.values("name");
    List<String> titles = collections.values("title");
    StringBuilder rows = new StringBuilder();
    for (int n = 0; n < names.size(); n++) {
      rows.append(names.get(n)).append('\0').append(titles.get(n)).append('\0');
    }
    return rows.toString();
  }

  private static String written(Matcher question, Session session) throws RefusedException {
    String name = unquoted(question.group(5));
    Table table =
        session
            .tables()
            .find(name)
            .orElseThrow(() ->
                new RefusedException("ERROR:  relation \"public." + name + "\" does not exist"));
    return table.rows().size()
        + "\0"
        + newer(table, question.group(1), question.group(2))
        + "\0"
        + newer(table, question.group(3), question.group(4))
        + "\0";
  }

  /// The sample's times are texts without a zone, in UTC, and read like the moments they stand for.
  private static long newer(Table table, @Nullable String column, @Nullable String moment) {
    if (column == null || moment == null) {
      return 0;
    }
    String since = moment.replace('T', ' ').replace("Z", "");
    return table.values(column).stream().filter(time -> time.compareTo(since) > 0).count();
  }

  private static String isThere(Matcher question, Session session) throws RefusedException {
    Matcher qualified = Pattern.compile("\"public\"\\." + NAME).matcher(question.group(1));
    boolean there =
        qualified.matches() && session.tables().find(unquoted(qualified.group(1))).isPresent();
    return there ? "t" : "f";
  }

  private static String values(Matcher question, Session session) throws RefusedException {
    String name = unquoted(question.group(3));
    String column = question.group(2).replace("\"", "");
    Table table =
        session
            .tables()
            .find(name)
            .orElseThrow(() ->
                new RefusedException("ERROR:  relation \"public." + name + "\" does not exist"));
    if (!table.columns().contains(column)) {
      throw new RefusedException("ERROR:  column \"" + column + "\" does not exist");
    }
    var values = table.values(column).stream();
    return (question.group(1) == null ? values : values.distinct())
        .collect(Collectors.joining("\n"));
  }

  private static String databaseIsThere(Matcher question, Session session) {
    return session.server().find(question.group(1).replace("''", "'")).isPresent() ? "1" : "";
  }

  private static String drop(Matcher question, Session session) throws RefusedException {
    session.server().dropIfExists(unquoted(question.group(1)));
    return "";
  }

  private static String create(Matcher question, Session session) throws RefusedException {
    session.server().create(unquoted(question.group(1)));
    return "";
  }

  private String rename(Matcher question, Session session) throws RefusedException {
    if (inUse.test(session.server())) {
      throw new RefusedException("ERROR:  the database is being accessed by other users");
    }
    List<DatabaseServer.Rename> renames = new ArrayList<>();
    Matcher each = RENAME.matcher(question.group(1));
    while (each.find()) {
      renames.add(new DatabaseServer.Rename(unquoted(each.group(1)), unquoted(each.group(2))));
    }
    session.server().rename(renames);
    return "";
  }

  private static String unquoted(String name) {
    return name.replace("\"\"", "\"");
  }
}
