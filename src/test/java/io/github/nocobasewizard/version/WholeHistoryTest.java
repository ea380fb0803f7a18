package io.github.nocobasewizard.version;

import static io.github.nocobasewizard.version.Given.NOCOBASE;
import static io.github.nocobasewizard.version.Given.NOW;
import static io.github.nocobasewizard.version.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.version.Candidate.Offer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every version that there could have been, in every flavour, each one taken as the one in use.
class WholeHistoryTest {
  private static final NocoBaseVersion FIRST_STOP = NocoBaseVersion.parse("1.0.0-alpha");
  private static final NocoBaseVersion BEHIND_STOP = NocoBaseVersion.parse("1.1.0-alpha");

  private static final UpgradePolicy POLICY = new UpgradePolicy(VersionFacts.builtIn());
  private static final List<NocoBaseVersion> HISTORY = history();
  private static final TagCatalog REGISTRY = registry();
  private static final Map<Channel, Long> ON_CHANNEL =
      HISTORY.stream().collect(Collectors.groupingBy(Channel::of, Collectors.counting()));

  private static final List<String> WAYS_BACK = new ArrayList<>();
  private static final List<String> UNASKED_CHANGES = new ArrayList<>();
  private static final List<String> MISSING = new ArrayList<>();
  private static final List<String> UNSORTED = new ArrayList<>();
  private static final List<String> JUMPS = new ArrayList<>();
  private static final List<String> WRONGLY_RECOMMENDED = new ArrayList<>();

  /// Once for all tests: they are millions of judgements.
  @BeforeAll
  static void judgeForEveryInstallation() {
    for (NocoBaseVersion version : HISTORY) {
      for (Flavour flavour : Flavour.KNOWN) {
        judge(version, flavour);
      }
    }
  }

  private static void judge(NocoBaseVersion current, Flavour flavour) {
    String installation = current + flavour.suffix();
    InUse inUse = running(installation).inUse();
    Offers offers = POLICY.offers(inUse, REGISTRY, Wanted.asInUse(inUse));
    for (Offer offer : offers.newer()) {
      if (!offer.version().isNewerThan(current)) {
        WAYS_BACK.add(installation + " -> " + offer.tag().text());
      }
      if (jumps(current, offer)) {
        JUMPS.add(installation + " -> " + offer.tag().text());
      }
      if (!offer.tag().flavour().equals(flavour)
          || offer.tag().channel() != Channel.of(current)
          || !offer.notices().stream().allMatch(Notice.Change.class::isInstance)) {
        UNASKED_CHANGES.add(installation + " -> " + offer.tag().text());
      }
    }
    if (offers.newer().size() + offers.refused().size() != ON_CHANNEL.get(Channel.of(current))) {
      MISSING.add(installation);
    }
    if (!isNewestFirst(offers.newer()) || !isNewestFirst(offers.refused())) {
      UNSORTED.add(installation);
    }
    if (!offers.recommended().map(Offer::version).equals(newestReachable(current))) {
      WRONGLY_RECOMMENDED.add(installation + " -> " + offers.recommended());
    }
  }

  /// Before the stop, at it, behind it: no leg goes from the first to the last.
  private static boolean jumps(NocoBaseVersion current, Offer offer) {
    NocoBaseVersion from = current;
    for (Route.Leg leg : offer.route().legs()) {
      if (from.compareTo(FIRST_STOP) < 0 && leg.version().compareTo(BEHIND_STOP) >= 0) {
        return true;
      }
      from = leg.version();
    }
    return !from.equals(offer.version());
  }

  private static boolean isNewestFirst(List<? extends Candidate> candidates) {
    return IntStream.range(1, candidates.size())
        .allMatch(i -> candidates.get(i).version().isOlderThan(candidates.get(i - 1).version()));
  }

  @Test
  void isAsLongAsTheRealOne() {
    assertThat(HISTORY.size()).isGreaterThanOrEqualTo(1100);
    assertThat(Set.copyOf(HISTORY)).hasSameSizeAs(HISTORY);
    assertThat(REGISTRY.versions()).hasSize(HISTORY.size() * Flavour.KNOWN.size());
  }

