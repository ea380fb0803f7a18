package io.github.nocobasewizard.version;

import java.util.List;

/// How finished a version is, in NocoBase's own three release channels; the most finished first.
public enum Channel {
  STABLE,
  BETA,
  ALPHA;

  /// Channels exist since 1.4.0 (December 2024). Before, every version carried a label and the
  /// newest one was what everybody ran: 0.x and 1.0 to 1.2 `-alpha`, 1.3 `-beta`.
  private static final NocoBaseVersion FIRST_WITH_CHANNELS = NocoBaseVersion.parse("1.4.0-alpha");

  /// The channel that a version came out on. Versions before 1.4 are stable whatever their label
  /// says: an installation of `1.3.50-beta` follows the stable versions now, not the betas of
  /// today. `rc` counts as beta, any other label as alpha.
  public static Channel of(NocoBaseVersion version) {
    if (version.isOlderThan(FIRST_WITH_CHANNELS)) {
      return STABLE;
    }
    return ofLabel(version.preRelease());
  }

  private static Channel ofLabel(List<String> preRelease) {
    if (preRelease.isEmpty()) {
      return STABLE;
    }
    return switch (preRelease.getFirst()) {
      case "beta", "rc" -> BETA;
      default -> ALPHA;
    };
  }

  public boolean isMoreFinishedThan(Channel other) {
    return compareTo(other) < 0;
  }
}
