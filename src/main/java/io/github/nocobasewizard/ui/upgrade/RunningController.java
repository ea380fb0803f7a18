package io.github.nocobasewizard.ui.upgrade;

import io.github.nocobasewizard.run.RunEvent.AppState;
import io.github.nocobasewizard.run.RunEvent.Bytes;
import io.github.nocobasewizard.run.RunEvent.Detail;
import io.github.nocobasewizard.run.RunEvent.Download;
import io.github.nocobasewizard.run.RunEvent.Files;
import io.github.nocobasewizard.run.RunEvent.Nothing;
import io.github.nocobasewizard.run.RunEvent.Phase;
import io.github.nocobasewizard.run.RunEvent.Tables;
import io.github.nocobasewizard.ui.kit.ActionBar;
import io.github.nocobasewizard.ui.kit.BusyButton;
import io.github.nocobasewizard.ui.kit.LogDrawer;
import io.github.nocobasewizard.ui.kit.Mark;
import io.github.nocobasewizard.ui.kit.MarkView;
import io.github.nocobasewizard.ui.kit.PageHeader;
import io.github.nocobasewizard.ui.kit.ProgressBlock;
import io.github.nocobasewizard.ui.kit.StateRow;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Cancel;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Kind;
import io.github.nocobasewizard.ui.upgrade.RunningModel.State;
import io.github.nocobasewizard.ui.upgrade.RunningModel.Step;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Step 4, second part: an upgrade at work, or going back. One bar, the phases, and the log.
public final class RunningController extends Page {
  private static final Pattern LOADING_PLUGIN =
      Pattern.compile("load plugin .*?,?\\s*(\\d+)\\s*/\\s*(\\d+)\\s*$");
  private static final Pattern MIGRATING = Pattern.compile("(?i)migrat");
  private static final Pattern MIGRATION = Pattern.compile("^migrating (\\S+), step (\\d+)$");
  private static final Pattern COUNTED = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)\\s*$");

  private final RunningModel model;
  private final List<StepModel> steps;
  private final Timeline clock =
      new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), _ -> tick()));

  @FXML private PageHeader header;
  @FXML private VBox card;
  @FXML private ProgressBlock progress;
  @FXML private Region line;
  @FXML private VBox phases;
  @FXML private FlowPane shortPhases;
  @FXML private LogDrawer log;
  @FXML private ActionBar bar;
  @FXML private BusyButton cancel;

  /// @param steps of the run this page belongs to
  public RunningController(Texts texts, RunningModel model, List<StepModel> steps) {
    super(texts);
    this.model = model;
    this.steps = steps;
    clock.setCycleCount(Animation.INDEFINITE);
  }

  @FXML
  private void initialize() {
    log.show(model.log.lines());
    log.setOnSave(lines -> model.saveLog.accept(lines));
    log.expandedProperty().bindBidirectional(model.logOpen);
    model.logOpen.subscribe(this::showPhases);
    model.steps.addListener((ListChangeListener<Step>) _ -> showPhases());
    model.phase.subscribe(this::showPhase);
    model.leg.subscribe(this::showPhase);
    model.turnedRound.subscribe(this::showPhase);
    model.cancel.subscribe(this::showPhase);
    model.detail.subscribe(this::showProgress);
    model.fraction.subscribe(this::showProgress);
    model.speed.subscribe(this::showProgress);
    model.soFar.subscribe(this::showProgress);
    model.usual.subscribe(this::showProgress);
    progress.progressProperty().bind(model.fraction);
    cancel.setText(texts.get("running.cancel"));
    cancel.setBusyText(texts.get("running.cancelling"));
    showPhases();
    showPhase();
  }

  private void tick() {
    model.tick();
  }

  @Override
  public void shown() {
    clock.play();
  }

  @Override
  public void hidden() {
    clock.stop();
  }

  // ---- header, bar, step list

  private void showPhase() {
    header.setTitle(title());
    header.setLead(lead());
    boolean upgrade = model.kind() == Kind.UPGRADE;
    cancel.setVisible(upgrade);
    cancel.setDisable(model.cancel.get() == Cancel.NOT_NOW);
    cancel.setBusy(model.cancel.get() == Cancel.CANCELLING);
    bar.setNote(
        switch (model.cancel.get()) {
          case SAFE -> "";
          case CANCELLING -> texts.get("running.cancelling.note");
          case NOT_NOW -> notNow();
          case NEVER -> texts.get("running.never");
        });
    showStep();
    showProgress();
  }

  private String notNow() {
    if (model.phase.get() == Phase.CHECK) {
      return texts.get("running.notNow.check");
    }
    return texts.get(model.canGoBack.get() ? "running.notNow.goBack" : "running.notNow.ownBackup");
  }

  private String title() {
    Phase now = model.phase.get();
    if (model.cancel.get() == Cancel.CANCELLING) {
      return texts.get("running.cancelling.title");
    }
    if (model.kind() == Kind.GO_BACK) {
      String before = model.turnedRound.get();
      return before.isEmpty()
          ? texts.get("running.goBack.title", model.to())
          : texts.get("running.turned.title", before);
    }
    return switch (now) {
      case null -> texts.get("running.title", model.to());
      case DOWNLOAD ->
          texts.get(model.download.get() ? "running.download.title" : "running.title", model.to());
      case STOP_AND_SAVE -> texts.get("running.save.title");
      case WRITE_VERSION -> texts.get("running.write.title");
      case START -> texts.get("running.start.title", model.heading());
      case CHECK -> texts.get("running.check.title", model.heading());
      default -> texts.get("running.title", model.to());
    };
  }

  private String lead() {
    Phase now = model.phase.get();
    if (model.cancel.get() == Cancel.CANCELLING) {
      return texts.get(
          now == null || now == Phase.DOWNLOAD
              ? "running.cancelling.download"
              : "running.cancelling.lead");
    }
    if (model.kind() == Kind.GO_BACK) {
      return texts.get(
          model.turnedRound.get().isEmpty() ? "running.goBack.lead" : "running.turned.lead");
    }
    var leg = model.leg.get();
    return leg != null && model.severalStops()
        ? texts.get("running.leg", leg.number(), leg.of(), model.to(), phaseLead(now))
        : phaseLead(now);
  }

  private String phaseLead(@org.jspecify.annotations.Nullable Phase now) {
    var leg = model.leg.get();
    boolean later = leg != null && leg.number() > 1;
    return switch (now) {
      case null -> texts.get(later ? "running.save.lead.stop" : "running.begin.lead");
      case DOWNLOAD -> texts.get("running.begin.lead");
      case STOP_AND_SAVE -> texts.get(later ? "running.save.lead.stop" : "running.save.lead");
      case WRITE_VERSION -> texts.get(later ? "running.write.lead.stop" : "running.write.lead");
      case START -> texts.get("running.start.lead");
      case CHECK -> texts.get("running.check.lead");
      default -> "";
    };
  }

  private void showStep() {
    if (model.number() > 0 && model.kind() == Kind.UPGRADE) {
      steps.stream()
          .filter(step -> step.state.get() == StepModel.State.HERE)
          .findFirst()
          .ifPresent(step ->
              step.detail.set(
                  texts.get("running.of", model.number(), model.kind().phases().size())));
    }
  }

  // ---- the bar and what is said about it

  private void showProgress() {
    Phase now = model.phase.get();
    Detail detail = model.detail.get();
    boolean cancelling = model.cancel.get() == Cancel.CANCELLING;
    progress.setStopped(cancelling);
    boolean measured = (now == null || now == Phase.DOWNLOAD) && model.fraction.get() >= 0;
    progress.setBusy(!cancelling && !measured);
    progress.setHeading(heading(now, detail));
    progress.setRest(cancelling ? "" : rest(now, detail));
    progress.setLine(line(detail));
    progress.setLineEnd(
        model.speed.get() > 0 && isArriving(detail) && !cancelling
            ? texts.get("running.speed", texts.size(Math.round(model.speed.get())))
            : "");
  }

  private String heading(@org.jspecify.annotations.Nullable Phase now, Detail detail) {
    return switch (now) {
      case null -> texts.get("running.preparing");
      case DOWNLOAD ->
          detail instanceof Download download && download.unpacking()
              ? texts.get("running.unpacking")
              : model.fraction.get() >= 0
                  ? texts.percent(model.fraction.get())
                  : texts.get(model.download.get() ? "running.downloading" : "running.preparing");
      case START, RESTORE_START ->
          detail instanceof AppState(var state, var message)
              ? appHeading(state, message)
              : texts.get("running.starting");
      default -> name(now);
    };
  }

  private String appHeading(io.github.nocobasewizard.run.RunEvent.AppPhase state, String message) {
    return switch (state) {
      case STARTING -> texts.get("running.starting");
      case WEB_SERVER_UP -> texts.get("running.webServer");
      case ANSWERING -> texts.get("running.answering");
      case WORKING -> {
        Matcher plugins = LOADING_PLUGIN.matcher(message);
        Matcher counted = COUNTED.matcher(message);
        if (plugins.find()) {
          yield texts.get("running.plugins", plugins.group(1), plugins.group(2));
        }
        Matcher migration = MIGRATION.matcher(message);
        if (migration.find()) {
          yield texts.get("running.migrating.step", migration.group(2));
        }
        if (MIGRATING.matcher(message).find()) {
          yield counted.find()
              ? texts.get("running.migrating.counted", counted.group(1), counted.group(2))
              : texts.get("running.migrating");
        }
        yield texts.get("running.working");
      }
    };
  }

  private String rest(@org.jspecify.annotations.Nullable Phase now, Detail detail) {
    if (now == null) {
      return "";
    }
    if (now == Phase.DOWNLOAD) {
      Duration left = model.left.get();
      return left == null || !isArriving(detail)
          ? ""
          : texts.get("running.left", texts.roughly(rounded(left)));
    }
    String soFar = texts.duration(model.soFar.get());
    var usual = model.usual.get();
    return usual == null || (now != Phase.START && now != Phase.RESTORE_START)
        ? texts.get("running.soFar", soFar)
        : texts.get(
            usual.here() ? "running.soFar.usually" : "running.soFar.expected",
            soFar,
            texts.roughly(usual.time()));
  }

  /// A time left that changes every second cannot be read.
  private static Duration rounded(Duration left) {
    long seconds = left.toSeconds();
    return Duration.ofSeconds(Math.max(5, Math.ceilDiv(seconds, 5) * 5));
  }

  private static boolean isArriving(Detail detail) {
    return detail instanceof Download download && !download.unpacking();
  }

  private String line(Detail detail) {
    return switch (detail) {
      case Download download when download.unpacking() ->
          texts.get("running.unpacking.line", download.layersDone(), download.layers());
      case Download download when model.total(download) > 0 ->
          texts.get(
              "running.amount", texts.size(download.done()), texts.size(model.total(download)));
      case Download download -> texts.get("running.amount.soFar", texts.size(download.done()));
      case Bytes bytes when bytes.total() > 0 ->
          texts.get("running.amount", texts.size(bytes.done()), texts.size(bytes.total()));
      case Bytes bytes -> texts.get("running.amount.soFar", texts.size(bytes.done()));
      case Files files -> texts.get("running.files", files.count(), texts.size(files.bytes()));
      case Tables tables when tables.tables() == 0 -> "";
      case Tables tables -> texts.get("running.tables", tables.tables(), tables.records());
      case AppState(var _, var message) -> appLine(message);
      case Nothing _ -> "";
    };
  }

  /// The name of the step at work, or the app's own words where they are all that can be said.
  private static String appLine(String message) {
    Matcher migration = MIGRATION.matcher(message);
    if (migration.find()) {
      return migration.group(1);
    }
    boolean known = LOADING_PLUGIN.matcher(message).find() || MIGRATING.matcher(message).find();
    return known ? "" : message;
  }

  // ---- the phases

  private void showPhases() {
    boolean open = model.logOpen.get();
    show(phases, !open);
    show(line, !open);
    show(shortPhases, open);
    card.getStyleClass().setAll("card", open ? "compact" : "tight");
    phases.getChildren().setAll(model.steps.stream().map(this::row).toList());
    shortPhases
        .getChildren()
        .setAll(
            model.steps.stream()
                .filter(step -> step.state() != State.NOW)
                .map(this::shortRow)
                .toList());
  }

  private String name(Phase phase) {
    if (phase == Phase.DOWNLOAD && !model.download.get()) {
      return texts.get("running.phase.take");
    }
    if (phase == Phase.RESTORE_STOP && model.keepsPresent.get()) {
      return texts.get("running.phase.stopAndKeep");
    }
    return texts.get(nameKey(phase), model.to());
  }

  private StateRow row(Step step) {
    return StateRow.phase(mark(step.state()), name(step.phase()), fact(step));
  }

  private static Mark mark(State state) {
    return switch (state) {
      case TODO -> Mark.TODO;
      case NOW -> Mark.BUSY;
      case DONE -> Mark.DONE;
    };
  }

  private String fact(Step step) {
    return switch (step.state()) {
      case NOW -> texts.clock(step.time());
      case DONE -> texts.duration(step.time());
      case TODO ->
          switch (step.phase()) {
            case STOP_AND_SAVE -> texts.get("running.pauseBegins");
            case CHECK -> texts.get("running.pauseEnds");
            default -> "";
          };
    };
  }

  private HBox shortRow(Step step) {
    boolean done = step.state() == State.DONE;
    var mark = new MarkView(mark(step.state()));
    mark.getStyleClass().add("s");
    mark.setMark(mark(step.state()));
    var words = new Label(shortName(step.phase(), done));
    words.setMinWidth(Region.USE_PREF_SIZE);
    if (!done) {
      words.getStyleClass().add("muted");
    }
    var row = new HBox(8, mark, words);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private String shortName(Phase phase, boolean done) {
    if (done && phase == Phase.DOWNLOAD && !model.download.get()) {
      return texts.get("running.done.take");
    }
    return texts.get(done ? doneKey(phase) : todoKey(phase));
  }

  private static String nameKey(Phase phase) {
    return switch (phase) {
      case DOWNLOAD -> "running.phase.download";
      case STOP_AND_SAVE -> "running.phase.save";
      case WRITE_VERSION -> "running.phase.write";
      case START -> "running.phase.start";
      case CHECK -> "running.phase.check";
      case RESTORE_STOP -> "running.phase.stop";
      case RESTORE_DATABASE -> "running.phase.database";
      case RESTORE_STORAGE -> "running.phase.storage";
      case RESTORE_FILES -> "running.phase.files";
      case RESTORE_START -> "running.phase.startOld";
      default -> throw new IllegalArgumentException(phase.toString());
    };
  }

  private static String doneKey(Phase phase) {
    return switch (phase) {
      case DOWNLOAD -> "running.done.download";
      case STOP_AND_SAVE -> "running.done.save";
      case WRITE_VERSION -> "running.done.write";
      case START -> "running.done.start";
      case CHECK -> "running.done.check";
      case RESTORE_STOP -> "running.done.stop";
      case RESTORE_DATABASE -> "running.done.database";
      case RESTORE_STORAGE -> "running.done.storage";
      case RESTORE_FILES -> "running.done.files";
      case RESTORE_START -> "running.done.startOld";
      default -> throw new IllegalArgumentException(phase.toString());
    };
  }

  private static String todoKey(Phase phase) {
    return switch (phase) {
      case DOWNLOAD -> "running.todo.download";
      case STOP_AND_SAVE -> "running.todo.save";
      case WRITE_VERSION -> "running.todo.write";
      case START -> "running.todo.start";
      case CHECK -> "running.todo.check";
      case RESTORE_STOP -> "running.todo.stop";
      case RESTORE_DATABASE -> "running.todo.database";
      case RESTORE_STORAGE -> "running.todo.storage";
      case RESTORE_FILES -> "running.todo.files";
      case RESTORE_START -> "running.todo.startOld";
      default -> throw new IllegalArgumentException(phase.toString());
    };
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @FXML
  private void cancel() {
    model.cancelRun();
  }

  @Override
  public Side side() {
    return new Side.Run(steps, false);
  }
}
