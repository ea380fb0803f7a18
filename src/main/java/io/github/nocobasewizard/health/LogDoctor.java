package io.github.nocobasewizard.health;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the app's log for known symptoms. What it does not know it calls unknown, with the most
/// telling lines.
///
/// Thread-safe: lines come on the engine's thread.
public final class LogDoctor {
  private static final Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*m");
  private static final Pattern TELLING =
      Pattern.compile("(?i)\\b(error|fatal|exception|failed|cannot|unable)\\b");
  private static final int KEPT = 40;

  private final Map<Symptom, Diagnosis> found = new EnumMap<>(Symptom.class);
  private final Deque<String> telling = new ArrayDeque<>();

  /// @param argument the name within the line (a plugin, a migration), empty if there is none
  /// @param line the line itself, for Details
  public record Diagnosis(Symptom symptom, String argument, String line) {}

  /// One line of the log.
  public synchronized void read(String raw) {
    String line = COLOUR.matcher(raw).replaceAll("").strip();
    if (line.isEmpty()) {
      return;
    }
    for (Symptom symptom : Symptom.values()) {
      Matcher matcher = symptom.pattern().matcher(line);
      if (matcher.find()) {
        String argument =
            matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : "";
        found.putIfAbsent(symptom, new Diagnosis(symptom, argument, line));
      }
    }
    if (TELLING.matcher(line).find()) {
      telling.addLast(line);
      if (telling.size() > KEPT) {
        telling.removeFirst();
      }
    }
  }

  /// The likeliest cause: the first in the order of [Symptom].
  public synchronized Optional<Diagnosis> diagnosis() {
    return found.values().stream().findFirst();
  }

  /// The most telling lines, oldest first.
  public synchronized List<String> tellingLines() {
    return new ArrayList<>(telling);
  }
}
