package io.github.nocobasewizard.version;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.PullAllowance;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Gets the versions of an image from its registry, and remembers them for when there is no
/// network.
public final class VersionSource {
  private static final int MOST_DIGESTS_TO_TRY = 8;

  /// The pages of one sitting share one answer: registries count what they are asked.
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final Registry registry;
  private final TagCatalogFile remembered;
  private final UpgradePolicy policy;
  private final InstantSource clock;

  public VersionSource(
      Registry registry, TagCatalogFile remembered, UpgradePolicy policy, InstantSource clock) {
    this.registry = registry;
    this.remembered = remembered;
    this.policy = policy;
    this.clock = clock;
  }

  /// The list as it was when it was last asked for completely, if it ever was. Needs no network.
  public Optional<TagCatalog> remembered(ImageReference image) {
    return remembered.find(image);
  }

  /// How new a list has to be.
  public enum Freshness {
    /// One of a few minutes ago will do.
    RECENT,
    /// The registry is asked in any case.
    NEW
  }

  /// Gets the list of all versions. Blocks; while the registry is asked, `soFar` gets the growing
  /// list after every page, on this thread.
  ///
  /// @throws EngineException as [Registry#tags]; what `soFar` got stays valid
  public TagCatalog fetch(
      ImageReference image,
      Freshness freshness,
      Consumer<TagCatalog> soFar,
      Cancellation cancellation)
      throws EngineException {
    Optional<TagCatalog> recent =
        freshness == Freshness.NEW
            ? Optional.empty()
            : remembered.find(image).filter(this::isRecent);
    return recent.isPresent() ? recent.get() : ask(image, soFar, cancellation);
  }

  private boolean isRecent(TagCatalog catalog) {
    Instant now = clock.instant();
    // A list from the future was written before the clock was put right.
    return catalog.complete()
        && !catalog.fetched().isAfter(now)
        && catalog.age(now).compareTo(RECENT) < 0;
  }

  private TagCatalog ask(
      ImageReference image, Consumer<TagCatalog> soFar, Cancellation cancellation)
      throws EngineException {
    Growing list = new Growing(TagCatalog.empty(image, clock.instant()));
    registry.tags(image, page -> soFar.accept(list.add(page)), cancellation);
    TagCatalog complete = list.catalog.asComplete();
    remembered.save(complete);
    return complete;
  }

  /// The catalogue with all that the registry says of one tag. Some registries list names only; ask
  /// for the details of the chosen one.
  ///
  /// @throws EngineException as [Registry#tag]
  public TagCatalog withDetails(TagCatalog catalog, Tag tag, Cancellation cancellation)
      throws EngineException {
    ImageReference image = catalog.repository().withTag(tag.text());
    return registry
        .tag(image, cancellation)
        .map(found -> catalog.with(List.of(found)))
        .orElse(catalog);
  }

  /// The catalogue with enough details to tell what a floating tag brings today, as far as a few
  /// questions can find out. Asks nothing if it is known already.
  ///
  /// @throws EngineException as [Registry#tag]
  public TagCatalog resolving(TagCatalog catalog, Tag.Floating tag, Cancellation cancellation)
      throws EngineException {
    if (catalog.versionOf(tag).isPresent()) {
      return catalog;
    }
    TagCatalog known = withDetails(catalog, tag, cancellation);
    if (known.find(tag.text()).flatMap(RemoteTag::digest).isEmpty()) {
      return known;
    }
    for (Tag.Exact likely : likelyTargets(known, tag)) {
      if (known.versionOf(tag).isPresent()) {
        break;
      }
      known = withDetails(known, likely, cancellation);
    }
    return known;
  }

  private static List<Tag.Exact> likelyTargets(TagCatalog catalog, Tag.Floating tag) {
    return catalog.versions().stream()
        .filter(entry -> entry.remote().digest().isEmpty())
        .map(TagCatalog.Entry::tag)
        .filter(exact -> exact.flavour().equals(tag.flavour()))
        .filter(exact -> follows(tag, exact))
        .limit(MOST_DIGESTS_TO_TRY)
        .toList();
  }

  private static boolean follows(Tag.Floating tag, Tag.Exact exact) {
    boolean onLine =
        switch (tag.line()) {
          case Tag.Alias _ -> true;
          case Tag.Minor minor ->
              minor.major() == exact.version().major() && minor.minor() == exact.version().minor();
        };
    return onLine && exact.channel() == tag.channel();
  }

  /// How many downloads the registry still allows from here, if it tells.
  ///
  /// @throws EngineException as [Registry#allowance]
  public Optional<PullAllowance> allowance(ImageReference image, Cancellation cancellation)
      throws EngineException {
    return registry.allowance(image, cancellation);
  }

  /// Looks a typed version up in the registry and judges it. A bare number means the wanted flavour
  /// if there is such a build; a tag with a suffix means just that.
  ///
  /// @throws EngineException as [Registry#tag]
  public TypedTag findTag(
      String typed, InUse inUse, TagCatalog catalog, Wanted wanted, Cancellation cancellation)
      throws EngineException {
    String text = typed.strip();
    return switch (Tag.parse(text)) {
      case Tag.Exact exact -> findExact(exact, inUse, catalog, wanted, cancellation);
      case Tag.Floating floating -> {
        TagCatalog known = resolving(catalog, floating, cancellation);
        yield known.find(floating.text()).isPresent()
            ? new TypedTag.MovesByItself(floating, known.versionOf(floating))
            : new TypedTag.NotThere(floating.text());
      }
      case Tag.Unknown _ -> new TypedTag.NoVersion(text);
    };
  }

  private TypedTag findExact(
      Tag.Exact typed, InUse inUse, TagCatalog catalog, Wanted wanted, Cancellation cancellation)
      throws EngineException {
    for (Tag.Exact tag : spellings(typed, wanted.flavour())) {
      Optional<RemoteTag> remote =
          registry.tag(catalog.repository().withTag(tag.text()), cancellation);
      if (remote.isPresent()) {
        return new TypedTag.Found(policy.judge(inUse, catalog, tag, remote.get()));
      }
    }
    return new TypedTag.NotThere(typed.text());
  }

  private static List<Tag.Exact> spellings(Tag.Exact typed, Flavour wanted) {
    boolean bare = typed.flavour().equals(Flavour.PLAIN) && !wanted.equals(Flavour.PLAIN);
    Tag.Exact plain =
        typed.text().startsWith("v") ? Tag.Exact.of(typed.version(), typed.flavour()) : typed;
    return bare ? List.of(Tag.Exact.of(typed.version(), wanted), plain) : List.of(plain);
  }

  /// The list while its pages arrive, on one thread.
  private static final class Growing {
    private TagCatalog catalog;

    Growing(TagCatalog start) {
      catalog = start;
    }

    TagCatalog add(List<RemoteTag> page) {
      catalog = catalog.with(page);
      return catalog;
    }
  }
}
