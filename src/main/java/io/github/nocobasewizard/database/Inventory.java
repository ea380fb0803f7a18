package io.github.nocobasewizard.database;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a database held at one moment, close enough to tell whether a copy of it is one.
///
/// @param checksums table to a checksum over all its rows in whatever order; tables above a size
///     have none
/// @param sequences what gives out numbers (PostgreSQL's sequences, MySQL's `AUTO_INCREMENT`) to
///     where it stands; empty text if no number was given out yet
public record Inventory(
    TableCounts counts, SortedMap<String, String> checksums, SortedMap<String, String> sequences) {

  public Inventory {
    checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
  }

  static Inventory of(
      TableCounts counts, Map<String, String> checksums, Map<String, String> sequences) {
    return new Inventory(counts, new TreeMap<>(checksums), new TreeMap<>(sequences));
  }

  public static Inventory none() {
    return of(TableCounts.none(), Map.of(), Map.of());
  }
}
