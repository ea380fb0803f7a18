package io.github.nocobasewizard.ui.flow;

import io.github.nocobasewizard.backup.RestorePoint;
import io.github.nocobasewizard.engine.Cancellation;
import io.github.nocobasewizard.installation.Installation;
import io.github.nocobasewizard.installation.Secrets;
import io.github.nocobasewizard.restore.RestoreOutcome;
import io.github.nocobasewizard.restore.RestorePlan;
import io.github.nocobasewizard.run.Problem;
import io.github.nocobasewizard.run.RunContext;
import io.github.nocobasewizard.ui.Background;
import io.github.nocobasewizard.ui.Services;
import io.github.nocobasewizard.ui.failed.FailedController;
import io.github.nocobasewizard.ui.failed.FailedModel;
import io.github.nocobasewizard.ui.failed.FailedModel.View;
import io.github.nocobasewizard.ui.failed.FailedWords;
import io.github.nocobasewizard.ui.kit.StepModel;
import io.github.nocobasewizard.ui.kit.StepModel.State;
import io.github.nocobasewizard.ui.shell.Page;
import io.github.nocobasewizard.ui.shell.Side;
import io.github.nocobasewizard.ui.text.ProblemTexts;
import io.github.nocobasewizard.ui.text.Texts;
import io.github.nocobasewizard.ui.upgrade.RunningController;
import io.github.nocobasewizard.ui.upgrade.RunningModel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Going back to a restore point, from wherever it was chosen: shows the work and how it ended.
final class GoBackTask {
  /// Places among the steps of an upgrade, and among its own.
  private static final int UPGRADE = 3;

  private static final int GO_BACK = 1;

  private final Wizard wizard;
  private final Texts texts;
  private final ProblemTexts problems;
  private final FailedWords words;
  private final Background background;
  private final Services services;
  private final List<StepModel> steps;
  private final Consumer<Page> show;
  private final boolean chosen;
  private boolean running;

  /// One that a restore point was chosen for: it has steps of its own, and makes a restore point of the
  /// present state before anything is put back.
  static GoBackTask chosen(
      Wizard wizard, Texts texts, Background background, Services services, Consumer<Page> show) {
    List<StepModel> steps = Side.goingBackSteps(texts);
    return new GoBackTask(wizard, texts, background, services, steps, show, true);
  }

  /// One that takes an upgrade back.
  ///
  /// @param steps of the upgrade
  GoBackTask(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Consumer<Page> show) {
    this(wizard, texts, background, services, steps, show, false);
  }

  private GoBackTask(
      Wizard wizard,
      Texts texts,
      Background background,
      Services services,
      List<StepModel> steps,
      Consumer<Page> show,
      boolean chosen) {
    this.wizard = wizard;
    this.texts = texts;
    this.problems = new ProblemTexts(texts);
    this.words = new FailedWords(texts);
    this.background = background;
    this.services = services;
    this.steps = steps;
    this.show = show;
    this.chosen = chosen;
  }

  private StepModel step() {
    return steps.get(chosen ? GO_BACK : UPGRADE);
  }

  boolean running() {
    return running;
  }

  /// @param from the version that is left
  void start(Installation installation, RestorePoint point, String from) {
    start(
        installation,
        point,
        from,
        chosen,
        // The files are as the new version left them.
        () ->
            new RestorePlan(
                services.finder().load(installation.folder()),
                point,
                chosen ? new RestorePlan.Present.ToBeKept() : new RestorePlan.Present.Given()));
  }

  /// Goes on where going back was cut off.
  void start(RestorePlan plan, String from) {
    boolean keeps = plan.present() instanceof RestorePlan.Present.ToBeKept;
    start(plan.installation(), plan.point(), from, keeps, () -> plan);
  }

  private void start(
      Installation installation,
      RestorePoint point,
      String from,
      boolean keeps,
      Callable<RestorePlan> plan) {
    if (running) {
      return;
    }
    running = true;
    RunningModel model =
        new RunningModel(
            RunningModel.Kind.GO_BACK,
            from,
            point.manifest().version(),
            services.clock(),
            background::ui);
    model.keepsPresent.set(keeps);
    model.saveLog = lines -> wizard.save(texts.get("flow.report.log"), String.join("\n", lines));
    Runnable endProgress = wizard.showProgress(model.whole);
    show.accept(new RunningController(texts, model, steps));
    showBegin(point);
    RunContext context = new RunContext(model, Cancellation.none(), services.clock());
    Runnable again = () -> start(installation, point, from, keeps, plan);
    background
        .call(() -> services.restore().get().execute(plan.call(), context))
        .onSuccess(outcome -> ended(outcome, installation, point, again))
        .onFailure(
            failure -> backFailed(Problem.of(failure), List.of(), installation, point, again))
        .finallyDo(() -> {
          running = false;
          endProgress.run();
        })
        .start();
  }

