package io.github.nocobasewizard.version;

import java.util.List;

/// What the person should know before they install a version.
public sealed interface Notice {
  /// The way crosses a change that may need something done outside NocoBase.
  record Change(VersionFacts.KnownChange change) implements Notice {}

  /// The file's tag moves by itself today; this pins it.
  record PinsFloatingTag(Tag.Floating from) implements Notice {}

  record FlavourChanges(Flavour from, Flavour to) implements Notice {}

  record ChannelChanges(Channel from, Channel to) implements Notice {}

  /// Plugins that do not come from NocoBase were made for the line of versions that is left. NocoBase
  /// takes only those made for the line that it is of itself.
  ///
  /// Source: `'@nocobase': major.minor.x` in packages/core/server/src/plugin-manager/deps.ts; seen as
  /// "Plugin dependencies check failed" (typekcz/nocobase-plugins#2, kresho/nocobase-print#2).
  ///
  /// @param line e.g. `2.2`
  record OtherPlugins(List<String> names, String line) implements Notice {
    public OtherPlugins {
      names = List.copyOf(names);
    }
  }

  /// The data was last written by a newer image than the one that runs: an older one has been
  /// started on it. This version ends that.
  record CatchesUp(NocoBaseVersion running, NocoBaseVersion highest) implements Notice {}
}
