package io.github.nocobasewizard.engine.practice;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Mirror;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The tags that the sample's registries have: made up, but of the shapes, channels, flavours and
/// aliases that the real ones have.
final class VersionList {
  static final String ARCHITECTURE = "amd64";

  private static final String REPOSITORY = "nocobase/nocobase";
  private static final Set<String> BOTH = Set.of("amd64", "arm64");
  private static final List<String> OLD_FLAVOURS = List.of("", "-full");
  private static final List<String> FLAVOURS = List.of("", "-full", "-no-nginx", "-full-no-nginx");

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Instant now;

  /// @param version that the image holds, e.g. `2.2.15` behind `latest-full`
  record Entry(RemoteTag tag, String version) {}

  /// @param now the newest versions are a few days old then
  VersionList(Instant now) {
    this.now = now;
    line("1.9.", 60, 15, Duration.ofDays(130), OLD_FLAVOURS);
    line("2.0.", 48, 15, Duration.ofDays(150), OLD_FLAVOURS);
    line("2.1.", 0, 24, Duration.ofDays(75), FLAVOURS);
    line("2.2.", 0, 16, Duration.ofDays(4), FLAVOURS);
    line("2.3.0-beta.", 1, 6, Duration.ofDays(3), FLAVOURS);
    line("2.4.0-alpha.", 1, 9, Duration.ofDays(1), FLAVOURS);
    alias(List.of("1.9"), "1.9.74", OLD_FLAVOURS);
    alias(List.of("2.0"), "2.0.62", OLD_FLAVOURS);
    alias(List.of("2.1"), "2.1.23", FLAVOURS);
    alias(List.of("latest", "main", "2.2"), "2.2.15", FLAVOURS);
    alias(List.of("beta", "2.3-beta"), "2.3.0-beta.6", FLAVOURS);
    alias(List.of("alpha", "2.4-alpha"), "2.4.0-alpha.9", FLAVOURS);
  }

  private void line(String prefix, int first, int count, Duration newest, List<String> flavours) {
    for (int i = 0; i < count; i++) {
      // A version every five days, not always at the same hour.
      Duration age = newest.plusDays(5L * (count - 1 - i)).plusMinutes(37L * i);
      for (String flavour : flavours) {
        add(prefix + (first + i) + flavour, prefix + (first + i), flavour, now.minus(age));
      }
    }
  }

  private void alias(List<String> names, String version, List<String> flavours) {
    for (String flavour : flavours) {
      Entry meant = entries.get(version + flavour);
      if (meant == null) {
        throw new IllegalStateException("no version " + version + flavour);
      }
      for (String name : names) {
        RemoteTag same = meant.tag();
        entries.put(
            name + flavour,
            new Entry(
                new RemoteTag(
                    name + flavour,
                    same.digest(),
                    same.size(),
                    same.pushed(),
                    same.architectures()),
                version));
      }
    }
  }

  private void add(String name, String version, String flavour, Instant pushed) {
    long size =
        (flavour.contains("-full") ? 648_300_000L : 287_900_000L)
            + Math.floorMod(name.hashCode(), 9_000_000);
    entries.put(
        name,
        new Entry(
            new RemoteTag(
                name,
                Optional.of(Hashes.digest("manifest " + name)),
                OptionalLong.of(size),
                Optional.of(pushed),
                BOTH),
            version));
  }

  /// Whether there is such a repository at all.
  boolean has(ImageReference image) {
    return image.repository().equals(REPOSITORY)
        && (image.isOnDockerHub() || image.registry().equals(Mirror.NOCOBASE.registry()));
  }

  Optional<Entry> find(ImageReference image) {
    if (!has(image)) {
      return Optional.empty();
    }
    String digest = image.digest();
    return digest == null
        ? Optional.ofNullable(entries.get(image.tagOrLatest()))
        : entries.values().stream()
            .filter(entry -> entry.tag().digest().filter(digest::equals).isPresent())
            .findFirst();
  }

  /// Newest first, as Docker Hub lists them.
  List<RemoteTag> newestFirst() {
    List<RemoteTag> tags = new ArrayList<>(entries.values().stream().map(Entry::tag).toList());
    tags.sort(
        (a, b) -> b.pushed().orElse(Instant.EPOCH).compareTo(a.pushed().orElse(Instant.EPOCH)));
    return tags;
  }

  List<String> tagsOf(String version) {
    return entries.values().stream()
        .filter(entry -> entry.version().equals(version))
        .map(entry -> entry.tag().name())
        .toList();
  }

  /// What the image behind an entry is, once it is on a computer.
  Images.Stored image(ImageReference image, Entry entry) {
    String digest = entry.tag().digest().orElseThrow();
    return new Images.Stored(
        Hashes.digest("image " + digest),
        image.name(),
        entry.version(),
        digest,
        entry.tag().size().orElse(0) * 5 / 2,
        entry.tag().pushed().orElse(now));
  }
}
