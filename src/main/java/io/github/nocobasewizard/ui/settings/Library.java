package io.github.nocobasewizard.ui.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Something that this program is built from, with the licence it is under.
///
/// @param files how the names of its files begin; empty for what is no library
record Library(String name, String licence, String files) {
  /// This program first, then all that comes with it.
  static List<Library> all() {
    try (var in = Objects.requireNonNull(Library.class.getResourceAsStream("libraries.csv"));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(Library::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("libraries.csv cannot be read", e);
    }
  }

  private static Library of(String line) {
    String[] fields = line.split(";", -1);
    return new Library(fields[0], fields[1], fields[2]);
  }
}
