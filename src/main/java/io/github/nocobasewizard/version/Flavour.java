package io.github.nocobasewizard.version;

import java.util.List;

/// Which build of a version: what stands after the number in a tag.
///
/// NocoBase builds four (release.yml of nocobase/nocobase since 2026-07-01; `-full` since about
/// 1.7.11). Any other suffix belongs to somebody's own image; it is kept as it is, so that such an
/// installation stays with its own images.
///
/// @param suffix with its hyphen, e.g. `-full`; empty for the plain build
public record Flavour(String suffix) implements Comparable<Flavour> {
  public static final Flavour PLAIN = new Flavour("");

  /// With database clients, LibreOffice and fonts.
  public static final Flavour FULL = new Flavour("-full");

  /// Without the web server; an nginx or Caddy of the project serves the pages.
  public static final Flavour NO_NGINX = new Flavour("-no-nginx");

  public static final Flavour FULL_NO_NGINX = new Flavour("-full-no-nginx");

  /// The four that NocoBase builds, the plain one first.
  public static final List<Flavour> KNOWN = List.of(PLAIN, FULL, NO_NGINX, FULL_NO_NGINX);

  public Flavour {
    if (!suffix.isEmpty() && !suffix.startsWith("-")) {
      throw new IllegalArgumentException("no flavour suffix: " + suffix);
    }
  }

  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /// The known flavour that `text` ends with; the plain one if with none.
  static Flavour atEndOf(String text) {
    Flavour longest = PLAIN;
    for (Flavour flavour : KNOWN) {
      if (text.endsWith(flavour.suffix) && flavour.suffix.length() > longest.suffix.length()) {
        longest = flavour;
      }
    }
    return longest;
  }

  static String withoutKnownSuffix(String text) {
    return text.substring(0, text.length() - atEndOf(text).suffix.length());
  }

  @Override
  public int compareTo(Flavour other) {
    return suffix.compareTo(other.suffix);
  }

  @Override
  public String toString() {
    return suffix;
  }
}
