package io.github.nocobasewizard.ui.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.installation.Database;
import io.github.nocobasewizard.version.Route;
import io.github.nocobasewizard.version.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is told about time before "Upgrade now".
class TimeNeededTest {
  private static final OptionalLong HALF_A_GIGABYTE = OptionalLong.of(500_000_000);

  @Test
  void everyStopOnTheWayPausesNocoBaseOnceMore() {
    TimeNeeded direct = TimeNeeded.of(way(HALF_A_GIGABYTE, "1.3.9"));
    TimeNeeded overAStop = TimeNeeded.of(way(HALF_A_GIGABYTE, "1.0.1", "1.3.9"));

    assertThat(overAStop.pause()).isEqualTo(direct.pause().multipliedBy(2));
    assertThat(overAStop.download()).isEqualTo(direct.download().multipliedBy(2));
    assertThat(overAStop.withDownload()).isEqualTo(direct.withDownload().multipliedBy(2));
  }

  @Test
  void aLargeDatabaseIsCopiedOnceMoreDuringThePause() {
    Route route = way(HALF_A_GIGABYTE, "1.3.9");
    Duration usual = TimeNeeded.of(route).pause();

    assertThat(TimeNeeded.of(route, wayBack(200_000_000)).pause()).isEqualTo(usual);
    assertThat(TimeNeeded.of(route, wayBack(40_000_000_000L)).pause())
        .isGreaterThan(usual.plusMinutes(10));
  }

  /// @param bytes of its database
  private static Manifest wayBack(long bytes) {
    Instant now = Instant.parse("2026-11-23T14:00:00Z");
    var database =
        new Manifest.DatabasePart(
            Database.Kind.POSTGRES,
            "postgres:5432/nocobase",
            "16.4",
            "sha256:1",
            "nocobase",
            "database.dump",
            bytes / 5,
            "",
            bytes,
            null,
            Map.of(),
            Set.of(),
            Map.of(),
            Map.of());
    return new Manifest(
        Manifest.FORMAT,
        "id",
        now,
        now,
        false,
        "shop",
        "/srv/shop",
        "key",
        "1.3.8",
        null,
        List.of(),
        List.of(database),
        List.of(),
        List.of(),
        List.of(),
        new Manifest.Proof(now, Duration.ofSeconds(20), 1, 1, 1, 1));
  }

  @Test
  void aDownloadOfUnknownSizeTakesItsTimeToo() {
    TimeNeeded unknown = TimeNeeded.of(way(OptionalLong.empty(), "1.0.1", "1.3.9"));

    assertThat(unknown.download()).isGreaterThan(Duration.ofMinutes(5));
  }

  private static Route way(OptionalLong size, String... tags) {
    return new Route(Stream.of(tags).map(tag -> leg(tag, size)).toList());
  }

  private static Route.Leg leg(String tag, OptionalLong size) {
    return new Route.Leg(
        (Tag.Exact) Tag.parse(tag),
        new RemoteTag(tag, Optional.empty(), size, Optional.empty(), Set.of()),
        ImageReference.parse("nocobase/nocobase:" + tag));
  }
}