  @Test
  void nobodyIsEverOfferedAWayBack() {
    assertThat(WAYS_BACK).isEmpty();
  }

  @Test
  void nobodyIsOfferedAnotherFlavourOrChannelUnasked() {
    assertThat(UNASKED_CHANGES).isEmpty();
  }

  @Test
  void everyVersionIsEitherOfferedOrRefused() {
    assertThat(MISSING).isEmpty();
  }

  @Test
  void theNewestVersionsComeFirst() {
    assertThat(UNSORTED).isEmpty();
  }

  @Test
  void theRecommendedOneIsTheNewest() {
    assertThat(WRONGLY_RECOMMENDED).isEmpty();
  }

  @Test
  void nobodyJumpsOverANeededStop() {
    assertThat(JUMPS).isEmpty();
  }

  @Test
  void followingTheRecommendationEndsAtTheNewestVersion() {
    for (NocoBaseVersion start : HISTORY) {
      NocoBaseVersion now = start;
      for (Optional<NocoBaseVersion> next = recommendedTo(now);
          next.isPresent();
          next = recommendedTo(now)) {
        assertThat(next.get().isNewerThan(now)).isTrue();
        now = next.get();
      }
      assertThat(now).isEqualTo(newest(v -> Channel.of(v) == Channel.of(start)).orElseThrow());
    }
  }

  private static Optional<NocoBaseVersion> recommendedTo(NocoBaseVersion version) {
    InUse inUse = running(version.toString()).inUse();
    return POLICY.offers(inUse, REGISTRY, Wanted.asInUse(inUse)).recommended().map(Offer::version);
  }

  /// The rule, said once more and differently.
  private static Optional<NocoBaseVersion> newestReachable(NocoBaseVersion current) {
    return newest(v -> v.compareTo(current) > 0 && Channel.of(v) == Channel.of(current));
  }

  private static Optional<NocoBaseVersion> newest(Predicate<NocoBaseVersion> wanted) {
    return HISTORY.stream().filter(wanted).max(Comparator.naturalOrder());
  }

  /// All versions in all flavours, with everything else that a registry has, in no order.
  private static TagCatalog registry() {
    List<RemoteTag> tags = new ArrayList<>();
    for (Flavour flavour : Flavour.KNOWN) {
      HISTORY.forEach(version -> tags.add(Given.tag(version + flavour.suffix())));
      Stream.of("latest", "beta", "alpha", "main", "next", "develop", "2.2", "2.2-beta", "pr-7")
          .forEach(name -> tags.add(Given.tag(name + flavour.suffix())));
    }
    Collections.shuffle(tags, new Random(11));
    return new TagCatalog(NOCOBASE, tags, NOW, true);
  }

  private static List<NocoBaseVersion> history() {
    Stream<String> beforeOne =
        IntStream.rangeClosed(5, 21)
            .boxed()
            .flatMap(minor -> counted("0." + minor + ".0-alpha.", 17));
    Stream<String> ones =
        Stream.of(
                counted("1.0.0-alpha.", 15),
                counted("1.0.1-alpha.", 4),
                patches("1.1.", 8, "-alpha"),
                patches("1.2.", 39, "-alpha"),
                patches("1.3.", 50, "-beta"),
                Stream.of("1.4.0-alpha.20240914235554", "1.4.0-alpha.20241105230315"))
            .flatMap(all -> all);
    Stream<String> withChannels =
        Stream.of("1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2.0", "2.1", "2.2")
            .flatMap(minor ->
                Stream.of(
                        counted(minor + ".0-alpha.", 17),
                        counted(minor + ".0-beta.", 28),
                        patches(minor + ".", 34, ""))
                    .flatMap(all -> all));
    Stream<String> next =
        Stream.of(counted("2.3.0-alpha.", 9), counted("2.3.0-beta.", 3)).flatMap(all -> all);
    return Stream.of(beforeOne, ones, withChannels, next)
        .flatMap(all -> all)
        .map(NocoBaseVersion::parse)
        .toList();
  }

  private static Stream<String> counted(String start, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(counter -> start + counter);
  }

  private static Stream<String> patches(String start, int last, String end) {
    return IntStream.rangeClosed(0, last).mapToObj(patch -> start + patch + end);
  }
}
