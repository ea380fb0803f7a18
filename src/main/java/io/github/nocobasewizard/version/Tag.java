package io.github.nocobasewizard.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tag of the NocoBase image, read: one version for ever, a name that moves, or anything else.
///
/// Sources of the shapes: release.yml of nocobase/nocobase (`<version><flavour>`,
/// `<major.minor>[-beta|-alpha]<flavour>`, `latest`, `beta`, `alpha` + flavour), its docs (`main`,
/// `next`, `develop`).
public sealed interface Tag {
  /// As it is written in the registry or the file.
  String text();

  Flavour flavour();

  /// Reads any tag.
  static Tag parse(String text) {
    return TagParser.parse(text);
  }

  /// Names one version: `2.2.15-full`.
  record Exact(String text, NocoBaseVersion version, Flavour flavour) implements Tag {
    /// As NocoBase writes the tag of a version.
    public static Exact of(NocoBaseVersion version, Flavour flavour) {
      return new Exact(version + flavour.suffix(), version, flavour);
    }

    public Channel channel() {
      return Channel.of(version);
    }
  }

  /// Names whatever is newest on a line at the time of the download: `latest-full`, `2.2-beta`.
  record Floating(String text, Line line, Flavour flavour) implements Tag {
    public Channel channel() {
      return switch (line) {
        case Alias alias -> alias.channel();
        case Minor minor -> minor.channel();
      };
    }
  }

  /// Says nothing about a version: `pr-123`, a commit hash.
  record Unknown(String text) implements Tag {
    /// What the text ends with, as far as that can be told.
    @Override
    public Flavour flavour() {
      return Flavour.atEndOf(text);
    }
  }

  /// What a floating tag follows.
  sealed interface Line permits Alias, Minor {}

  /// The names that follow a channel or a branch.
  enum Alias implements Line {
    LATEST(Channel.STABLE),
    BETA(Channel.BETA),
    ALPHA(Channel.ALPHA),
    /// The branches: stable, the next minor, the one after.
    MAIN(Channel.STABLE),
    NEXT(Channel.BETA),
    DEVELOP(Channel.ALPHA);

    private final Channel channel;

    Alias(Channel channel) {
      this.channel = channel;
    }

    public Channel channel() {
      return channel;
    }
  }

  /// The newest of one minor version on one channel: `2.2`, `2.2-beta`.
  ///
  /// @param label `alpha`, `beta`, `rc`; empty for releases
  record Minor(long major, long minor, Optional<String> label) implements Line {
    public Channel channel() {
      String suffix = label.map(word -> "-" + word).orElse("");
      return Channel.of(NocoBaseVersion.parse(major + "." + minor + ".0" + suffix));
    }
  }
}

final class TagParser {
  private static final String NUMBER = "(?:0|[1-9][0-9]{0,17})";
  private static final String SUFFIX = "(?<suffix>(?:-[\\w.-]+)?)";
  // Only these words are part of a version; "2.2.15-acme" is 2.2.15 in somebody's own build.
  private static final String LABEL = "(?:alpha|beta|rc)";
  private static final Pattern EXACT =
      Pattern.compile(
          "v?(?<version>"
              + NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-"
              + LABEL
              + "(?:\\.[0-9A-Za-z]+)*)?)"
              + SUFFIX);
  private static final Pattern MINOR =
      Pattern.compile(
          "v?(?<major>"
              + NUMBER
              + ")\\.(?<minor>"
              + NUMBER
              + ")"
              + "(?:-(?<label>"
              + LABEL
              + ")(?![\\w.]))?"
              + SUFFIX);
  private static final Pattern ALIAS =
      Pattern.compile("(?<alias>latest|beta|alpha|main|next|develop)" + SUFFIX);

  private TagParser() {}

  static Tag parse(String text) {
    return exact(text)
        .or(() -> minor(text))
        .or(() -> alias(text))
        .orElseGet(() -> new Tag.Unknown(text));
  }

  private static Optional<Tag> exact(String text) {
    Matcher exact = EXACT.matcher(text);
    if (!exact.matches()) {
      return Optional.empty();
    }
    Flavour flavour = new Flavour(exact.group("suffix"));
    return NocoBaseVersion.find(exact.group("version"))
        .map(version -> new Tag.Exact(text, version, flavour));
  }

  private static Optional<Tag> minor(String text) {
    Matcher minor = MINOR.matcher(text);
    if (!minor.matches()) {
      return Optional.empty();
    }
    Tag.Minor line =
        new Tag.Minor(
            Long.parseLong(minor.group("major")),
            Long.parseLong(minor.group("minor")),
            Optional.ofNullable(minor.group("label")));
    return Optional.of(new Tag.Floating(text, line, new Flavour(minor.group("suffix"))));
  }

  private static Optional<Tag> alias(String text) {
    Matcher alias = ALIAS.matcher(text);
    if (!alias.matches()) {
      return Optional.empty();
    }
    Tag.Alias line = Tag.Alias.valueOf(alias.group("alias").toUpperCase(java.util.Locale.ROOT));
    return Optional.of(new Tag.Floating(text, line, new Flavour(alias.group("suffix"))));
  }
}
