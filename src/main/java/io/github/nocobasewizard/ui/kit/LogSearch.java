package io.github.nocobasewizard.ui.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Looks for words in the lines of a log while they grow, a bounded part at a time, so that the window
/// never waits for it.
final class LogSearch {
  /// No line.
  static final int NONE = -1;

  /// Characters looked at in one go: some milliseconds.
  private static final int PART = 500_000;

  private final List<Integer> hits = new ArrayList<>();
  private List<String> lines = List.of();
  private String wanted = "";
  private int scanned;
  private int current = NONE;

  /// Begins anew in these lines.
  void in(List<String> lines) {
    this.lines = lines;
    find(wanted);
  }

  /// Begins anew with these words; case does not matter.
  void find(String wanted) {
    this.wanted = wanted;
    hits.clear();
    scanned = 0;
    current = NONE;
  }

  /// The oldest lines were forgotten.
  void forgotten(int count) {
    hits.removeIf(hit -> hit < count);
    hits.replaceAll(hit -> hit - count);
    scanned = Math.max(0, scanned - count);
    current = current < count ? NONE : current - count;
  }

  /// Looks at the next part.
  ///
  /// @return whether there is more to look at
  boolean goOn() {
    if (wanted.isEmpty()) {
      return false;
    }
    for (int seen = 0; scanned < lines.size() && seen < PART; scanned++) {
      String line = lines.get(scanned);
      seen += line.length() + 1;
      if (contains(line)) {
        hits.add(scanned);
      }
    }
    return scanned < lines.size();
  }

  private boolean contains(String line) {
    for (int at = 0; at <= line.length() - wanted.length(); at++) {
      if (line.regionMatches(true, at, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return hits.size();
  }

  /// Which of the hits was come to, from 1; 0 for none.
  int position() {
    return current == NONE ? 0 : Collections.binarySearch(hits, current) + 1;
  }

  /// The line of the next hit, after the last one the first; [#NONE] if nothing was found yet.
  int next() {
    int at = position();
    return to(at == hits.size() ? 0 : at);
  }

  /// The line of the hit before, before the first one the last.
  int previous() {
    int at = position();
    return to(at <= 1 ? hits.size() - 1 : at - 2);
  }

  private int to(int hit) {
    current = hits.isEmpty() ? NONE : hits.get(hit);
    return current;
  }
}
