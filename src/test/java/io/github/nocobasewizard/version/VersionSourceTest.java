package io.github.nocobasewizard.version;

import static io.github.nocobasewizard.version.Given.NOCOBASE;
import static io.github.nocobasewizard.version.Given.NOW;
import static io.github.nocobasewizard.version.Given.bareName;
import static io.github.nocobasewizard.version.Given.running;
import static io.github.nocobasewizard.version.Given.tag;
import static io.github.nocobasewizard.version.Given.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.EngineException;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry;
import io.github.nocobasewizard.version.VersionSource.Freshness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionSourceTest {
  @TempDir private Path folder;
  private final PagedRegistry registry = new PagedRegistry();
  private Instant now = NOW;
  private VersionSource source;

  @BeforeEach
  void open() {
    source =
        new VersionSource(
            registry,
            new TagCatalogFile(folder),
            new UpgradePolicy(VersionFacts.builtIn()),
            () -> now);
  }

  @Test
  void whatWasAskedAMomentAgoIsNotAskedAgain() throws EngineException {
    registry.page(tag("2.2.15"));
    TagCatalog first = recent();
    now = NOW.plus(Duration.ofMinutes(9));

    assertThat(recent()).isEqualTo(first);
    assertThat(registry.listed).isEqualTo(1);

    now = NOW.plus(Duration.ofMinutes(10));
    assertThat(recent().fetched()).isEqualTo(now);
    assertThat(registry.listed).isEqualTo(2);
  }

  @Test
  void whoWantsToKnowHowItIsNowIsToldSo() throws EngineException {
    registry.page(tag("2.2.15"));
    recent();
    registry.page(tag("2.2.16"));

    assertThat(source.fetch(NOCOBASE, Freshness.NEW, _ -> {}, Cancellation.none()).tags())
        .hasSize(2);
    assertThat(registry.listed).isEqualTo(2);
  }

  @Test
  void aListThatBrokeOffIsNoRecentOne() throws EngineException {
    registry.page(tag("2.2.15")).breaksOff = true;
    assertThatThrownBy(this::recent).isInstanceOf(EngineException.class);

    registry.breaksOff = false;
    assertThat(recent().tags()).hasSize(1);
    assertThat(registry.listed).isEqualTo(2);
  }

  @Test
  void aClockThatWasPutBackMakesNoListRecentForEver() throws EngineException {
    registry.page(tag("2.2.15"));
    recent();
    now = NOW.minus(Duration.ofDays(300));

    recent();
    assertThat(registry.listed).isEqualTo(2);
  }

  private TagCatalog recent() throws EngineException {
    return source.fetch(NOCOBASE, Freshness.RECENT, _ -> {}, Cancellation.none());
  }

  @Test
  void showsTheListWhileItGrows() throws EngineException {
    registry.page(tag("2.2.15"), tag("latest")).page(tag("2.2.8"));
    List<TagCatalog> seen = new ArrayList<>();

    TagCatalog all = source.fetch(NOCOBASE, Freshness.NEW, seen::add, Cancellation.none());

    assertThat(seen).extracting(catalog -> catalog.tags().size()).containsExactly(2, 3);
    assertThat(seen).noneMatch(TagCatalog::complete);
    assertThat(all.complete()).isTrue();
    assertThat(all.tags()).hasSize(3);
    assertThat(all.fetched()).isEqualTo(NOW);
  }

  @Test
  void remembersAWholeList() throws EngineException {
    registry.page(tag("2.2.15"));
    TagCatalog all = source.fetch(NOCOBASE, Freshness.NEW, _ -> {}, Cancellation.none());

    assertThat(source.remembered(NOCOBASE)).contains(all);
  }

  @Test
  void keepsTheLastWholeListWhenTheNextOneBreaksOff() throws EngineException {
    registry.page(tag("2.2.15"));
    TagCatalog all = source.fetch(NOCOBASE, Freshness.NEW, _ -> {}, Cancellation.none());
    registry.page(tag("2.2.8")).breaksOff = true;
    List<TagCatalog> seen = new ArrayList<>();

    assertThatThrownBy(() -> source.fetch(NOCOBASE, Freshness.NEW, seen::add, Cancellation.none()))
        .isInstanceOf(EngineException.class);
    assertThat(seen.getLast().tags()).hasSize(2);
    assertThat(source.remembered(NOCOBASE)).contains(all);
  }

  @Test
  void findsOutWhatATagBringsWhereTheListHasNamesOnly() throws EngineException {
    registry.page(
        bareName("2.2.15"),
        bareName("2.2.14"),
        bareName("2.2.13"),
        bareName("latest"),
        bareName("2.2.15-full"),
        bareName("2.3.0-alpha.1"));
    registry.detail(tag("latest", "x")).detail(tag("2.2.15", "y")).detail(tag("2.2.14", "x"));
    TagCatalog names = source.fetch(NOCOBASE, Freshness.NEW, _ -> {}, Cancellation.none());
    Tag.Floating latest = (Tag.Floating) Tag.parse("latest");

    TagCatalog known = source.resolving(names, latest, Cancellation.none());

    assertThat(known.versionOf(latest)).contains(version("2.2.14"));
    assertThat(registry.asked).containsExactly("latest", "2.2.15", "2.2.14");
    assertThat(source.resolving(known, latest, Cancellation.none())).isSameAs(known);
  }

  @Test
  void asksForThatMinorOnly() throws EngineException {
    registry.page(bareName("2.2.15"), bareName("2.1.9"), bareName("2.1"));
    registry.detail(tag("2.1", "x")).detail(tag("2.1.9", "x"));
    TagCatalog names = source.fetch(NOCOBASE, Freshness.NEW, _ -> {}, Cancellation.none());

    source.resolving(names, (Tag.Floating) Tag.parse("2.1"), Cancellation.none());

    assertThat(registry.asked).containsExactly("2.1", "2.1.9");
  }

  @Test
  void judgesATypedVersion() throws EngineException {
    registry.detail(tag("2.2.15-full")).detail(tag("2.2.0-full"));

    assertThat(((TypedTag.Found) typed(" 2.2.15-full ")).candidate())
        .isInstanceOf(Candidate.Offer.class);
    assertThat(((TypedTag.Found) typed("2.2.0-full")).candidate())
        .isInstanceOfSatisfying(
            Candidate.Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(new Reason.Older(version("2.2.8"))));
  }

  @Test
  void takesABareNumberForTheFlavourInUse() throws EngineException {
    registry.detail(tag("2.2.15-full")).detail(tag("2.2.15"));

    assertThat(((TypedTag.Found) typed("v2.2.15")).candidate().tag().text())
        .isEqualTo("2.2.15-full");
  }

  @Test
  void takesABareNumberAsItIsWhereTheFlavourIsMissing() throws EngineException {
    registry.detail(tag("2.2.15"));
    Candidate candidate = ((TypedTag.Found) typed("2.2.15")).candidate();

    assertThat(candidate.tag().text()).isEqualTo("2.2.15");
    assertThat(((Candidate.Offer) candidate).notices())
        .contains(new Notice.FlavourChanges(Flavour.FULL, Flavour.PLAIN));
  }

  @Test
  void refusesTypedTagsThatAreNoVersion() throws EngineException {
    registry.page(tag("latest", "a"), tag("2.2.15", "a"));
    registry.detail(tag("latest", "a"));

    assertThat(typed("2.9.9-full")).isEqualTo(new TypedTag.NotThere("2.9.9-full"));
    assertThat(typed("my own")).isEqualTo(new TypedTag.NoVersion("my own"));
    assertThat(typed("2.2.15-full/../x")).isEqualTo(new TypedTag.NoVersion("2.2.15-full/../x"));
    assertThat(typed("latest"))
        .isEqualTo(
            new TypedTag.MovesByItself(
                (Tag.Floating) Tag.parse("latest"), Optional.of(version("2.2.15"))));
    assertThat(typed("next")).isEqualTo(new TypedTag.NotThere("next"));
  }

  private TypedTag typed(String text) throws EngineException {
    InUse inUse = running("2.2.8-full").inUse();
    TagCatalog catalog = TagCatalog.empty(NOCOBASE, NOW);
    for (List<Registry.RemoteTag> page : registry.pages) {
      catalog = catalog.with(page);
    }
    return source.findTag(text, inUse, catalog, Wanted.asInUse(inUse), Cancellation.none());
  }

  private static final class PagedRegistry implements Registry {
    final List<List<RemoteTag>> pages = new ArrayList<>();
    final Map<String, RemoteTag> details = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();
    boolean breaksOff;
    int listed;

    PagedRegistry page(RemoteTag... tags) {
      pages.add(List.of(tags));
      return this;
    }

    PagedRegistry detail(RemoteTag tag) {
      details.put(tag.name(), tag);
      return this;
    }

    @Override
    public void tags(
        ImageReference repository, Consumer<List<RemoteTag>> page, Cancellation cancellation)
        throws EngineException {
      listed++;
      pages.forEach(page);
      if (breaksOff) {
        throw new EngineException(
            EngineException.Reason.REGISTRY_UNREACHABLE, repository.name(), "broke off");
      }
    }

    @Override
    public Optional<RemoteTag> tag(ImageReference image, Cancellation cancellation) {
      asked.add(image.tagOrLatest());
      return Optional.ofNullable(details.get(image.tagOrLatest()));
    }
  }
}
