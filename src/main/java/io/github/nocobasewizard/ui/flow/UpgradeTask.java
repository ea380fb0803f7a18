package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.Manifest;
import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.engine.ImageReference;
import io.github.nocobasewizard.health.StartWatch;
import io.github.nocobasewizard.health.Verdict;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.run.RunStore;
import io.github.nocobasewizard.run.StartTimes;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.done.DoneController;
import io.github.nocobasewizard.ui.done.DoneModel;
import io.github.nocobasewizard.ui.done.DoneWords;
import io.github.nocobasewizard.ui.failed.FailedController;
import io.github.nocobasewizard.ui.failed.FailedModel;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.failed.FailedWords;
import io.github.nocobasewizard.ui.kit.Option;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.RunningController;
import io.github.nocobasewizard.ui.upgrade.RunningModel;
import io.github.nocobasewizard.upgrade.Interrupted;
import io.github.nocobasewizard.upgrade.Standing;
import io.github.nocobasewizard.upgrade.UpgradeOutcome;
import io.github.nocobasewizard.version.NocoBaseVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// An upgrade at work, from its beginning or from where it was cut off: shows the work and how it
/// ended.
final class UpgradeTask {
  private static final int UPGRADE = 3;
  private static final Duration GOING_BACK = Duration.ofMinutes(1);

  private final Wizard wizard;
  private final Texts texts;
  private final ProblemTexts problems;
  private final FailedWords failedWords;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Installation installation;
  private final BiConsumer<Page, Boolean> show;
  private final GoBackTask goBack;
  private boolean running;

  /// Begins the upgrade anew, after it has ended without any change.
  Runnable tryAgain = () -> {};

  /// Leaves the pages of the run.
  Runnable leave = () -> {};

  /// It could neither go on nor be taken back.
  Runnable cutOff = () -> {};

  /// Gets the restore point of the version at the beginning, once it is exact.
  Consumer<RestorePoint> kept = _ -> {};

  /// @param show shows a page of step 4, or of step 5 if told so
  UpgradeTask(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Installation installation,
      BiConsumer<Page, Boolean> show) {
    this.wizard = wizard;
    this.texts = texts;
    this.problems = new ProblemTexts(texts);
    this.failedWords = new FailedWords(texts);
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.installation = installation;
    this.show = show;
    this.goBack =
        new GoBackTask(
            wizard, texts, background, services, steps, page -> show.accept(page, false));
  }

  boolean busy() {
    return running || goBack.running();
  }

  /// What is to be done.
  @FunctionalInterface
  interface Work {
    UpgradeOutcome run(RunContext context) throws Exception;
  }

  /// @param from the version at the beginning, as a tag
  /// @param to the version that is wanted, as a tag
  /// @param point the way back; empty if it is gone
  /// @param cancellable whether the run hears a wish to stop
  /// @param download whether anything is to be downloaded
  record Frame(
      String from,
      String to,
      Optional<RestorePoint> point,
      boolean cancellable,
      boolean download) {}

  void start(Frame frame, Work work) {
    if (running) {
      return;
    }
    running = true;
    Cancellation cancellation = new Cancellation();
    RunningModel model = model(frame);
    model.requestCancel = () -> background.run(cancellation::cancel);
    Runnable endProgress = wizard.showProgress(model.whole);
    show.accept(new RunningController(texts, model, steps), false);
    RunContext context = new RunContext(model, cancellation, services.clock());
    background.call(() -> usual(frame.point())).onSuccess(model.usual::set).start();
    background
        .call(() -> work.run(context))
        .onSuccess(outcome -> ended(outcome, frame))
        .onFailure(failure -> untouched(Problem.of(failure), false, frame.from()))
        .finallyDo(() -> {
          running = false;
          endProgress.run();
        })
        .start();
  }

