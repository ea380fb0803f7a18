package io.github.nocobasewizard.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A table that holds the users' own records, as people know it.
///
/// @param title as shown in the app; empty for tables that the app made for itself to link others
/// @param createdAt column with the time a row was made; null if there is none
/// @param updatedAt column with the time a row was last changed; null if there is none
public record Collection(
    String table, String title, @Nullable String createdAt, @Nullable String updatedAt) {
  /// Titles of built-in collections are keys for a translation: `{{t("Users")}}`.
  private static final Pattern TRANSLATED =
      Pattern.compile("\\{\\{\\s*t\\(\\s*[\"'](.+?)[\"'].*\\)\\s*}}");

  /// The rows of a collection at one moment.
  ///
  /// @param created rows made after the moment asked for; 0 if the table does not tell
  /// @param touched rows made or changed after that moment; 0 if the table does not tell
  public record Written(long rows, long created, long touched) {}

  /// @param name the collection's name; used where it has no title
  static String title(String name, String title) {
    Matcher translated = TRANSLATED.matcher(title);
    String plain = translated.matches() ? translated.group(1) : title.strip();
    return plain.isEmpty() ? name : plain;
  }

  static Collection of(String table, String title, String createdAt, String updatedAt) {
    return new Collection(
        table,
        title,
        createdAt.isEmpty() ? null : createdAt,
        updatedAt.isEmpty() ? null : updatedAt);
  }
}
