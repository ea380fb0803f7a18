package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// The tags of one repository as a registry had them at one moment. Never changes; a list that
/// grows is a row of catalogues.
///
/// @param repository without tag and digest
/// @param tags each name once, in the registry's order
/// @param fetched when the registry was asked
/// @param complete false while pages are still to come, or if they never came
public record TagCatalog(
    ImageReference repository, List<RemoteTag> tags, Instant fetched, boolean complete) {
  public TagCatalog {
    repository = new ImageReference(repository.registry(), repository.repository(), null, null);
    Map<String, RemoteTag> byName = LinkedHashMap.newLinkedHashMap(tags.size());
    tags.forEach(tag -> byName.put(tag.name(), tag));
    tags = List.copyOf(byName.values());
  }

  /// Nothing yet.
  public static TagCatalog empty(ImageReference repository, Instant fetched) {
    return new TagCatalog(repository, List.of(), fetched, false);
  }

  /// With more tags; a tag that is already there is replaced.
  public TagCatalog with(Collection<RemoteTag> more) {
    List<RemoteTag> all = new ArrayList<>(tags);
    all.addAll(more);
    return new TagCatalog(repository, all, fetched, complete);
  }

  public TagCatalog asComplete() {
    return new TagCatalog(repository, tags, fetched, true);
  }

  /// How old the list is; never negative.
  public Duration age(Instant now) {
    return now.isBefore(fetched) ? Duration.ZERO : Duration.between(fetched, now);
  }

  public Optional<RemoteTag> find(String name) {
    return tags.stream().filter(tag -> tag.name().equals(name)).findFirst();
  }

  /// All tags that name one version, newest version first.
  public List<Entry> versions() {
    List<Entry> entries = new ArrayList<>();
    for (RemoteTag remote : tags) {
      if (Tag.parse(remote.name()) instanceof Tag.Exact exact) {
        entries.add(new Entry(exact, remote));
      }
    }
    entries.sort(Entry.NEWEST_FIRST);
    return entries;
  }

  /// The flavours that there are versions of, the known ones first.
  public SequencedSet<Flavour> flavours() {
    SequencedSet<Flavour> found = new LinkedHashSet<>();
    List<Flavour> there = versions().stream().map(entry -> entry.tag().flavour()).toList();
    Flavour.KNOWN.stream().filter(there::contains).forEach(found::add);
    there.stream().sorted().forEach(found::add);
    return found;
  }

  /// The version that a tag stands for today: its own, or that of the tag with the same digest.
  /// Empty if the registry does not tell digests in its list, or no version has that digest.
  public Optional<NocoBaseVersion> versionOf(Tag tag) {
    if (tag instanceof Tag.Exact exact) {
      return Optional.of(exact.version());
    }
    return find(tag.text()).flatMap(RemoteTag::digest).flatMap(digest -> versionOfDigest(digest));
  }

  /// The version of an image that is known by its digest only, e.g. the running one.
  public Optional<NocoBaseVersion> versionOfDigest(String digest) {
    return versions().stream()
        .filter(entry -> entry.remote().digest().filter(digest::equals).isPresent())
        .map(entry -> entry.tag().version())
        .findFirst();
  }

  /// A tag that names a version, and what the registry says of it.
  public record Entry(Tag.Exact tag, RemoteTag remote) {
    static final Comparator<Entry> NEWEST_FIRST =
        Comparator.comparing((Entry entry) -> entry.tag().version())
            .reversed()
            .thenComparing(entry -> entry.tag().flavour());
  }
}
