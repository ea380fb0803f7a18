package io.github.nocobasewizard.ui.upgrade;

import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.Change;
import io.github.nocobasewizard.ui.upgrade.ReviewModel.WayBack;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// Step 4's states, for pictures and tests.
public final class UpgradeSamples {
  private static final Instant BEGUN = Instant.parse("2026-11-23T14:05:10Z");

  private UpgradeSamples() {}

  /// A clock that is set by hand.
  static final class HandClock extends Clock {
    private Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  // ---- the last look

  public static ReviewModel review() {
    var model = new ReviewModel();
    model.from.set("2.2.0-full");
    model.to.set("2.2.15-full");
    model.wayBack.set(new WayBack.Ready(Instant.parse("2026-11-23T14:00:00Z"), true));
    model.total.set(Duration.ofMinutes(8));
    model.pause.set(Duration.ofMinutes(2));
    model.changes.setAll(
        new Change(
            "",
            "docker-compose.yml",
            "C:\\Users\\Anna\\nocobase",
            5,
            "  image: nocobase/nocobase:",
            "2.2.0",
            "2.2.15",
            "-full"));
    return model;
  }

  /// Two versions have to be started on the way.
  public static ReviewModel reviewStops() {
    var model = review();
    var versions = List.of("0.21.0-alpha.15", "1.0.1-alpha.1", "2.2.15");
    model.from.set(versions.getFirst());
    model.to.set(versions.getLast());
    model.stops.setAll(versions.subList(1, 2));
    model.changes.clear();
    for (int n = 1; n < versions.size(); n++) {
      model.changes.add(
          new Change(
              versions.get(n),
              "docker-compose.yml",
              "C:\\Users\\Anna\\nocobase",
              5,
              "  image: nocobase/nocobase:",
              versions.get(n - 1),
              versions.get(n),
              ""));
    }
    return model;
  }

  public static ReviewModel reviewWaiting(String progress) {
    var model = review();
    model.wayBack.set(new WayBack.BackupRuns(progress));
    return model;
  }

  public static ReviewModel reviewOwnBackup() {
    var model = review();
    model.wayBack.set(new WayBack.OwnBackup());
    model.download.set(false);
    model.total.set(null);
    return model;
  }

  public static ReviewModel reviewFailedBackup() {
    var model = review();
    model.wayBack.set(new WayBack.BackupFailed());
    return model;
  }

  /// Two services, one variable file, names that are long.
  public static ReviewModel reviewMuch() {
    var model = review();
    model.from.set("2.1.0-alpha.20251104112233-full-no-nginx");
    model.to.set("2.2.0-beta.12-full-no-nginx");
    model.pause.set(null);
    model.changes.setAll(
        new Change(
            "",
            "docker-compose.yml",
            "/srv/companies/northwind-traders/departments/it/nocobase-production",
            5,
            "    image: registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:",
            "2.1.0-alpha.20251104112233",
            "2.2.0-beta.12",
            "-full-no-nginx"),
        new Change(
            "",
            "docker-compose.yml",
            "/srv/companies/northwind-traders/departments/it/nocobase-production",
            31,
            "    image: registry.cn-shanghai.aliyuncs.com/nocobase/nocobase:",
            "2.1.0-alpha.20251104112233",
            "2.2.0-beta.12",
            "-full-no-nginx"),
        new Change(
            "",
            ".env",
            "/srv/companies/northwind-traders/departments/it/nocobase-production",
            2,
            "NOCOBASE_VERSION=",
            "2.1.0-alpha.20251104112233",
            "2.2.0-beta.12",
            ""));
    return model;
  }

  // ---- at work

  private static RunningModel running(Kind kind, HandClock clock) {
    return kind == Kind.UPGRADE
        ? new RunningModel(kind, "2.2.0", "2.2.15", clock, Runnable::run)
        : new RunningModel(kind, "2.2.15", "2.2.0", clock, Runnable::run);
  }

  public static RunningModel preparing() {
    return running(Kind.UPGRADE, new HandClock(BEGUN));
  }

  public static RunningModel downloading() {
    var clock = new HandClock(BEGUN);
    var model = running(Kind.UPGRADE, clock);
    model.downloadSize.set(1_300_000_000L);
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    clock.pass(Duration.ofSeconds(66));
    progress(model, 556_000_000L, false);
    clock.pass(Duration.ofSeconds(5));
    log(model, clock, "7 of 12 parts downloaded");
    progress(model, 598_000_000L, false);
    model.tick();
    return model;
  }

  private static void progress(RunningModel model, long done, boolean unpacking) {
    model.accept(
        new RunEvent.PhaseProgress(
            Phase.DOWNLOAD,
            done / 1.3e9,
            new RunEvent.Download(done, 1_100_000_000L, 12, 7, unpacking)));
  }

  /// The size is not known yet.
  public static RunningModel downloadBegins() {
    var clock = new HandClock(BEGUN);
    var model = running(Kind.UPGRADE, clock);
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    clock.pass(Duration.ofSeconds(2));
    model.accept(
        new RunEvent.PhaseProgress(
            Phase.DOWNLOAD, Double.NaN, new RunEvent.Download(800_000, 0, 3, 0, false)));
    model.tick();
    return model;
  }

