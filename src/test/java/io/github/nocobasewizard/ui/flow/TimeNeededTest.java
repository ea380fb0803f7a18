package io.github.nocobasewizard.ui.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.engine.Registry.RemoteTag;
import io.github.nocobasewizard.version.Route;
import io.github.nocobasewizard.version.Tag;
import java.time.Duration;
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
