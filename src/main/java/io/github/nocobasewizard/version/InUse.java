package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.ImageReference;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an installation runs now, as far as it is known. The numbers may differ: a tag that moved,
/// a file edited and never started, an older image started on a newer database.
///
/// @param image the image as the file (or its variable) says
/// @param running the number of the image that the container was made from
/// @param reported what the app says of itself (`app:getInfo`)
/// @param recorded `applicationVersion` in the database
/// @param highestPlugin the highest version in `applicationPlugins`; an image that was started by
///   mistake overwrites `recorded` but leaves this
/// @param architecture of the engine, in Docker's words: `amd64`, `arm64`; empty if not known
/// @param otherPlugins names of plugins that do not come from NocoBase, as far as they can be seen
public record InUse(
    ImageReference image,
    Optional<NocoBaseVersion> running,
    Optional<NocoBaseVersion> reported,
    Optional<NocoBaseVersion> recorded,
    Optional<NocoBaseVersion> highestPlugin,
    Database database,
    Optional<String> architecture,
    SortedSet<String> otherPlugins) {
  public InUse {
    architecture = architecture.map(InUse::inDockersWords);
    otherPlugins = Collections.unmodifiableSortedSet(new TreeSet<>(otherPlugins));
  }

  /// One with NocoBase's own plugins only.
  public InUse(
      ImageReference image,
      Optional<NocoBaseVersion> running,
      Optional<NocoBaseVersion> reported,
      Optional<NocoBaseVersion> recorded,
      Optional<NocoBaseVersion> highestPlugin,
      Database database,
      Optional<String> architecture) {
    this(
        image,
        running,
        reported,
        recorded,
        highestPlugin,
        database,
        architecture,
        Collections.emptySortedSet());
  }

  /// The tag in the file, read. A bare digest names no version.
  public Tag tag() {
    return image.tag() == null && image.digest() != null
        ? new Tag.Unknown("")
        : Tag.parse(image.tagOrLatest());
  }

  /// The highest version that this data may have seen: never go below it.
  ///
  /// The tag in the file counts only where nothing tells what really ran. A file that names 2.2.99
  /// while the running image and the database both say 2.2.0 was edited and never started; to count
  /// it would forbid every version there is.
  public Optional<NocoBaseVersion> highest() {
    boolean fileIsNoNews = running.isPresent() && recorded.isPresent();
    Stream<NocoBaseVersion> named = fileIsNoNews ? Stream.empty() : inFile().stream();
    return Stream.concat(Stream.concat(running.stream(), writtenTo()), named)
        .max(Comparator.naturalOrder());
  }

  /// The highest version that the data itself tells of.
  Optional<NocoBaseVersion> highestOfData() {
    return writtenTo().max(Comparator.naturalOrder());
  }

  private Stream<NocoBaseVersion> writtenTo() {
    return Stream.of(reported, recorded, highestPlugin).flatMap(Optional::stream);
  }

  /// The number in the file's tag, if it names one.
  public Optional<NocoBaseVersion> inFile() {
    return tag() instanceof Tag.Exact exact ? Optional.of(exact.version()) : Optional.empty();
  }

  /// The number that the app runs at, if known: of the image, else by its own word, else as in the
  /// file.
  public Optional<NocoBaseVersion> current() {
    return running.or(() -> reported).or(this::inFile);
  }

  /// The channel that the installation follows: what its tag says, else its version.
  public Channel channel() {
    return switch (tag()) {
      case Tag.Exact exact -> exact.channel();
      case Tag.Floating floating -> floating.channel();
      case Tag.Unknown _ -> highest().map(Channel::of).orElse(Channel.STABLE);
    };
  }

  public Flavour flavour() {
    return tag().flavour();
  }

  /// With the running image's number looked up by its digests, if it was not known. A file that names
  /// nothing but a digest is read as if it named that number: so its channel and flavour are known.
  ///
  /// @param digests as the engine knows the image (`RepoDigests`), without the repository
  public InUse withRunningFrom(TagCatalog catalog, Collection<String> digests) {
    if (running.isPresent()) {
      return this;
    }
    Optional<Tag.Exact> found =
        digests.stream().flatMap(digest -> catalog.tagOfDigest(digest).stream()).findFirst();
    ImageReference named =
        found
            .filter(_ -> image.tag() == null && image.digest() != null)
            .map(tag ->
                new ImageReference(
                    image.registry(), image.repository(), tag.text(), image.digest()))
            .orElse(image);
    return new InUse(
        named,
        found.map(Tag.Exact::version),
        reported,
        recorded,
        highestPlugin,
        database,
        architecture,
        otherPlugins);
  }

  /// `uname -m` and `docker info` say `x86_64` and `aarch64` for what images call `amd64`, `arm64`.
  private static String inDockersWords(String architecture) {
    return switch (architecture) {
      case "x86_64", "x86-64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> architecture;
    };
  }
}
