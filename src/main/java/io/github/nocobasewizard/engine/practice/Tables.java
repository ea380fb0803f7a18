package io.github.nocobasewizard.engine.practice;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Everything in one database at one moment; a change makes another one of it.
record Tables(SortedMap<String, Table> byName) {
  static final Tables NONE = new Tables(new TreeMap<>());

  Tables {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  Optional<Table> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  Tables with(String name, Table table) {
    TreeMap<String, Table> more = new TreeMap<>(byName);
    more.put(name, table);
    return new Tables(more);
  }

  /// One table changed; nothing happens if it is not there.
  Tables changing(String name, UnaryOperator<Table> change) {
    return find(name).map(table -> with(name, change.apply(table))).orElse(this);
  }

  /// The version whose upgrade was completed last.
  Optional<String> applicationVersion() {
    return find("applicationVersion")
        .map(table -> table.values("value"))
        .flatMap(values -> values.stream().findFirst());
  }

  Tables withApplicationVersion(String version) {
    return with(
        "applicationVersion", new Table(List.of("id", "value"), List.of(List.of("1", version))));
  }

  long allRows() {
    return byName.values().stream().mapToLong(table -> table.rows().size()).sum();
  }

  SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    byName.forEach((name, table) -> counts.put(name, (long) table.rows().size()));
    return counts;
  }
}
