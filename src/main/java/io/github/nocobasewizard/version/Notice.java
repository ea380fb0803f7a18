package io.github.nocobasewizard.version;

/// What the person should know before they install a version.
public sealed interface Notice {
  /// The way crosses a change that may need something done outside NocoBase.
  record Change(VersionFacts.KnownChange change) implements Notice {}

  /// The file's tag moves by itself today; this pins it.
  record PinsFloatingTag(Tag.Floating from) implements Notice {}

  record FlavourChanges(Flavour from, Flavour to) implements Notice {}

  record ChannelChanges(Channel from, Channel to) implements Notice {}

  /// The data was last written by a newer image than the one that runs: an older one has been
  /// started on it. This version ends that.
  record CatchesUp(NocoBaseVersion running, NocoBaseVersion highest) implements Notice {}
}
