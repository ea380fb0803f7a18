package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.version.Route;
import java.time.Duration;

/// About how long an upgrade will take, as it is told before it begins: rather too long than too
/// short. Every stop on the way is downloaded, and stops NocoBase once more.
///
/// @param download of all images
/// @param pause how long NocoBase cannot be used, all stops together
record TimeNeeded(Duration download, Duration pause) {
  /// The exact restore point, the new start and the look at it.
  private static final Duration PAUSE = Duration.ofMinutes(2);

  /// A version where the registry does not tell.
  private static final long USUAL_SIZE = 1_000_000_000L;

  /// Bytes a second of a home connection.
  private static final long USUAL_SPEED = 5_000_000;

  static TimeNeeded of(Route route) {
    int legs = route.legs().size();
    long size = route.size().orElse(USUAL_SIZE * legs);
    return new TimeNeeded(Duration.ofSeconds(size / USUAL_SPEED), PAUSE.multipliedBy(legs));
  }

  Duration withDownload() {
    return download.plus(pause);
  }
}