  private RunningModel model(Frame frame) {
    RunningModel model =
        new RunningModel(
            RunningModel.Kind.UPGRADE, frame.from(), frame.to(), services.clock(), background::ui);
    model.canGoBack.set(frame.point().filter(RestorePoint::holdsDatabase).isPresent());
    model.download.set(frame.download());
    if (!frame.cancellable()) {
      model.cancel.set(RunningModel.Cancel.NOT_NOW);
    }
    model.saveLog = lines -> wizard.save(texts.get("flow.report.log"), String.join("\n", lines));
    model.phase.subscribe(phase ->
        steps
            .get(UPGRADE)
            .detail
            .set(
                phase == null
                    ? ""
                    : texts.get("flow.step.of", model.number(), model.kind().phases().size())));
    return model;
  }

  private RunningModel.Usual usual(Optional<RestorePoint> point) {
    long copy = point.map(known -> known.manifest().size()).orElse(0L);
    return StartTimes.usual(services.runs().list(), installation.key())
        .map(time -> new RunningModel.Usual(time, true))
        .orElseGet(() -> new RunningModel.Usual(StartTimes.expected(copy), false));
  }

  private void ended(UpgradeOutcome outcome, Frame frame) {
    running = false;
    switch (outcome) {
      case UpgradeOutcome.Upgraded upgraded -> done(upgraded);
      case UpgradeOutcome.Untouched untouched ->
          untouched(untouched.problem(), untouched.cancelled(), frame.from());
      case UpgradeOutcome.Failed failed -> failed(failed, frame);
      case UpgradeOutcome.StoppedOnTheWay stopped -> stoppedOnTheWay(stopped, frame);
      case UpgradeOutcome.CutOff _ -> {
        wizard.announce(installation, texts.get("unfinished.upgrade"));
        cutOff.run();
      }
    }
  }

  private String address() {
    return installation
        .main()
        .address()
        .map(address -> "localhost:" + address.getPort())
        .orElse("");
  }

  private void done(UpgradeOutcome.Upgraded upgraded) {
    DoneModel model = new DoneModel();
    DoneWords words = new DoneWords(texts);
    Manifest manifest = upgraded.waysBack().getFirst().manifest();
    model.version.set(upgraded.version());
    model.project.set(installation.name());
    model.took.set(upgraded.took());
    model.pause.set(upgraded.pause());
    model.rows.setAll(
        words.reports(upgraded.version(), address()),
        words.records(upgraded.recordsBefore(), upgraded.recordsAfter()),
        words.answers(StartWatch.Limits.STANDARD.steady()));
    if (upgraded.waysBack().getFirst().holdsDatabase()) {
      model.wayBack.set(new DoneModel.WayBack(manifest.exactUpTo(), manifest.version()));
      kept.accept(upgraded.waysBack().getFirst());
    }
    model.goBack = () -> wizard.showRestore(upgraded.waysBack().getFirst());
    model.saveReport = () -> wizard.saveReport(installation, List.of());
    model.finish = wizard::showStart;
    model.openNocoBase = () -> wizard.openNocoBase(installation);
    steps.get(UPGRADE).detail.set(texts.duration(upgraded.took()));
    show.accept(new DoneController(texts, model, steps), true);
    wizard.announce(installation, texts.get("done.title", upgraded.version()));
  }

  // ---- it did not end well

  /// All is as it was before.
  ///
  /// @param from the version that runs, as a tag
  void untouched(Problem problem, boolean cancelled, String from) {
    FailedModel model = told(problem);
    model.view.set(View.UNTOUCHED);
    model.version.set(from);
    model.cancelled.set(cancelled);
    model.tryAgain = tryAgain;
    model.backToVersions = leave;
    show.accept(new FailedController(texts, model, steps), false);
    wizard.announce(installation, cancelled ? texts.get("failed.cancelled") : model.title.get());
    steps.get(UPGRADE).detail.set(failedWords.stepUntouched());
    if (!cancelled) {
      steps.get(UPGRADE).state.set(State.FAILED);
    }
  }

  private FailedModel told(Problem problem) {
    FailedModel model = new FailedModel(background::ui);
    ProblemTexts.Words words = problems.words(problem);
    model.title.set(words.title());
    model.cause.set(words.cause());
    model.action.set(words.action());
    Secrets.blot(problem.details(), installation.secrets())
        .lines()
        .limit(50)
        .forEach(model.detail::add);
    model.saveReport = () -> wizard.saveReport(installation, model.said());
    return model;
  }

