package io.github.nocobasewizard.version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version number of NocoBase, ordered from old to new.
///
/// The order is that of [Semantic Versioning 2.0](https://semver.org/#spec-item-11) with one
/// exception: a *date counter* (a numeric identifier of eight digits or more) is older than any
/// plain counter at the same place. Until November 2024 the `next` branch was numbered by the time
/// of the build, `1.4.0-alpha.20240914235554` to `1.4.0-alpha.20241105230315`; then it went on with
/// `1.4.0-alpha.1`, and `1.4.0-alpha.17` came out on 2024-11-19. Semantic Versioning alone would
/// call the later ones older, and so allow a downgrade. The exception keeps the order total: at
/// each place it is nothing, date counters by number, plain counters by number, words by ASCII.
///
/// A version that the database records may have five parts, `0.18.0-alpha.1.20231222020209`
/// (nocobase/nocobase#4347): a build after `0.18.0-alpha.1` and before `0.18.0-alpha.2`.
///
/// @param preRelease the identifiers after the hyphen, e.g. `alpha`, `17`; empty for a release
public record NocoBaseVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<NocoBaseVersion> {
  // As much as the database has room for.
  private static final int LONGEST = 255;
  private static final long GREATEST = 999_999_999_999_999_999L;
  private static final int DATE_DIGITS = 8;
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern BUILD = Pattern.compile("\\+[0-9A-Za-z.-]+$");
  private static final Pattern ONE_IDENTIFIER = Pattern.compile(IDENTIFIER);
  private static final String IDENTIFIERS = IDENTIFIER + "(?:\\." + IDENTIFIER + ")*";
  private static final Pattern WHOLE =
      Pattern.compile(
          "[vV]?" + String.join("\\.", NUMBER, NUMBER, NUMBER) + "(?:-(" + IDENTIFIERS + "))?");

  private static final Comparator<NocoBaseVersion> OLDEST_FIRST =
      Comparator.comparingLong(NocoBaseVersion::major)
          .thenComparingLong(NocoBaseVersion::minor)
          .thenComparingLong(NocoBaseVersion::patch)
          .thenComparing(NocoBaseVersion::preRelease, NocoBaseVersion::comparePreReleases);

  public NocoBaseVersion {
    preRelease = List.copyOf(preRelease);
    for (long number : new long[] {major, minor, patch}) {
      if (number < 0 || number > GREATEST) {
        throw new IllegalArgumentException("no version number: " + number);
      }
    }
    for (String identifier : preRelease) {
      if (!ONE_IDENTIFIER.matcher(identifier).matches()) {
        throw new IllegalArgumentException("no pre-release identifier: " + identifier);
      }
    }
    // What could not be read back must not come to be.
    String text = text(major, minor, patch, preRelease);
    if (text.length() > LONGEST || !Flavour.withoutKnownSuffix(text).equals(text)) {
      throw new IllegalArgumentException("no version: " + text);
    }
  }

  /// A release without pre-release part.
  public static NocoBaseVersion release(long major, long minor, long patch) {
    return new NocoBaseVersion(major, minor, patch, List.of());
  }

  /// The line that it belongs to: `2.2`.
  public String line() {
    return major + "." + minor;
  }

  /// @throws IllegalArgumentException if `text` is no version
  public static NocoBaseVersion parse(String text) {
    return find(text).orElseThrow(() -> new IllegalArgumentException("no version: " + text));
  }

  /// The version that `text` is, if it is one. A leading `v`, a known flavour suffix (`-full`) and
  /// build metadata (`+abc`) are dropped: none of them has a place in the order.
  public static Optional<NocoBaseVersion> find(String text) {
    String bare = Flavour.withoutKnownSuffix(BUILD.matcher(text.strip()).replaceFirst(""));
    Matcher whole = WHOLE.matcher(bare);
    if (bare.length() > LONGEST
        || !whole.matches()
        || !Flavour.withoutKnownSuffix(bare).equals(bare)) {
      return Optional.empty();
    }
    String identifiers = whole.group(4);
    return Optional.of(
        new NocoBaseVersion(
            Long.parseLong(whole.group(1)),
            Long.parseLong(whole.group(2)),
            Long.parseLong(whole.group(3)),
            identifiers == null ? List.of() : List.of(identifiers.split("\\."))));
  }

  public boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  public boolean isOlderThan(NocoBaseVersion other) {
    return compareTo(other) < 0;
  }

  public boolean isNewerThan(NocoBaseVersion other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(NocoBaseVersion other) {
    return OLDEST_FIRST.compare(this, other);
  }

  private static int comparePreReleases(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      // A release is newer than all its pre-releases.
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    }
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int difference = compareIdentifiers(one.get(i), other.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static int compareIdentifiers(String one, String other) {
    int difference = Integer.compare(rank(one), rank(other));
    if (difference == 0 && isNumeric(one)) {
      // No leading zeros, so the longer number is the greater one.
      difference = Integer.compare(one.length(), other.length());
    }
    return difference != 0 ? difference : one.compareTo(other);
  }

  private static int rank(String identifier) {
    if (!isNumeric(identifier)) {
      return 2;
    }
    return identifier.length() >= DATE_DIGITS ? 0 : 1;
  }

  private static boolean isNumeric(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// As NocoBase writes it, e.g. `2.1.0-beta.47`, without `v`.
  @Override
  public String toString() {
    return text(major, minor, patch, preRelease);
  }

  private static String text(long major, long minor, long patch, List<String> preRelease) {
    String number = major + "." + minor + "." + patch;
    return preRelease.isEmpty() ? number : number + "-" + String.join(".", preRelease);
  }
}
