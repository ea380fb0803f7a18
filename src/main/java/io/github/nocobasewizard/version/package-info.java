/// What versions of NocoBase there are, which one an installation may go to, and why not to others.
///
/// Text becomes values here ([NocoBaseVersion], [Tag], [Flavour], [Channel]); a [TagCatalog] holds
/// what a registry has, [VersionSource] gets and remembers it, and [UpgradePolicy] judges every
/// version against what is in use. Results carry reasons as values; the words for them belong to
/// the pages. What is known of particular versions (gates, stops, warnings) is data:
/// [VersionFacts].
@NullMarked
package io.github.nocobasewizard.version;

import org.jspecify.annotations.NullMarked;
