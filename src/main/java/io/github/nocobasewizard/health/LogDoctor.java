package io.github.nocobasewizard.health;

import io.github.nocobasewizard.health.Symptom.Where;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads logs for known symptoms. What it does not know it calls unknown, with the most telling
/// lines.
///
/// Thread-safe: lines come on the engine's thread.
public final class LogDoctor {
  /// From here on the app works: what was said before has not kept it from starting.
  private static final Pattern STARTED =
      Pattern.compile("app has been started|NocoBase server running");

  /// Words of an error, but not as a part of a name such as `error-handler`.
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)(?<![\\w-])(?:\\w{0,40}error|fatal|panic|exception|failed|failure|cannot|unable|denied"
              + "|refused|invalid|killed|aborted|missing|fehler|schwerwiegend)(?![\\w-])"
              + "|错误|失败|无法|致命");

  /// While it is at work the app answers every request with "503, loading plugin 3 of 77", and logs
  /// each of these answers as an error.
  private static final Pattern AT_WORK = Pattern.compile("code=APP_(?:COMMANDING|PREPARING)");

  private static final int TELLING_KEPT = 30;
  private static final int LAST_KEPT = 8;
  private static final int TAIL = 300;

  private final Map<Symptom, Diagnosis> found = new EnumMap<>(Symptom.class);
  private final Map<String, String> telling = new LinkedHashMap<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<Where, String> tails = new EnumMap<>(Where.class);

  /// @param argument the name within the line (a plugin, a migration), empty if there is none
  /// @param line the line itself, for Details
  public record Diagnosis(Symptom symptom, String argument, String line) {}

  /// One line of the app's log, or of its answer to a look from outside.
  public void read(String raw) {
    read(Where.APP, raw);
  }

  /// One line of a log.
  public synchronized void read(Where where, String raw) {
    String line = LogText.of(raw);
    if (line.isEmpty()) {
      return;
    }
    String tail = tails.getOrDefault(where, "");
    String text = tail.isEmpty() ? line : LogText.joined(tail, line);
    retract(line);
    // A match that lies in what was read before has been noted then, and may have been taken back.
    int fresh = Math.max(0, text.length() - line.length());
    for (Symptom symptom : Symptom.values()) {
      if (symptom.where() == where) {
        look(symptom, text, fresh, line);
      }
    }
    remember(line);
    tails.put(where, text.substring(Math.max(0, text.length() - TAIL)));
  }

  private void look(Symptom symptom, String text, int fresh, String line) {
    if (found.containsKey(symptom) && !found.get(symptom).argument().isEmpty()) {
      return;
    }
    Matcher matcher = symptom.pattern().matcher(text);
    boolean hit = matcher.find();
    while (hit && matcher.end() <= fresh) {
      hit = matcher.find();
    }
    if (hit) {
      Diagnosis now = new Diagnosis(symptom, argument(matcher), line);
      // A later line may name what an earlier one did not.
      if (!found.containsKey(symptom) || !now.argument().isEmpty()) {
        found.put(symptom, now);
      }
    }
  }

  private static String argument(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String value = matcher.group(group);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  private void retract(String line) {
    if (STARTED.matcher(line).find()) {
      found.keySet().removeIf(symptom -> !symptom.remark() && symptom.where() == Where.APP);
      telling.clear();
    }
    found
        .keySet()
        .removeIf(
            symptom -> symptom.until().map(until -> until.matcher(line).find()).orElse(false));
  }

  /// Lines that differ in numbers only ("attempt 3/10…") count as one: the newest.
  private void remember(String line) {
    last.addLast(line);
    if (last.size() > LAST_KEPT) {
      last.removeFirst();
    }
    if (TELLING.matcher(line).find() && !AT_WORK.matcher(line).find()) {
      String kind = line.replaceAll("\\d", "");
      telling.remove(kind);
      telling.put(kind, line);
      if (telling.size() > TELLING_KEPT) {
        telling.remove(telling.keySet().iterator().next());
      }
    }
  }

  /// All that was recognised, the likeliest cause first.
  public synchronized List<Diagnosis> findings() {
    return found.values().stream()
        .sorted(java.util.Comparator.comparing((Diagnosis it) -> it.symptom().weight()))
        .toList();
  }

  /// The likeliest cause; empty if nothing known was seen.
  public Optional<Diagnosis> diagnosis() {
    return findings().stream().findFirst();
  }

  /// The most telling lines, oldest first; if none stands out, the last ones.
  public synchronized List<String> tellingLines() {
    return new ArrayList<>(telling.isEmpty() ? last : telling.values());
  }
}
