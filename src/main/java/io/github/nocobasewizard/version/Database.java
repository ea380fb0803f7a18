package io.github.nocobasewizard.version;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the installation's database is, as far as it decides which versions fit.
///
/// @param server the version of the database server, if known
/// @param checkSwitchedOff `DB_SKIP_VERSION_CHECK=on`: NocoBase starts on too old a server
public record Database(Kind kind, Optional<ServerVersion> server, boolean checkSwitchedOff) {
  /// Nothing is known of it.
  public static final Database UNKNOWN = new Database(Kind.UNKNOWN, Optional.empty(), false);

  public static Database of(Kind kind, String serverVersion) {
    return new Database(kind, ServerVersion.find(serverVersion), false);
  }

  /// The values of `DB_DIALECT`.
  public enum Kind {
    POSTGRES,
    MYSQL,
    MARIADB,
    KINGBASE,
    SQLITE,
    UNKNOWN;

    public static Kind ofDialect(String dialect) {
      return switch (dialect.strip().toLowerCase(Locale.ROOT)) {
        case "postgres", "postgresql" -> POSTGRES;
        case "mysql" -> MYSQL;
        case "mariadb" -> MARIADB;
        case "kingbase" -> KINGBASE;
        case "sqlite" -> SQLITE;
        default -> UNKNOWN;
      };
    }
  }

  /// The number of a database server.
  ///
  /// @param numbers most significant first; missing ones count as zero, zeros at the end are
  ///   dropped
  public record ServerVersion(List<Long> numbers) implements Comparable<ServerVersion> {
    // MariaDB once put "5.5.5-" before its own number, for old replication clients.
    private static final Pattern NUMBER =
        Pattern.compile("(?<![0-9.])(?:5\\.5\\.5-(?=[0-9]))?([0-9]{1,9}(?:\\.[0-9]{1,9}){0,3})");
    private static final Pattern DOT = Pattern.compile("\\.");

    public ServerVersion {
      numbers = withoutTrailingZeros(numbers);
    }

    // "16.0" is "16", so that equals agrees with the order.
    private static List<Long> withoutTrailingZeros(List<Long> numbers) {
      int length = numbers.size();
      while (length > 1 && numbers.get(length - 1) == 0) {
        length--;
      }
      return List.copyOf(numbers.subList(0, length));
    }

    /// Finds the number in what a server says of itself: `16.4`, `8.0.36-0ubuntu0.22.04.1`,
    /// `5.5.5-10.6.12-MariaDB`, `PostgreSQL 15.8 (Debian 15.8-0+deb12u1) on x86_64`.
    public static Optional<ServerVersion> find(String text) {
      return NUMBER
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .findFirst()
          .map(ServerVersion::ofNumber);
    }

    private static ServerVersion ofNumber(String found) {
      Matcher number = NUMBER.matcher(found);
      String digits = number.matches() ? number.group(1) : found;
      return new ServerVersion(DOT.splitAsStream(digits).map(Long::valueOf).toList());
    }

    @Override
    public int compareTo(ServerVersion other) {
      int length = Math.max(numbers.size(), other.numbers.size());
      for (int i = 0; i < length; i++) {
        int difference = Long.compare(at(i), other.at(i));
        if (difference != 0) {
          return difference;
        }
      }
      return 0;
    }

    private long at(int index) {
      return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override
    public String toString() {
      return String.join(".", numbers.stream().map(String::valueOf).toList());
    }
  }
}
