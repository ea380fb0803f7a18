package io.github.nocobasewizard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What has been seen, a line for each case, as it comes; the words of the wizards of a case that went
/// wrong are kept in a file.
final class Table {
  private static final String ROW = "%4s  %-12s %-34s %-7s %-34s %-4s %5s  %s%n";

  private final Path folder;
  private static final String NEITHER = "neither";

  /// Kind of harm to ends to their number.
  private final Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();

  private final List<Duration> times = new ArrayList<>();
  private int cases;
  private int late;
  private int wrong;

  Table(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /// The number of a case that begins.
  synchronized int begin() {
    if (cases == 0) {
      System.out.printf(ROW, "case", "run", "killed", "choice", "found", "end", "s", "");
    }
    return ++cases;
  }

  synchronized void row(
      int number,
      String run,
      String killed,
      String choice,
      String found,
      String end,
      Duration took,
      List<String> problems,
      List<String> said)
      throws IOException {
    System.out.printf(
        ROW,
        number,
        run,
        killed,
        choice,
        found,
        end,
        "%.1f".formatted(took.toMillis() / 1000.0),
        problems.isEmpty() ? "" : "WRONG: " + problems);
    System.out.flush();
    times.add(took);
    kinds
        .computeIfAbsent("%-12s %s".formatted(run, kind(killed)), _ -> new TreeMap<>())
        .merge(problems.isEmpty() ? end : NEITHER, 1, Integer::sum);
    if (!problems.isEmpty()) {
      wrong++;
      Files.write(folder.resolve("case-" + number + ".txt"), said);
    }
  }

  /// Without the moment.
  private static String kind(String killed) {
    return killed
        .replaceFirst("^\\d+ %.*", "random instant")
        .replaceFirst("( \\d+)? in .*|,.*| at \\d+ ms", "");
  }

  /// A killer that came too late: the run had ended.
  synchronized void late() {
    late++;
  }

  synchronized int wrong() {
    return wrong;
  }

  /// Says nothing of a table without cases.
  synchronized void summary() {
    if (cases == 0) {
      return;
    }
    Duration all = times.stream().reduce(Duration.ZERO, Duration::plus);
    System.out.printf("%n%-12s %-34s %4s %4s %7s%n", "run", "harm", "old", "new", NEITHER);
    kinds.forEach((kind, ends) ->
        System.out.printf(
            "%-47s %4d %4d %7d%n", kind, of(ends, "old"), of(ends, "new"), of(ends, NEITHER)));
    System.out.printf(
        "%d cases (%d not in time), %d wrong, %.1f s each%n",
        cases, late, wrong, times.isEmpty() ? 0 : all.toMillis() / 1000.0 / times.size());
  }

  private static int of(Map<String, Integer> ends, String end) {
    return ends.getOrDefault(end, 0);
  }
}
