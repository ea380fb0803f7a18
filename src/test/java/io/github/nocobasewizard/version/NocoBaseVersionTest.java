package io.github.nocobasewizard.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NocoBaseVersionTest {
  /// From old to new, as they came out; each line is a trap of its own.
  private static final List<String> HISTORY =
      List.of(
          "0.7.4-alpha.7",
          "0.8.0-alpha.9",
          "0.18.0-alpha.1",
          "0.18.0-alpha.1.20231222020209",
          "0.18.0-alpha.2",
          "0.18.0-alpha.10",
          "0.20.0-alpha.17",
          "0.21.0-alpha.7",
          "1.0.0-alpha.1",
          "1.0.1-alpha",
          "1.2.39-alpha",
          "1.3.9-beta",
          "1.3.50-beta",
          "1.4.0-alpha",
          "1.4.0-alpha.20240914235554",
          "1.4.0-alpha.20241105230315",
          "1.4.0-alpha.1",
          "1.4.0-alpha.9",
          "1.4.0-alpha.17",
          "1.4.0-beta.1",
          "1.4.0-rc.1",
          "1.4.0",
          "1.4.20",
          "1.6.21",
          "1.6.22",
          "1.8.0-beta.13",
          "1.9.62",
          "1.9.74",
          "2.0.0-alpha.16",
          "2.0.0-alpha.50",
          "2.0.0",
          "2.1.0-beta.9",
          "2.1.0-beta.47",
          "2.2.0",
          "2.2.8",
          "2.2.15",
          "2.3.0-alpha.1");

  @Test
  void ordersTheHistoryAsItCameOut() {
    List<NocoBaseVersion> shuffled = new ArrayList<>(versions(HISTORY));
    Collections.shuffle(shuffled, new Random(7));

    assertThat(shuffled.stream().sorted().map(NocoBaseVersion::toString)).isEqualTo(HISTORY);
  }

  @Test
  void ordersTheExamplesOfSemanticVersioning() {
    List<String> examples =
        List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0");

    assertThat(versions(examples)).isSorted();
  }

  @Test
  void aBuildNumberedByItsDateIsOlderThanAPlainCounter() {
    assertThat(version("1.4.0-alpha.17")).isGreaterThan(version("1.4.0-alpha.20241105230315"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.2.15",
        "2.1.0-beta.47",
        "1.3.50-beta",
        "1.2.39-alpha",
        "0.20.0-alpha.17",
        "1.4.0-alpha.20241105230315",
        "0.18.0-alpha.1.20231222020209",
        "2.0.0-rc.1"
      })
  void isWrittenAsItWasRead(String text) {
    assertThat(version(text)).hasToString(text);
  }

  @Test
  void leavesOutWhatIsNoPartOfTheNumber() {
    assertThat(version(" v2.2.15 ")).isEqualTo(NocoBaseVersion.release(2, 2, 15));
    assertThat(version("2.2.15-full")).isEqualTo(NocoBaseVersion.release(2, 2, 15));
    assertThat(version("2.1.0-beta.47-full-no-nginx")).hasToString("2.1.0-beta.47");
    assertThat(version("2.2.15-no-nginx+build.7")).hasToString("2.2.15");
    assertThat(version("2.2.15+build.7")).hasToString("2.2.15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "2.2",
        "2.2.15.1",
        "02.2.15",
        "2.2.15-",
        "2.2.15-alpha..1",
        "2.2.15-alpha.01",
        "2.2.15 beta",
        "-full",
        "2.2.15-full-full",
        "2.2.15+",
        "9999999999999999999.0.0"
      })
  void isNotFoundInOtherText(String text) {
    assertThat(NocoBaseVersion.find(text)).isEmpty();
    assertThatThrownBy(() -> NocoBaseVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotMadeOfWhatCouldNotBeReadBack() {
    assertThatThrownBy(() -> NocoBaseVersion.release(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NocoBaseVersion.release(1, Long.MAX_VALUE, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NocoBaseVersion(1, 0, 0, List.of("alpha.1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NocoBaseVersion(1, 0, 0, List.of("a".repeat(255))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NocoBaseVersion(1, 0, 0, List.of("alpha-full")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotFoundInALongText() {
    assertThat(NocoBaseVersion.find("1.2.3-" + "9".repeat(300))).isEmpty();
    assertThat(NocoBaseVersion.find("1.2.3-" + "a.".repeat(100_000) + "a")).isEmpty();
  }

  @Property
  void printingAndReadingGivesTheSame(@ForAll("versions") NocoBaseVersion version) {
    assertThat(NocoBaseVersion.parse(version.toString())).isEqualTo(version);
  }

  @Property
  void theOrderIsAntisymmetric(
      @ForAll("versions") NocoBaseVersion a, @ForAll("versions") NocoBaseVersion b) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
  }

  @Property
  void equalInOrderIsEqual(
      @ForAll("versions") NocoBaseVersion a, @ForAll("versions") NocoBaseVersion b) {
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    assertThat(a).isEqualByComparingTo(NocoBaseVersion.parse(a.toString()));
  }

  @Property(tries = 5000)
  void theOrderIsTransitive(
      @ForAll("close") NocoBaseVersion a,
      @ForAll("close") NocoBaseVersion b,
      @ForAll("close") NocoBaseVersion c) {
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a).isLessThanOrEqualTo(c);
    }
    if (a.compareTo(b) == 0) {
      assertThat(Integer.signum(a.compareTo(c))).isEqualTo(Integer.signum(b.compareTo(c)));
    }
  }

  @Property
  void aReleaseIsNewerThanItsPreReleasesAndOlderThanTheNextPatch(
      @ForAll("versions") NocoBaseVersion version) {
    NocoBaseVersion release =
        NocoBaseVersion.release(version.major(), version.minor(), version.patch());
    NocoBaseVersion next =
        NocoBaseVersion.release(version.major(), version.minor(), version.patch() + 1);

    assertThat(version).isLessThanOrEqualTo(release).isLessThan(next);
    assertThat(version.isPreRelease()).isEqualTo(version.isOlderThan(release));
  }

  @Provide
  Arbitrary<NocoBaseVersion> versions() {
    return versionsOf(Arbitraries.longs().between(0, 999_999_999_999_999_999L));
  }

  /// Few numbers, so that the differences are in the pre-release part.
  @Provide
  Arbitrary<NocoBaseVersion> close() {
    return versionsOf(Arbitraries.longs().between(0, 1));
  }

  private static Arbitrary<NocoBaseVersion> versionsOf(Arbitrary<Long> numbers) {
    Arbitrary<String> words =
        Arbitraries.of("alpha", "beta", "rc", "next", "a", "B", "-", "0a", "x-1", "fullest");
    Arbitrary<String> counters = Arbitraries.longs().between(0, 120).map(String::valueOf);
    Arbitrary<String> dates =
        Arbitraries.of("20241105", "20241105230315", "20231222020209", "10000000", "9999999");
    Arbitrary<String> huge = Arbitraries.of("99999999999999999999999", "100000000000000000000000");
    Arbitrary<List<String>> preReleases =
        Arbitraries.oneOf(words, counters, dates, huge).list().ofMaxSize(4);
    return Combinators.combine(numbers, numbers, numbers, preReleases)
        .as(NocoBaseVersion::new)
        .withoutEdgeCases();
  }

  private static NocoBaseVersion version(String text) {
    return NocoBaseVersion.parse(text);
  }

  private static List<NocoBaseVersion> versions(List<String> texts) {
    return texts.stream().map(NocoBaseVersion::parse).toList();
  }
}
