package io.github.nocobasewizard.health;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How far a start is, by the app's log.
///
/// Thread-safe: lines come on the engine's thread.
final class StartLog {
  /// Node's printer gives each field a line of its own; older versions one for all.
  private static final Pattern MIGRATION =
      Pattern.compile("event: '(migrating|migrated)', name: '([^']{1,250})'");

  /// Only the very first start on an empty database says so: `PresetNocoBase.install` and
  /// `Application.install`.
  private static final Pattern INSTALLS =
      Pattern.compile("start install built-in plugins|before install plugin \\[nocobase\\]");

  private static final int REMEMBERED = 200;
  private static final int TAIL = 300;

  private final Set<String> said = new LinkedHashSet<>();
  private Instant news;
  private @Nullable String migrating;
  private int migrated;
  private boolean installs;
  private String tail = "";

  StartLog(Instant begun) {
    news = begun;
  }

  /// One line of the log, or of the app's own answer.
  synchronized void read(Instant now, String raw) {
    String line = LogText.of(raw);
    if (line.isEmpty()) {
      return;
    }
    if (isNew(line)) {
      news = now;
    }
    installs |= INSTALLS.matcher(line).find();
    String text = LogText.joined(tail, line);
    Matcher migration = MIGRATION.matcher(text);
    if (migration.find()) {
      boolean over = migration.group(1).equals("migrated");
      migrating = over ? null : migration.group(2);
      migrated += over ? 1 : 0;
      text = text.substring(migration.end());
    }
    tail = text.substring(Math.max(0, text.length() - TAIL));
  }

  /// What repeats for ever is no progress: "please wait…", or the same words after each crash.
  private boolean isNew(String line) {
    if (!said.add(line)) {
      return false;
    }
    if (said.size() > REMEMBERED) {
      said.remove(said.iterator().next());
    }
    return true;
  }

  /// When something new was said last.
  synchronized Instant news() {
    return news;
  }

  /// The migration at work.
  synchronized Optional<String> migrating() {
    return Optional.ofNullable(migrating);
  }

  /// How many migrations are done.
  synchronized int migrated() {
    return migrated;
  }

  /// Whether the app sets itself up on an empty database.
  synchronized boolean installs() {
    return installs;
  }
}