  private void showBegin(RestorePoint point) {
    step().detail.set(words.stepGoingBack(point.manifest().version()));
    if (chosen) {
      steps.getFirst().state.set(State.DONE);
      steps.getFirst().detail.set(texts.recent(point.manifest().exactUpTo()));
      step().state.set(State.HERE);
    }
  }

  private void ended(
      RestoreOutcome outcome, Installation installation, RestorePoint point, Runnable again) {
    running = false;
    switch (outcome) {
      case RestoreOutcome.WentBack back -> wentBack(back, installation, point);
      case RestoreOutcome.Untouched untouched ->
          backFailed(untouched.problem(), List.of(), installation, point, again);
      case RestoreOutcome.PutBack back -> putBack(back, installation, point, again);
      case RestoreOutcome.Failed failed ->
          backFailed(failed.problem(), failed.tellingLines(), installation, point, again);
    }
  }

  private FailedModel model(View view, Installation installation, RestorePoint point) {
    FailedModel model = new FailedModel(background::ui);
    model.view.set(view);
    model.version.set(point.manifest().version());
    model.exactUpTo.set(point.manifest().exactUpTo());
    model.saveReport = () -> wizard.saveReport(installation, model.said());
    model.finish = wizard::showStart;
    model.openNocoBase = () -> wizard.openNocoBase(installation);
    return model;
  }

  private void wentBack(
      RestoreOutcome.WentBack back, Installation installation, RestorePoint point) {
    FailedModel model = model(View.WENT_BACK, installation, point);
    model.took.set(back.took());
    model.rows.setAll(
        words.reports(
            back.version(),
            installation
                .main()
                .address()
                .map(address -> "localhost:" + address.getPort())
                .orElse("")),
        words.records(records(point), back.records()));
    show.accept(new FailedController(texts, model, steps));
    wizard.announce(installation, texts.get("failed.wentBack.title", point.manifest().version()));
    step().detail.set(words.stepWentBack(point.manifest().version()));
    if (chosen) {
      step().state.set(State.DONE);
      steps.getLast().state.set(State.DONE);
    } else {
      step().state.set(State.INTERRUPTED);
    }
  }

  private static long records(RestorePoint point) {
    return point.holdsDatabase() ? point.manifest().counts().records() : -1;
  }

  private void backFailed(
      Problem problem,
      List<String> lines,
      Installation installation,
      RestorePoint point,
      Runnable again) {
    FailedModel model = model(View.BACK_FAILED, installation, point);
    tell(model, problem, lines, installation);
    model.tryAgain = again;
    show.accept(new FailedController(texts, model, steps));
    wizard.announce(installation, texts.get("failed.backFailed.title"));
    step().state.set(State.FAILED);
    step().detail.set("");
  }

  /// It did not work, and the state before is back: nothing is lost.
  private void putBack(
      RestoreOutcome.PutBack back, Installation installation, RestorePoint point, Runnable again) {
    FailedModel model = model(View.FAILED, installation, point);
    tell(model, back.problem(), back.tellingLines(), installation);
    model.title.set(words.putBack(point.manifest().version()));
    model.lead.set(words.runsAsBefore(back.version()));
    model.waysOn.setAll(
        words.stay(back.version(), wizard::showStart),
        words.tryGoingBackAgain(point.manifest().version(), again));
    show.accept(new FailedController(texts, model, steps));
    wizard.announce(installation, model.title.get());
    step().state.set(State.FAILED);
    step().detail.set("");
  }

  private void tell(
      FailedModel model, Problem problem, List<String> lines, Installation installation) {
    ProblemTexts.Words why = problems.words(problem);
    model.cause.set(why.title() + ". " + why.cause());
    model.action.set(why.action());
    Secrets.blot(problem.details(), installation.secrets())
        .lines()
        .limit(50)
        .forEach(model.detail::add);
    lines.forEach(model.detail::add);
  }
}
