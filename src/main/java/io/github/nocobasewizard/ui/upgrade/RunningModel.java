package io.github.nocobasewizard.ui.upgrade;

import io.github.nocobasewizard.run.RunEvent;
import io.github.nocobasewizard.run.RunEvent.AppState;
import io.github.nocobasewizard.run.RunEvent.Detail;
import io.github.nocobasewizard.run.RunEvent.Download;
import io.github.nocobasewizard.run.RunEvent.Nothing;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.ui.kit.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// A run while it is at work: an upgrade, or going back. Takes the events of the run as they come.
public final class RunningModel implements Consumer<RunEvent> {
  /// What the run does, and its phases in order.
  public enum Kind {
    UPGRADE(Phase.DOWNLOAD, Phase.STOP_AND_SAVE, Phase.WRITE_VERSION, Phase.START, Phase.CHECK),
    GO_BACK(
        Phase.RESTORE_STOP,
        Phase.RESTORE_DATABASE,
        Phase.RESTORE_STORAGE,
        Phase.RESTORE_FILES,
        Phase.RESTORE_START);

    private final List<Phase> phases;

    Kind(Phase... phases) {
      this.phases = List.of(phases);
    }

    public List<Phase> phases() {
      return phases;
    }
  }

  /// Whether the run can be cancelled.
  public enum Cancel {
    SAFE,
    /// The wish is known; everything is being put back.
    CANCELLING,
    /// Not any more: the data may have been changed.
    NOT_NOW,
    NEVER
  }

  /// How far a phase is.
  public enum State {
    TODO,
    NOW,
    DONE
  }

  /// A phase of the run.
  ///
  /// @param time how long it has taken, or takes so far
  public record Step(Phase phase, State state, Duration time) {}

  /// How long starting takes.
  ///
  /// @param here whether earlier starts of this installation say so
  public record Usual(Duration time, boolean here) {}

  private final Kind kind;
  private final String from;
  private final String to;
  private final Clock clock;
  private final Executor ui;
  private final DateTimeFormatter lineTime;
  private final DownloadRate rate = new DownloadRate();
  private final Map<Phase, Instant> begun = new EnumMap<>(Phase.class);
  private final AtomicReference<RunEvent.@Nullable PhaseProgress> waiting = new AtomicReference<>();

  private RunEvent.@Nullable PhaseProgress early;

  /// The stop that is headed for; null before the first.
  public final ObjectProperty<RunEvent.@Nullable LegStarted> leg = new SimpleObjectProperty<>();

  /// The version that is put back because going back has failed; empty while it has not.
  public final StringProperty turnedRound = new SimpleStringProperty("");

  /// The phases, in order.
  public final ObservableList<Step> steps = FXCollections.observableArrayList();

  /// The phase at work; null before the first.
  public final ObjectProperty<@Nullable Phase> phase = new SimpleObjectProperty<>();

  /// What the phase at work says.
  public final ObjectProperty<Detail> detail = new SimpleObjectProperty<>(Nothing.TO_SAY);

  /// How much of the phase at work is done, 0 to 1; negative if nobody can tell.
  public final DoubleProperty fraction = new SimpleDoubleProperty(-1);

  /// Bytes per second; negative while unknown.
  public final DoubleProperty speed = new SimpleDoubleProperty(-1);

  /// How long the download takes still; null while unknown.
  public final ObjectProperty<@Nullable Duration> left = new SimpleObjectProperty<>();

  /// How much the registry said the download would be; 0 if it did not.
  public final LongProperty downloadSize = new SimpleLongProperty();

  /// How long the phase at work has been so far.
  public final ObjectProperty<Duration> soFar = new SimpleObjectProperty<>(Duration.ZERO);

  /// How long starting usually takes here; null if nobody knows.
  public final ObjectProperty<@Nullable Usual> usual = new SimpleObjectProperty<>();

  public final ObjectProperty<Cancel> cancel = new SimpleObjectProperty<>(Cancel.SAFE);

  /// False if the version is on this computer already and is taken from there.
  public final BooleanProperty download = new SimpleBooleanProperty(true);

  /// Whether going back makes a restore point of the present state first.
  public final BooleanProperty keepsPresent = new SimpleBooleanProperty(false);

  /// Whether the wizard can bring the old state back if the upgrade fails.
  public final BooleanProperty canGoBack = new SimpleBooleanProperty(true);

