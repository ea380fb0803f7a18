package io.github.nocobasewizard.engine.practice;

import java.util.List;
import java.util.regex.Pattern;

/// Which of two versions of the sample is the older one. The program's own way of telling is not
/// used here: the sample is what it is tried on.
final class VersionNumber {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private VersionNumber() {}

  static boolean isOlder(String version, String than) {
    List<String> one = List.of(version.split("[.-]"));
    List<String> other = List.of(than.split("[.-]"));
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = compare(one.get(i), other.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    // 2.3.0-beta.1 comes before 2.3.0.
    return one.size() > other.size();
  }

  private static int compare(String one, String other) {
    boolean numbers = NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches();
    return numbers
        ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other))
        : one.compareTo(other);
  }
}
