package io.github.nocobasewizard.testing;

import io.github.nocobasewizard.installation.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What is hard to copy, as it may stand beside the app's own tables: odd names, emoji, nulls, large
/// texts and bytes, JSON, dates before 1970, 64-bit numbers, views, sequences, triggers.
public final class NastyContent {
  private NastyContent() {}

  /// A script for an administrator of this kind of server.
  public static String sql(Database.Kind kind) throws IOException {
    return switch (kind) {
      case POSTGRES -> script("nasty-postgres.sql");
      case MARIADB -> script("nasty-mysql.sql") + script("nasty-mariadb.sql");
      default -> script("nasty-mysql.sql");
    };
  }

  private static String script(String name) throws IOException {
    try (var in = NastyContent.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