  /// Whether the log is unfolded.
  public final BooleanProperty logOpen = new SimpleBooleanProperty();

  /// How much of the whole run is done, 0 to 1, by what its phases usually take.
  public final DoubleProperty whole = new SimpleDoubleProperty();

  public final LogLines log;

  /// Asks the run to stop; called once.
  public Runnable requestCancel = () -> {};

  public Consumer<List<String>> saveLog = _ -> {};

  /// @param from the version now (of a run that goes back: the one that failed)
  /// @param to the version that will be
  /// @param ui runs work on the UI thread, later
  public RunningModel(Kind kind, String from, String to, Clock clock, Executor ui) {
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.ui = ui;
    log = new LogLines(ui);
    lineTime = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(clock.getZone());
    cancel.set(kind == Kind.UPGRADE ? Cancel.SAFE : Cancel.NEVER);
    for (Phase each : kind.phases()) {
      steps.add(new Step(each, State.TODO, Duration.ZERO));
    }
  }

  public Kind kind() {
    return kind;
  }

  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  /// Number of the phase at work, from 1; 0 before the first.
  public int number() {
    var now = phase.get();
    return now == null ? 0 : kind.phases().indexOf(now) + 1;
  }

  /// Takes an event of the run, on any thread.
  @Override
  public void accept(RunEvent event) {
    switch (event) {
      case RunEvent.Log(Instant at, var _, String text) ->
          text.lines().forEach(line -> log.add(lineTime.format(at) + "  " + line));
      case RunEvent.PhaseProgress progress -> {
        // Progress comes faster than the screen is drawn; only the newest counts.
        if (waiting.getAndSet(progress) == null) {
          change(this::takeProgress);
        }
      }
      case RunEvent.LegStarted started -> change(() -> headFor(started));
      case RunEvent.TurnedRound turned -> change(() -> turnRound(turned));
      case RunEvent.PhaseStarted started -> change(() -> start(started));
      case RunEvent.PhaseDone done -> change(() -> finish(done));
    }
  }

  private void change(Runnable change) {
    ui.execute(() -> {
      change.run();
      goOn();
    });
  }

  /// How much is to be downloaded in all: what was told beforehand, or what has been found if that
  /// is more. 0 if nobody knows.
  public long total(Download download) {
    return Math.max(download.total(), downloadSize.get());
  }

  /// Lets the time pass that is shown; called about once a second on the UI thread.
  public void tick() {
    var now = phase.get();
    Instant since = now == null ? null : begun.get(now);
    if (now != null && since != null) {
      soFar.set(Duration.between(since, clock.instant()));
      replace(now, State.NOW, soFar.get());
      goOn();
    }
  }

  /// The admin wishes to stop. Heard once, and only where it is safe.
  public void cancelRun() {
    if (cancel.get() == Cancel.SAFE) {
      cancel.set(Cancel.CANCELLING);
      requestCancel.run();
    }
  }

  /// The phases after the download come once more for each stop.
  private void headFor(RunEvent.LegStarted started) {
    leg.set(started);
    if (started.number() > 1) {
      phase.set(null);
      kind.phases().stream()
          .filter(each -> each != Phase.DOWNLOAD)
          .forEach(each -> replace(each, State.TODO, Duration.ZERO));
    }
  }

  private void turnRound(RunEvent.TurnedRound turned) {
    turnedRound.set(turned.version());
    whole.set(0);
    kind.phases().stream()
        .filter(each -> each != Phase.RESTORE_STOP)
        .forEach(each -> replace(each, State.TODO, Duration.ZERO));
  }

  /// Starting tells of one thing after the other, each from its beginning; the whole does not fall back.
  private void goOn() {
    whole.set(Math.max(whole.get(), wholeNow()));
  }

  private double wholeNow() {
    var now = leg.get();
    int legs = now == null ? 1 : now.of();
    double eachLeg = steps.stream().filter(RunningModel::onEachLeg).mapToDouble(this::share).sum();
    double once = steps.stream().filter(step -> !onEachLeg(step)).mapToDouble(this::share).sum();
    double done = steps.stream().mapToDouble(step -> share(step) * part(step)).sum();
    double before = now == null ? 0 : (now.number() - 1) * eachLeg;
    return Math.min(1, (before + done) / (once + legs * eachLeg));
  }