  private void failed(UpgradeOutcome.Failed failed, Frame frame) {
    FailedModel model = new FailedModel(background::ui);
    Standing standing = failed.standing();
    Manifest manifest = standing.kept().getFirst().manifest();
    String number = number(standing.to());
    ProblemTexts.Words words =
        failed
            .diagnosis()
            .map(diagnosis -> problems.words(diagnosis, number))
            .orElseGet(() -> problems.words(failed.failure(), number));
    model.title.set(failedWords.title(failed.failure()));
    model.lead.set(
        standing.leg() == 0
            ? failedWords.lead(manifest.exactUpTo(), stopped(failed.failure()))
            : failedWords.leadOnTheWay(standing.from().tagOrLatest(), standing.to().tagOrLatest()));
    model.cause.set(words.cause());
    model.action.set(words.action());
    failed.findings().forEach(finding -> model.detail.add(finding.line()));
    failed.tellingLines().forEach(model.detail::add);
    List<Option> waysOn = new ArrayList<>(waysBack(standing, frame));
    waysOn.add(failedWords.tryOnceMore(number, () -> onceMore(frame)));
    model.waysOn.setAll(waysOn);
    show(model, standing);
    steps.get(UPGRADE).detail.set(failedWords.step(failed.failure()));
  }

  private void stoppedOnTheWay(UpgradeOutcome.StoppedOnTheWay stopped, Frame frame) {
    Standing standing = stopped.standing();
    String reached = standing.from().tagOrLatest();
    FailedModel model = told(stopped.problem());
    model.cause.set(problems.words(stopped.problem()).explanation());
    model.title.set(failedWords.stoppedOnTheWay(reached, frame.to()));
    model.lead.set(failedWords.runsOnTheWay(reached));
    List<Option> waysOn = new ArrayList<>(waysBack(standing, frame));
    waysOn.add(failedWords.stay(reached, wizard::showStart));
    model.waysOn.setAll(waysOn);
    show(model, standing);
    steps.get(UPGRADE).detail.set(reached);
  }

  private void show(FailedModel model, Standing standing) {
    RestorePoint first = standing.kept().getFirst();
    Manifest manifest = first.manifest();
    kept.accept(first);
    model.view.set(View.FAILED);
    model.version.set(manifest.version());
    model.exactUpTo.set(manifest.exactUpTo());
    model.dataSafe.set(first.holdsDatabase() && manifest.sealed() && manifest.proven().isPresent());
    model.saveReport = () -> wizard.saveReport(installation, model.said());
    show.accept(new FailedController(texts, model, steps), false);
    wizard.announce(installation, model.title.get());
    steps.get(UPGRADE).state.set(State.FAILED);
  }

  /// To the version at the beginning, which is recommended, and to the stops since.
  private List<Option> waysBack(Standing standing, Frame frame) {
    List<Option> ways = new ArrayList<>();
    for (RestorePoint point : standing.kept()) {
      if (point.holdsDatabase()) {
        Manifest manifest = point.manifest();
        ways.add(
            failedWords.goBack(
                manifest.version(),
                manifest.exactUpTo(),
                GOING_BACK,
                ways.isEmpty(),
                () -> goBack.start(installation, point, frame.to())));
      }
    }
    return ways;
  }

  /// From where it stands: the restore points stay as they are.
  private void onceMore(Frame frame) {
    start(
        new Frame(frame.from(), frame.to(), frame.point(), false, false),
        context -> services.recovery().get().finish(look(), context));
  }

  private Interrupted look() throws Exception {
    Installation now = services.finder().load(installation.folder());
    RunStore.Record record =
        services
            .runs()
            .unfinished(now.key())
            .orElseThrow(() -> new IOException("the journal of the upgrade is gone"));
    return services.recovery().get().look(now, record);
  }

  private static String number(ImageReference image) {
    return NocoBaseVersion.parse(image.tagOrLatest()).toString();
  }

  private static boolean stopped(UpgradeOutcome.Failure failure) {
    return failure instanceof UpgradeOutcome.DidNotStart(Verdict verdict)
        && (verdict instanceof Verdict.CrashLoop || verdict instanceof Verdict.NotRunning);
  }
}
