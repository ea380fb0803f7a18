package io.github.nocobasewizard.bench;

/// Harm of other kinds.
record Faults(Lane lane, Table table) {
  void all() {}
}