  private static boolean onEachLeg(Step step) {
    return step.phase() != Phase.DOWNLOAD;
  }

  /// About how many of a hundred seconds a phase takes.
  private double share(Step step) {
    return switch (step.phase()) {
      case DOWNLOAD -> download.get() ? 45 : 1;
      case START, RESTORE_START -> 35;
      case RESTORE_DATABASE -> 40;
      case STOP_AND_SAVE, RESTORE_STORAGE -> 15;
      case RESTORE_STOP -> keepsPresent.get() ? 25 : 5;
      case CHECK -> 5;
      default -> 1;
    };
  }

  /// How much of a phase is done. Starting does not tell, but how long it usually takes may be known.
  private double part(Step step) {
    var expected = usual.get();
    return switch (step.state()) {
      case TODO -> 0;
      case DONE -> 1;
      case NOW ->
          fraction.get() >= 0
              ? fraction.get()
              : expected == null || !starts(step.phase())
                  ? 0
                  : Math.min(0.95, (double) soFar.get().toMillis() / expected.time().toMillis());
    };
  }

  private static boolean starts(Phase which) {
    return which == Phase.START || which == Phase.RESTORE_START;
  }

  /// Whether this is a stop on the way, or the way has had one.
  public boolean severalStops() {
    var now = leg.get();
    return now != null && now.of() > 1;
  }

  /// The version that is headed for now: that of the stop.
  public String heading() {
    var now = leg.get();
    return now == null ? to : now.version();
  }

  private void start(RunEvent.PhaseStarted event) {
    if (!kind.phases().contains(event.phase())) {
      // A part of a phase, such as the tables copied while saving the last changes.
      return;
    }
    phase.set(event.phase());
    begun.put(event.phase(), event.at());
    detail.set(Nothing.TO_SAY);
    fraction.set(-1);
    speed.set(-1);
    left.set(null);
    rate.clear();
    soFar.set(Duration.ZERO);
    replace(event.phase(), State.NOW, Duration.ZERO);
    boolean changing = event.phase() == Phase.START || event.phase() == Phase.CHECK;
    if (changing && cancel.get() == Cancel.SAFE) {
      cancel.set(Cancel.NOT_NOW);
    }
    tick();
    if (early != null && early.phase() == event.phase()) {
      take(early);
    }
    early = null;
  }

  private void finish(RunEvent.PhaseDone event) {
    if (kind.phases().contains(event.phase())) {
      replace(event.phase(), State.DONE, event.took());
    }
  }

  private void takeProgress() {
    var progress = waiting.getAndSet(null);
    if (progress != null && (progress.phase() == phase.get() || isBeforeAll(progress.phase()))) {
      take(progress);
    } else if (progress != null && isPart(progress.phase())) {
      detail.set(progress.detail());
    } else {
      // It may have overtaken the news that its phase has begun.
      early = progress;
    }
  }

  /// Such as the backup of the present state while NocoBase is stopped.
  private boolean isPart(Phase which) {
    return phase.get() == Phase.RESTORE_STOP && !kind.phases().contains(which);
  }

  /// The restore point is read through before the first phase.
  private boolean isBeforeAll(Phase which) {
    return phase.get() == null && !kind.phases().contains(which);
  }

  private void take(RunEvent.PhaseProgress progress) {
    detail.set(progress.detail());
    fraction.set(Double.isNaN(progress.fraction()) ? -1 : Math.clamp(progress.fraction(), 0, 1));
    if (progress.detail() instanceof Download download) {
      measure(download);
    } else if (progress.detail() instanceof AppState) {
      speed.set(-1);
    }
  }

  private void measure(Download download) {
    rate.add(clock.instant(), download.done());
    var bytes = rate.perSecond();
    speed.set(bytes.orElse(-1));
    long total = total(download);
    boolean known = total > 0 && bytes.isPresent() && bytes.getAsDouble() > 1000;
    left.set(
        known && !download.unpacking()
            ? Duration.ofSeconds(Math.round((total - download.done()) / bytes.getAsDouble()))
            : null);
  }

  private void replace(Phase which, State state, Duration time) {
    int at = kind.phases().indexOf(which);
    if (at >= 0) {
      steps.set(at, new Step(which, state, time));
    }
  }
}
