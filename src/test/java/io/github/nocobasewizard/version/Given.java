package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Installations and registries in few words.
final class Given {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final ImageReference NOCOBASE = ImageReference.parse("nocobase/nocobase");

  private Given() {}

  static NocoBaseVersion version(String text) {
    return NocoBaseVersion.parse(text);
  }

  /// A tag for both architectures whose digest is its own name.
  static RemoteTag tag(String name) {
    return tag(name, name);
  }

  static RemoteTag tag(String name, String digest) {
    return new RemoteTag(
        name,
        Optional.of("sha256:" + digest),
        OptionalLong.of(1_300_000_000),
        Optional.of(NOW),
        Set.of("amd64", "arm64"));
  }

  static RemoteTag bareName(String name) {
    return new RemoteTag(name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of());
  }

  static RemoteTag onlyFor(String architecture, String name) {
    return new RemoteTag(
        name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Set.of(architecture));
  }

  static TagCatalog registryWith(String... names) {
    return registryWith(Arrays.stream(names).map(Given::tag).toArray(RemoteTag[]::new));
  }

  static TagCatalog registryWith(RemoteTag... tags) {
    return new TagCatalog(NOCOBASE, List.of(tags), NOW, true);
  }

  /// An installation whose file, image, app and database agree.
  static Installed running(String tag) {
    Optional<NocoBaseVersion> version = Optional.empty();
    if (Tag.parse(tag) instanceof Tag.Exact exact) {
      version = Optional.of(exact.version());
    }
    return new Installed(
        new InUse(
            NOCOBASE.withTag(tag),
            version,
            version,
            version,
            version,
            Database.of(Database.Kind.POSTGRES, "16.4"),
            Optional.of("amd64")));
  }

  /// Builds an [InUse] by what differs.
  record Installed(InUse inUse) {
    Installed imageIs(String version) {
      return with(found(version), inUse.reported(), inUse.recorded(), inUse.highestPlugin());
    }

    Installed imageIsUnknown() {
      return with(Optional.empty(), inUse.reported(), inUse.recorded(), inUse.highestPlugin());
    }

    Installed appSays(String version) {
      return with(inUse.running(), found(version), inUse.recorded(), inUse.highestPlugin());
    }

    Installed databaseSays(String version) {
      return with(inUse.running(), inUse.reported(), found(version), inUse.highestPlugin());
    }

    Installed pluginsSay(String version) {
      return with(inUse.running(), inUse.reported(), inUse.recorded(), found(version));
    }

    Installed nothingElseIsKnown() {
      return with(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Installed onDatabase(Database.Kind kind, String server) {
      return on(Database.of(kind, server));
    }

    Installed on(Database database) {
      return with(database, inUse.architecture(), inUse.otherPlugins());
    }

    Installed withPlugins(String... names) {
      return with(inUse.database(), inUse.architecture(), new TreeSet<>(List.of(names)));
    }

    Installed onArchitecture(String architecture) {
      return with(inUse.database(), Optional.of(architecture), inUse.otherPlugins());
    }

    private Installed with(
        Database database, Optional<String> architecture, SortedSet<String> plugins) {
      return new Installed(
          new InUse(
              inUse.image(),
              inUse.running(),
              inUse.reported(),
              inUse.recorded(),
              inUse.highestPlugin(),
              database,
              architecture,
              plugins));
    }

    private Installed with(
        Optional<NocoBaseVersion> running,
        Optional<NocoBaseVersion> reported,
        Optional<NocoBaseVersion> recorded,
        Optional<NocoBaseVersion> plugins) {
      return new Installed(
          new InUse(
              inUse.image(),
              running,
              reported,
              recorded,
              plugins,
              inUse.database(),
              inUse.architecture()));
    }

    private static Optional<NocoBaseVersion> found(String version) {
      return Optional.of(version(version));
    }
  }
}
