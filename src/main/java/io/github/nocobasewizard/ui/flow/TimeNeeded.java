package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Backup;
import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.version.Route;
import java.time.Duration;

/// About how long an upgrade will take, as it is told before it begins: rather too long than too
/// short. Every stop on the way is downloaded, and stops NocoBase once more.
///
/// @param download of all images
/// @param pause how long NocoBase cannot be used, all stops together
record TimeNeeded(Duration download, Duration pause) {
  /// The exact restore point of a small installation, the new start and the look at it.
  private static final Duration PAUSE = Duration.ofMinutes(2);

  /// What making a small restore point exact takes at most.
  private static final Duration SMALL = Duration.ofSeconds(30);

  /// Bytes a second of a database on its server's disk, and of files, that are copied once more.
  /// Measured on two cores: twice that.
  private static final long DATABASE_SPEED = 40_000_000;

  private static final long FILES_SPEED = 100_000_000;

  /// A version where the registry does not tell.
  private static final long USUAL_SIZE = 1_000_000_000L;

  /// Bytes a second of a home connection.
  private static final long USUAL_SPEED = 5_000_000;

  static TimeNeeded of(Route route) {
    return of(route, PAUSE);
  }

  /// @param wayBack its data may have to be copied once more at each stop, while NocoBase is stopped
  static TimeNeeded of(Route route, Manifest wayBack) {
    Duration again = exactCopy(wayBack).minus(SMALL);
    return of(route, again.isPositive() ? PAUSE.plus(again) : PAUSE);
  }

  private static TimeNeeded of(Route route, Duration pause) {
    int legs = route.legs().size();
    long size = route.size().orElse(USUAL_SIZE * legs);
    return new TimeNeeded(Duration.ofSeconds(size / USUAL_SPEED), pause.multipliedBy(legs));
  }

  private static Duration exactCopy(Manifest wayBack) {
    long databases = wayBack.databases().stream().mapToLong(Manifest.DatabasePart::bytes).sum();
    long files = wayBack.storage().stream().mapToLong(Manifest.StoragePart::size).sum();
    Duration test =
        wayBack
            .proven()
            .map(Manifest.Proof::took)
            .filter(Backup::isRepeatedInThePause)
            .orElse(Duration.ZERO);
    return Duration.ofSeconds(databases / DATABASE_SPEED + files / FILES_SPEED).plus(test);
  }

  Duration withDownload() {
    return download.plus(pause);
  }
}
