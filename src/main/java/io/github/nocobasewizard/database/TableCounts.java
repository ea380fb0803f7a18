package io.github.nocobasewizard.database;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many rows each table holds at one moment, counted exactly.
///
/// @param rows table name to rows
/// @param content names of the tables that hold the users' own records: users, attachments, and
///     every collection made in the app (see [#content])
public record TableCounts(SortedMap<String, Long> rows, Set<String> content) {

  public TableCounts {
    rows = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    content = Set.copyOf(content);
  }

  public static TableCounts none() {
    return new TableCounts(new TreeMap<>(), Set.of());
  }

  public int tables() {
    return rows.size();
  }

  /// Rows of the tables that hold the users' own records.
  public long records() {
    return content.stream().mapToLong(table -> rows.getOrDefault(table, 0L)).sum();
  }

  public long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Tables with the users' own records that have fewer rows in `later`, or are gone, with the
  /// number of rows missing.
  ///
  /// The app's own tables (menus, field definitions, plugin lists…) are left out: migrations add
  /// and remove rows there.
  public SortedMap<String, Long> missingIn(TableCounts later) {
    SortedMap<String, Long> missing = new TreeMap<>();
    for (String table : content) {
      long before = rows.getOrDefault(table, 0L);
      long after = later.rows.getOrDefault(table, 0L);
      if (after < before) {
        missing.put(table, before - after);
      }
    }
    return missing;
  }

  /// Whether both hold the same tables with the same numbers of rows.
  public boolean sameRows(TableCounts other) {
    return rows.equals(other.rows);
  }

  /// Which of `tables` hold the users' own records.
  ///
  /// Users and attachments always; the collections that the app's `collections` table lists
  /// (their table may be in snake case and have a prefix); and `t_…`, the name NocoBase gives to the
  /// link tables that it makes itself.
  static Set<String> content(Iterable<String> tables, Set<String> collections, String prefix) {
    Set<String> plainCollections = new java.util.HashSet<>(Set.of("users", "attachments"));
    collections.forEach(name -> plainCollections.add(plain(name, "")));
    // Rewritten by every upgrade, although listed.
    plainCollections.remove("roles");
    Set<String> content = new java.util.HashSet<>();
    for (String table : tables) {
      String plain = plain(table, prefix);
      if (plainCollections.contains(plain) || table.startsWith(prefix + "t_")) {
        content.add(table);
      }
    }
    return content;
  }

  private static String plain(String name, String prefix) {
    String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return own.replace("_", "").toLowerCase(Locale.ROOT);
  }

  static TableCounts of(Map<String, Long> rows, Set<String> collections, String prefix) {
    return new TableCounts(new TreeMap<>(rows), content(rows.keySet(), collections, prefix));
  }
}
