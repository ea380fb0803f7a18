package io.github.nocobasewizard.installation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigComparisonTest {
  private static final String BEFORE =
      """
      {"name": "shop", "x-image": "nocobase/nocobase:1.9",
       "services": {"app": {"image": "nocobase/nocobase:1.9", "environment": {"DB_PASSWORD": "s3cret"}},
                    "db": {"image": "postgres:16", "command": ["postgres", "-c"]}}}
      """;

  private static Optional<ConfigComparison.Difference> compare(String after, String... services) {
    return ConfigComparison.onlyImagesDiffer(
        BEFORE, after, Set.of(services), "nocobase/nocobase:2.2");
  }

  private static String moved() {
    return BEFORE.replace("1.9", "2.2");
  }

  @Test
  void allowsTheImagesOfTheMovedServicesAndTheirCopiesUnderExtensionKeys() {
    assertThat(compare(moved(), "app")).isEmpty();
  }

  @Test
  void allowsOtherLayoutAndOrder() {
    String after =
        """
        {"services": {"db": {"command": ["postgres", "-c"], "image": "postgres:16"},
         "app": {"environment": {"DB_PASSWORD": "s3cret"}, "image": "nocobase/nocobase:2.2"}},
         "x-image": "nocobase/nocobase:2.2", "name": "shop"}
        """;
    assertThat(compare(after, "app")).isEmpty();
  }

  @Test
  void namesAnImageThatShouldNotHaveChanged() {
    assertThat(compare(moved().replace("postgres:16", "postgres:17"), "app"))
        .contains(
            new ConfigComparison.Difference(
                "services.db.image", ConfigComparison.Kind.CHANGED, "postgres:16", "postgres:17"));
  }

  @Test
  void namesAChangedSettingWithoutItsValue() {
    assertThat(compare(moved().replace("s3cret", "other"), "app"))
        .contains(
            new ConfigComparison.Difference(
                "services.app.environment.DB_PASSWORD", ConfigComparison.Kind.CHANGED, null, null));
  }

  @Test
  void namesWhatWasAddedOrRemoved() {
    assertThat(compare(moved().replace(", \"-c\"", ""), "app"))
        .hasValueSatisfying(found -> {
          assertThat(found.path()).isEqualTo("services.db.command.1");
          assertThat(found.kind()).isEqualTo(ConfigComparison.Kind.REMOVED);
        });
    assertThat(compare(moved().replace("\"name\"", "\"a\": 1, \"name\""), "app"))
        .hasValueSatisfying(found -> {
          assertThat(found.path()).isEqualTo("a");
          assertThat(found.kind()).isEqualTo(ConfigComparison.Kind.ADDED);
        });
  }

  @Test
  void namesAnImageThatDidNotBecomeWhatItShould() {
    assertThat(compare(BEFORE, "app"))
        .contains(
            new ConfigComparison.Difference(
                "services.app.image",
                ConfigComparison.Kind.IMAGE_NOT_AS_EXPECTED,
                "nocobase/nocobase:1.9",
                "nocobase/nocobase:1.9"));
  }

  @Test
  void passesOverAServiceOfAnInactiveProfileBesideOneThatIsThere() {
    assertThat(compare(moved(), "app", "worker")).isEmpty();
  }

  @Test
  void namesAServiceThatIsNotThere() {
    assertThat(compare(moved(), "worker"))
        .hasValueSatisfying(
            found -> assertThat(found.kind()).isEqualTo(ConfigComparison.Kind.SERVICE_MISSING));
  }

  @Test
  void tellsWhatIsNoConfiguration() {
    for (String text : new String[] {"", "null", "[]", "{", "\"x\"", "\u0000"}) {
      assertThat(compare(text, "app"))
          .hasValueSatisfying(
              found -> assertThat(found.kind()).isEqualTo(ConfigComparison.Kind.NOT_JSON));
    }
  }

  @Test
  void doesNotTakeAnotherTextUnderAnExtensionKeyForACopyOfTheImage() {
    String before = BEFORE.replace("\"x-image\": \"nocobase/nocobase:1.9\"", "\"x-image\": \"y\"");
    assertThat(
            ConfigComparison.onlyImagesDiffer(
                before, moved(), Set.of("app"), "nocobase/nocobase:2.2"))
        .hasValueSatisfying(found -> assertThat(found.path()).isEqualTo("x-image"));
  }
}
