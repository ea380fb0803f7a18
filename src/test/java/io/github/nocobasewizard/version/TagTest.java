package io.github.nocobasewizard.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
  @ParameterizedTest
  @CsvSource({
    "2.2.15, 2.2.15, ''",
    "2.2.15-full, 2.2.15, -full",
    "2.2.15-no-nginx, 2.2.15, -no-nginx",
    "2.2.15-full-no-nginx, 2.2.15, -full-no-nginx",
    "2.1.0-beta.47-full, 2.1.0-beta.47, -full",
    "1.3.50-beta, 1.3.50-beta, ''",
    "1.3.50-beta-full, 1.3.50-beta, -full",
    "0.20.0-alpha.17, 0.20.0-alpha.17, ''",
    "1.4.0-alpha.20241105230315, 1.4.0-alpha.20241105230315, ''",
    "0.18.0-alpha.1.20231222020209, 0.18.0-alpha.1.20231222020209, ''",
    "2.2.15-acme, 2.2.15, -acme",
    "2.2.15-full-acme.3, 2.2.15, -full-acme.3",
    "v2.2.15-full, 2.2.15, -full"
  })
  void readsTheVersionAndTheFlavour(String text, String version, String flavour) {
    assertThat(Tag.parse(text))
        .isEqualTo(new Tag.Exact(text, NocoBaseVersion.parse(version), new Flavour(flavour)));
  }

  @ParameterizedTest
  @CsvSource({
    "latest, LATEST, '', STABLE",
    "latest-full, LATEST, -full, STABLE",
    "latest-full-no-nginx, LATEST, -full-no-nginx, STABLE",
    "beta, BETA, '', BETA",
    "alpha-no-nginx, ALPHA, -no-nginx, ALPHA",
    "main, MAIN, '', STABLE",
    "next, NEXT, '', BETA",
    "develop-full, DEVELOP, -full, ALPHA"
  })
  void readsTheNamesThatMove(String text, Tag.Alias alias, String flavour, Channel channel) {
    Tag.Floating tag = (Tag.Floating) Tag.parse(text);

    assertThat(tag).isEqualTo(new Tag.Floating(text, alias, new Flavour(flavour)));
    assertThat(tag.channel()).isEqualTo(channel);
  }

  @Test
  void readsTheMinorVersionsThatMove() {
    assertThat(Tag.parse("2.2")).isEqualTo(minor("2.2", 2, 2, Optional.empty(), Flavour.PLAIN));
    assertThat(Tag.parse("1.9-full"))
        .isEqualTo(minor("1.9-full", 1, 9, Optional.empty(), Flavour.FULL));
    assertThat(Tag.parse("2.2-beta"))
        .isEqualTo(minor("2.2-beta", 2, 2, Optional.of("beta"), Flavour.PLAIN));
    assertThat(Tag.parse("2.3-alpha-full"))
        .isEqualTo(minor("2.3-alpha-full", 2, 3, Optional.of("alpha"), Flavour.FULL));
  }

  private static Tag.Floating minor(
      String text, long major, long minor, Optional<String> label, Flavour flavour) {
    return new Tag.Floating(text, new Tag.Minor(major, minor, label), flavour);
  }

  @Test
  void aMinorVersionFollowsItsChannel() {
    assertThat(((Tag.Floating) Tag.parse("2.2")).channel()).isEqualTo(Channel.STABLE);
    assertThat(((Tag.Floating) Tag.parse("2.2-beta")).channel()).isEqualTo(Channel.BETA);
    assertThat(((Tag.Floating) Tag.parse("1.3-beta")).channel()).isEqualTo(Channel.STABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pr-1234", "3f2a9c1", "sha-3f2a9c1", "2", "stable", "2.2.15.1", "latest_full", ""})
  void namesNoVersion(String text) {
    assertThat(Tag.parse(text)).isEqualTo(new Tag.Unknown(text));
  }

  @Test
  void guessesTheFlavourOfATagThatNamesNoVersion() {
    assertThat(Tag.parse("pr-1234-full").flavour()).isEqualTo(Flavour.FULL);
    assertThat(Tag.parse("pr-1234-full-no-nginx").flavour()).isEqualTo(Flavour.FULL_NO_NGINX);
    assertThat(Tag.parse("pr-1234").flavour()).isEqualTo(Flavour.PLAIN);
  }

  @Test
  void writesTagsAsNocoBaseDoes() {
    assertThat(Tag.Exact.of(NocoBaseVersion.parse("2.1.0-beta.47"), Flavour.FULL_NO_NGINX).text())
        .isEqualTo("2.1.0-beta.47-full-no-nginx");
  }

  @ParameterizedTest
  @CsvSource({
    "2.2.15, STABLE",
    "2.2.0-beta.3, BETA",
    "2.0.0-rc.1, BETA",
    "2.3.0-alpha.12, ALPHA",
    "2.3.0-next.1, ALPHA",
    "1.4.0-alpha.20241105230315, ALPHA",
    "1.4.0-beta.2, BETA",
    "1.3.50-beta, STABLE",
    "1.2.39-alpha, STABLE",
    "0.20.0-alpha.17, STABLE"
  })
  void everyVersionHasAChannel(String version, Channel channel) {
    assertThat(Channel.of(NocoBaseVersion.parse(version))).isEqualTo(channel);
  }
}
