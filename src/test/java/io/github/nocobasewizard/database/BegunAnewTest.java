package io.github.nocobasewizard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a first start leaves is told from data of which some is missing.
class BegunAnewTest {
  private static final TableCounts SHOP =
      TableCounts.of(Map.of("users", 12L, "orders", 800L, "uiSchemas", 90L), Set.of("orders"), "");

  @Test
  void aLoneAdministratorWithoutTheRecordsIsAFreshInstall() {
    var fresh = TableCounts.of(Map.of("users", 1L, "uiSchemas", 5L), Set.of(), "");
    assertThat(SHOP.begunAnewIn(fresh)).isTrue();
  }

  @Test
  void someMissingRecordsAreNot() {
    var fewer = TableCounts.of(Map.of("users", 12L, "orders", 700L), Set.of("orders"), "");
    assertThat(SHOP.begunAnewIn(fewer)).isFalse();
  }

  @Test
  void whatCouldNotBeCountedIsNoFreshInstall() {
    assertThat(SHOP.begunAnewIn(TableCounts.none())).isFalse();
  }

  @Test
  void anInstallationThatHadNoMoreThanThatHasNotLostAnything() {
    var fresh = TableCounts.of(Map.of("users", 1L), Set.of(), "");
    assertThat(fresh.begunAnewIn(fresh)).isFalse();
  }
}