  public static RunningModel unpacking() {
    var model = downloading();
    progress(model, 1_300_000_000L, true);
    return model;
  }

  public static RunningModel cancelling() {
    var model = downloading();
    model.cancelRun();
    return model;
  }

  private static RunningModel downloaded(HandClock clock) {
    var model = running(Kind.UPGRADE, clock);
    model.accept(new RunEvent.PhaseStarted(Phase.DOWNLOAD, clock.instant()));
    clock.pass(Duration.ofSeconds(155));
    done(model, Phase.DOWNLOAD, 155);
    return model;
  }

  private static void done(RunningModel model, Phase phase, long seconds) {
    model.accept(
        new RunEvent.PhaseDone(phase, Duration.ofSeconds(seconds), RunEvent.Nothing.TO_SAY));
  }

  public static RunningModel saving() {
    var clock = new HandClock(BEGUN);
    var model = downloaded(clock);
    model.accept(new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, clock.instant()));
    clock.pass(Duration.ofSeconds(14));
    log(model, clock, "NocoBase stopped");
    model.accept(
        new RunEvent.PhaseProgress(
            Phase.STOP_AND_SAVE, 0.4, new RunEvent.Bytes(148_000_000, 374_000_000)));
    model.tick();
    return model;
  }

  public static RunningModel starting(boolean logOpen) {
    var clock = new HandClock(Instant.parse("2026-11-23T14:06:10Z"));
    var model = downloaded(clock);
    model.accept(new RunEvent.PhaseStarted(Phase.STOP_AND_SAVE, clock.instant()));
    log(model, clock, "NocoBase stopped");
    log(model, clock, "Restore point brought up to date: no changes since 14:00");
    done(model, Phase.STOP_AND_SAVE, 3);
    model.accept(new RunEvent.PhaseStarted(Phase.WRITE_VERSION, clock.instant()));
    log(model, clock, "docker-compose.yml, line 5: 2.2.0-full → 2.2.15-full");
    done(model, Phase.WRITE_VERSION, 1);
    model.accept(new RunEvent.PhaseStarted(Phase.START, clock.instant()));
    model.usual.set(new RunningModel.Usual(Duration.ofSeconds(74), true));
    log(model, clock, "New version started");
    clock.pass(Duration.ofSeconds(24));
    log(model, clock, "Web server answers, NocoBase is not ready yet");
    log(model, clock, "run upgrade");
    log(model, clock, "migrating  20251103-update-collection-fields  (0.4 s)");
    log(model, clock, "migrating  20251118-workflow-node-index       (0.2 s)");
    log(model, clock, "update built-in plugins");
    clock.pass(Duration.ofSeconds(24));
    log(model, clock, "load plugin [workflow], 17/77");
    log(model, clock, "load plugin [file-manager], 18/77");
    log(model, clock, "load plugin [calendar], 19/77");
    app(model, 19 / 77.0, RunEvent.AppPhase.WORKING, "load plugin [calendar], 19/77");
    model.logOpen.set(logOpen);
    model.tick();
    return model;
  }

  /// The version was on this computer already.
  public static RunningModel startingFromComputer() {
    var model = starting(false);
    model.download.set(false);
    return model;
  }

  /// The app says something that nobody has words for.
  public static RunningModel startingUnknown() {
    var model = starting(false);
    model.canGoBack.set(false);
    app(model, Double.NaN, RunEvent.AppPhase.WORKING, "sync collection fields of data source main");
    return model;
  }

  /// The data is being updated, on a computer that never did that before.
  public static RunningModel migrating() {
    var model = starting(false);
    model.usual.set(new RunningModel.Usual(Duration.ofMinutes(2), false));
    app(
        model,
        Double.NaN,
        RunEvent.AppPhase.WORKING,
        "migrating 20251118-workflow-node-index/@nocobase/plugin-workflow, step 12");
    return model;
  }

  public static RunningModel checking() {
    var model = starting(false);
    done(model, Phase.START, 74);
    model.accept(new RunEvent.PhaseStarted(Phase.CHECK, Instant.parse("2026-11-23T14:09:30Z")));
    return model;
  }

  public static RunningModel goingBack(boolean logOpen) {
    var clock = new HandClock(Instant.parse("2026-11-23T14:12:00Z"));
    var model = running(Kind.GO_BACK, clock);
    model.keepsPresent.set(true);
    model.accept(new RunEvent.PhaseStarted(Phase.RESTORE_STOP, clock.instant()));
    log(model, clock, "NocoBase stopped");
    done(model, Phase.RESTORE_STOP, 4);
    model.accept(new RunEvent.PhaseStarted(Phase.RESTORE_DATABASE, clock.instant()));
    clock.pass(Duration.ofSeconds(9));
    log(model, clock, "Database put back: 105 tables");
    model.logOpen.set(logOpen);
    model.tick();
    return model;
  }

  private static void app(
      RunningModel model, double fraction, RunEvent.AppPhase phase, String message) {
    model.accept(
        new RunEvent.PhaseProgress(Phase.START, fraction, new RunEvent.AppState(phase, message)));
  }

  private static void log(RunningModel model, Clock clock, String text) {
    model.accept(new RunEvent.Log(clock.instant(), RunEvent.Level.INFO, text));
  }
}
