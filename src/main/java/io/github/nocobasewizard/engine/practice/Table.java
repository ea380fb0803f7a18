package io.github.nocobasewizard.engine.practice;

import java.util.ArrayList;
import java.util.List;

/// A table of the sample's database. All values are text.
record Table(List<String> columns, List<List<String>> rows) {
  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static Table of(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  Table with(String... row) {
    List<List<String>> more = new ArrayList<>(rows);
    more.add(List.of(row));
    return new Table(columns, more);
  }

  Table without(int count) {
    return new Table(columns, rows.subList(0, Math.max(0, rows.size() - count)));
  }

  /// The same rows with another value in one column.
  Table setting(String column, String value) {
    int index = columns.indexOf(column);
    List<List<String>> changed = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> other = new ArrayList<>(row);
      other.set(index, value);
      changed.add(other);
    }
    return new Table(columns, changed);
  }

  List<String> values(String column) {
    int index = columns.indexOf(column);
    return rows.stream().map(row -> row.get(index)).toList();
  }
}
