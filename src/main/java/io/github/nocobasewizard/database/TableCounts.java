package io.github.nocobasewizard.database;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  /// Several databases as one.
  ///
  /// @return tables of the second and further ones have the database's number before their name
  public static TableCounts joined(List<TableCounts> all) {
    SortedMap<String, Long> rows = new TreeMap<>();
    Set<String> content = new HashSet<>();
    for (int n = 0; n < all.size(); n++) {
      String prefix = n == 0 ? "" : (n + 1) + ": ";
      all.get(n).rows.forEach((table, count) -> rows.put(prefix + table, count));
      all.get(n).content.forEach(table -> content.add(prefix + table));
    }
    return new TableCounts(rows, content);
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

  /// Whether `later` is what the app leaves after its very first start: one administrator, and
  /// nothing in any table that held the users' own records here.
  public boolean begunAnewIn(TableCounts later) {
    List<Long> left =
        content.stream()
            .map(table -> later.rows.getOrDefault(table, 0L))
            .filter(count -> count > 0)
            .toList();
    return later.tables() > 0
        && records() > later.records()
        && (left.isEmpty() || left.equals(List.of(1L)));
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

  /// The tables that hold the users' own records, with what people call them.
  ///
  /// @param tables name, column with the time of making, column with that of changing (or empty)
  /// @param titles name and title of each collection that the app lists
  static List<Collection> collections(
      List<List<String>> tables, List<List<String>> titles, String prefix) {
    Map<String, String> titleOf = new HashMap<>();
    titles.forEach(
        row -> titleOf.put(plain(row.get(0), ""), Collection.title(row.get(0), row.get(1))));
    Set<String> names = titles.stream().map(List::getFirst).collect(Collectors.toSet());
    Set<String> content = content(tables.stream().map(List::getFirst).toList(), names, prefix);
    return tables.stream()
        .filter(table -> content.contains(table.getFirst()))
        .map(table ->
            Collection.of(
                table.get(0),
                titleOf.getOrDefault(plain(table.getFirst(), prefix), ""),
                table.get(1),
                table.get(2)))
        .toList();
  }

  private static String plain(String name, String prefix) {
    String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return own.replace("_", "").toLowerCase(Locale.ROOT);
  }

  static TableCounts of(Map<String, Long> rows, Set<String> collections, String prefix) {
    return new TableCounts(new TreeMap<>(rows), content(rows.keySet(), collections, prefix));
  }
}
