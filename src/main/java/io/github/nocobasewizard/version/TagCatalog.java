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
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The tags of one repository as a registry had them at one moment. Never changes; a list that
/// grows is a row of catalogues.
public final class TagCatalog {
  private final ImageReference repository;
  private final Map<String, RemoteTag> tags;
  private final List<Entry> versions;
  private final Instant fetched;
  private final boolean complete;

  /// @param repository its tag and digest do not matter
  /// @param tags if a name comes twice, the later one counts
  /// @param fetched when the registry was asked
  /// @param complete false while pages are still to come, or if they never came
  public TagCatalog(
      ImageReference repository, Collection<RemoteTag> tags, Instant fetched, boolean complete) {
    this.repository =
        new ImageReference(repository.registry(), repository.repository(), null, null);
    this.tags = LinkedHashMap.newLinkedHashMap(tags.size());
    tags.forEach(tag -> this.tags.put(tag.name(), tag));
    this.versions = versionsAmong(this.tags.values());
    this.fetched = fetched;
    this.complete = complete;
  }

  private static List<Entry> versionsAmong(Collection<RemoteTag> tags) {
    List<Entry> entries = new ArrayList<>();
    for (RemoteTag remote : tags) {
      if (Tag.parse(remote.name()) instanceof Tag.Exact exact) {
        entries.add(new Entry(exact, remote));
      }
    }
    entries.sort(Entry.NEWEST_FIRST);
    return List.copyOf(entries);
  }

  /// Nothing yet.
  public static TagCatalog empty(ImageReference repository, Instant fetched) {
    return new TagCatalog(repository, List.of(), fetched, false);
  }

  /// With more tags; a tag that is already there is replaced.
  public TagCatalog with(Collection<RemoteTag> more) {
    List<RemoteTag> all = new ArrayList<>(tags.values());
    all.addAll(more);
    return new TagCatalog(repository, all, fetched, complete);
  }

  public TagCatalog asComplete() {
    return new TagCatalog(repository, tags.values(), fetched, true);
  }

  /// Without tag and digest.
  public ImageReference repository() {
    return repository;
  }

  /// Each name once, in the registry's order.
  public List<RemoteTag> tags() {
    return List.copyOf(tags.values());
  }

  /// When the registry was asked.
  public Instant fetched() {
    return fetched;
  }

  /// False while pages are still to come, or if they never came.
  public boolean complete() {
    return complete;
  }

  /// How old the list is; never negative.
  public Duration age(Instant now) {
    return now.isBefore(fetched) ? Duration.ZERO : Duration.between(fetched, now);
  }

  public Optional<RemoteTag> find(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /// All tags that name one version, newest version first.
  public List<Entry> versions() {
    return versions;
  }

  /// The flavours that there are versions of, the known ones first.
  public SequencedSet<Flavour> flavours() {
    SequencedSet<Flavour> found = new LinkedHashSet<>();
    List<Flavour> there = versions.stream().map(entry -> entry.tag().flavour()).toList();
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
    return find(tag.text())
        .flatMap(RemoteTag::digest)
        .flatMap(this::tagOfDigest)
        .map(Tag.Exact::version);
  }

  /// The tag that names the version of an image of which only the digest is known, e.g. the running
  /// one.
  public Optional<Tag.Exact> tagOfDigest(String digest) {
    return versions.stream()
        .filter(entry -> entry.remote().digest().filter(digest::equals).isPresent())
        .map(Entry::tag)
        .findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TagCatalog that
        && repository.equals(that.repository)
        && tags().equals(that.tags())
        && fetched.equals(that.fetched)
        && complete == that.complete;
  }

  @Override
  public int hashCode() {
    return Objects.hash(repository, tags, fetched, complete);
  }

  @Override
  public String toString() {
    return repository + ", " + tags.size() + " tags" + (complete ? "" : " so far") + ", " + fetched;
  }

  /// A tag that names a version, and what the registry says of it.
  public record Entry(Tag.Exact tag, RemoteTag remote) {
    static final Comparator<Entry> NEWEST_FIRST =
        Comparator.comparing((Entry entry) -> entry.tag().version())
            .reversed()
            .thenComparing(entry -> entry.tag().flavour());
  }
}
