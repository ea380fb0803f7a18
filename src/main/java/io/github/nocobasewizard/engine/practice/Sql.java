package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.practice.DatabaseServer.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The SQL that this program sends to PostgreSQL, recognised statement by statement.
final class Sql {
  private static final String NAME = "\"((?:[^\"]|\"\")+)\"";
  private static final String TEXT = "'((?:[^']|'')*)'";
  private static final long EMPTY_DATABASE = 8_400_000;
  private static final long BYTES_A_ROW = 1_900;

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
    rule("SELECT pg_database_size\\(current_database\\(\\)\\)", (q, s) -> size(s));
    rule(
        "SELECT table_schema \\|\\| .*query_to_xml\\(format\\('SELECT count\\(\\*\\) AS n FROM"
            + " %I\\.%I'.*FROM information_schema\\.tables WHERE table_type = 'BASE TABLE' AND"
            + " table_schema NOT IN \\('pg_catalog', 'information_schema'\\)",
        (q, s) -> counts(s));
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
        return Optional.of(answer.isEmpty() ? "" : answer + "\n");
      }
    }
    return Optional.empty();
  }

  private static String size(Session session) throws RefusedException {
    return String.valueOf(EMPTY_DATABASE + BYTES_A_ROW * session.tables().allRows());
  }

  private static String counts(Session session) throws RefusedException {
    return session.tables().counts().entrySet().stream()
        .map(entry -> "public." + entry.getKey() + "\t" + entry.getValue())
        .collect(Collectors.joining("\n"));
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
